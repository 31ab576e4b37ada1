pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Put the social-security card into the slot. */
StagePage {
    id: page

    objectName: "socialCardPage"
    title: qsTr("请插入社保卡")
    text: qsTr("芯片朝里插到底，办完以前请不要取出。")
    art: Component {
        CardArt {}
    }
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        text: qsTr("换一种方式登录")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
