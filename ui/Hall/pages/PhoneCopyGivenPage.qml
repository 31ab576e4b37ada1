pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The hall has given the paper to a phone. Given is not yet seen: the citizen looks, then says so. */
StagePage {
    id: page

    // Landscape: side by side, which leaves the words more room.
    readonly property real keyWidth: Theme.portrait ? inner : Math.floor((wordsWidth - Theme.medium) / 2)

    objectName: "phoneCopyGivenPage"
    title: qsTr("证明已发到手机")
    text: qsTr("请在手机上打开看一看，确认能看到内容再离开。")
    art: Component {
        VerdictArt {
            good: true
        }
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            visible: page.screen.phoneCopy.title !== ""
            iconName: "document"
            tint: Theme.ink
            ground: Theme.canvas
            text: page.screen.phoneCopy.title
        },
        Prose {
            width: parent.width
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            role: Prose.Note
            soft: true
            text: qsTr("如果保存的不是您的手机，请马上告诉工作人员。")
        }
    ]
    actions: [
        ActionButton {
            objectName: "onPhoneKey"
            width: parent.width
            focus: true
            iconName: "check"
            text: qsTr("手机上已收到")
            onClicked: page.screen.touches.confirmOnPhone()
        },
        ActionButton {
            objectName: "receiptKey"
            width: page.keyWidth
            kind: ActionButton.Secondary
            iconName: "receipt"
            text: qsTr("打印回执")
            onClicked: page.screen.touches.printReceipt()
        },
        ActionButton {
            objectName: "sendAgainKey"
            width: page.keyWidth
            kind: ActionButton.Secondary
            iconName: "smartphone"
            text: qsTr("再发一次")
            onClicked: page.screen.touches.sendToPhone()
        }
    ]
}
