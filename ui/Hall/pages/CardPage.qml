pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Put the card on the reader. */
StagePage {
    id: page

    objectName: "cardPage"
    title: qsTr("请把身份证放在读卡区")
    text: qsTr("平放，不要移动，停留几秒钟。读好以后会自动进入下一步。")
    art: Component {
        CardArt {}
    }
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        iconName: "code"
        text: qsTr("没带身份证，用身份码")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
