pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The paper has come out: whether its citizen has it, and whether it is as it should be, only they can say. */
StagePage {
    id: page

    objectName: "takePaperPage"
    title: qsTr("证明已打印，请取走")
    text: qsTr("请从下方的出纸口取走纸张，看看证明是否完整清楚。")
    art: Component {
        PrinterArt {}
    }
    actions: [
        ActionButton {
            objectName: "hasPaperKey"
            width: parent.width
            focus: true
            iconName: "check"
            text: qsTr("已取到证明")
            onClicked: page.screen.touches.hasPaper()
        },
        ActionButton {
            objectName: "spoiledPaperKey"
            width: parent.width
            kind: ActionButton.Secondary
            text: qsTr("证明破损，或没有出来")
            onClicked: page.screen.touches.paperIsSpoiled()
        }
    ]
}
