pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Hold a paper's code before the scanner. */
StagePage {
    id: page

    objectName: "checkPaperPage"
    title: qsTr("请把材料上的二维码对准扫码口")
    text: qsTr("在本大厅办的证明都可以查。只核对真伪，不显示您的个人信息。")
    art: Component {
        CodeArt {}
    }
    actions: ActionButton {
        objectName: "leaveCheckKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        iconName: "back"
        text: qsTr("不查了，返回首页")
        onClicked: page.screen.touches.endSession()
    }
}
