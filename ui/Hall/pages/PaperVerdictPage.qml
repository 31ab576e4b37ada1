pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Whether the paper is genuine, why, and what it says of itself; then another one, or the end. */
StagePage {
    id: page

    // Landscape: side by side, which leaves the words more room.
    readonly property real keyWidth: Theme.portrait ? inner : Math.floor((wordsWidth - Theme.medium) / 2)

    objectName: "paperVerdictPage"
    title: page.screen.paperCheck.title
    text: page.screen.paperCheck.why
    art: Component {
        VerdictArt {
            good: page.screen.paperCheck.good
            bad: page.screen.paperCheck.bad
        }
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            iconName: "hand"
            tint: Theme.primary
            ground: Theme.primarySoft
            text: page.screen.paperCheck.todo
        },
        Callout {
            width: parent.width
            visible: page.screen.paperCheck.kind !== ""
            iconName: "document"
            tint: Theme.ink
            ground: Theme.canvas
            text: qsTr("%1\n编号 %2 · 第 %3 份\n签发时间 %4").arg(page.screen.paperCheck.kind).arg(page.screen.paperCheck.number).arg(page.screen.paperCheck.copyNumber).arg(page.screen.paperCheck.issued)
        },
        Prose {
            width: parent.width
            visible: page.screen.paperCheck.source !== ""
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            role: Prose.Note
            soft: true
            text: page.screen.paperCheck.source
        }
    ]
    actions: [
        ActionButton {
            objectName: "anotherPaperKey"
            width: page.keyWidth
            focus: true
            iconName: "code"
            text: qsTr("再查一份")
            onClicked: page.screen.touches.checkAnother()
        },
        ActionButton {
            objectName: "leaveCheckKey"
            width: page.keyWidth
            kind: ActionButton.Secondary
            text: qsTr("查好了")
            onClicked: page.screen.touches.endSession()
        }
    ]
}
