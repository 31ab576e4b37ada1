pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Show an identity code to the scanner. */
StagePage {
    id: page

    objectName: "identityCodePage"
    title: qsTr("请出示身份码")
    text: qsTr("打开手机里的身份码，屏幕调亮，对准扫码口。请不要出示付款码。")
    art: Component {
        CodeArt {}
    }
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        iconName: "id"
        text: qsTr("改用身份证")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
