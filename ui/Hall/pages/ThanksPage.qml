pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The visit is over: what was cleared, and what not to leave behind. Any touch goes on. */
StagePage {
    id: page

    MouseArea {
        anchors.fill: parent
        z: -1
        onClicked: page.screen.touches.touchScreen()
        Accessible.ignored: true
    }

    objectName: "thanksPage"
    title: qsTr("感谢您的使用")
    text: qsTr("证件信息、人脸画面和填写的内容，都已从本机清除。")
    art: Component {
        ThanksArt {}
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            visible: page.screen.cardOnReader
            iconName: "id"
            text: qsTr("请取走读卡区上的身份证")
        },
        Callout {
            width: parent.width
            iconName: "receipt"
            tint: Theme.primary
            ground: Theme.primarySoft
            text: qsTr("如果打印了证明和回执，请一并带走")
        }
    ]
    actions: ActionButton {
        objectName: "doneKey"
        width: parent.width
        focus: true
        text: qsTr("好的")
        onClicked: page.screen.touches.touchScreen()
    }
}
