pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A QR code by which the citizen's phone takes the paper; how long it lasts; print instead, or go on without. */
StagePage {
    id: page

    objectName: "phoneCopyPage"
    title: qsTr("用手机扫码，保存证明")
    // Once it is open the line below says what to do: the code keeps the room.
    text: page.screen.phoneCopy.opened ? "" : qsTr("扫码后，在手机上点“保存到这部手机”。")
    art: Component {
        QrCode {
            anchors.fill: parent
            path: page.screen.phoneCopy.path
            modules: page.screen.phoneCopy.modules
            spoken: qsTr("保存证明的二维码，请用手机扫描")
        }
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            iconName: page.screen.phoneCopy.opened ? "check" : "smartphone"
            tint: page.screen.phoneCopy.opened ? Theme.good : Theme.primary
            ground: page.screen.phoneCopy.opened ? Theme.goodSoft : Theme.primarySoft
            text: page.screen.phoneCopy.step
        },
        Prose {
            objectName: "timeLeft"
            width: parent.width
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            role: Prose.Note
            soft: true
            text: page.screen.phoneCopy.left
        }
    ]
    actions: [
        ActionButton {
            objectName: "printKey"
            width: Theme.portrait ? page.inner : Math.floor((page.wordsWidth - Theme.medium) / 2)
            visible: page.screen.phoneCopy.mayPrint
            focus: page.screen.phoneCopy.mayPrint
            kind: ActionButton.Secondary
            iconName: "printer"
            text: qsTr("改为打印")
            onClicked: page.screen.touches.printPaper()
        },
        ActionButton {
            objectName: "noPaperKey"
            width: Theme.portrait ? page.inner : page.screen.phoneCopy.mayPrint ? Math.floor((page.wordsWidth - Theme.medium) / 2) : page.wordsWidth
            focus: !page.screen.phoneCopy.mayPrint
            kind: ActionButton.Secondary
            text: page.screen.phoneCopy.wantedPrint ? qsTr("不用了，打印回执") : qsTr("不用了，直接完成")
            onClicked: page.screen.touches.finishWithoutPaper()
        }
    ]
}
