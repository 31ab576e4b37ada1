pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Under 14: a guardian's card is laid, and their consent asked for on the next page. */
StagePage {
    id: page

    objectName: "guardianPage"
    title: qsTr("请父母放上本人的身份证")
    text: qsTr("未满 14 周岁，人脸比对要由父母同意。请拿走孩子的证件，放上父亲或母亲的身份证。")
    art: Component {
        CardArt {}
    }
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        iconName: "code"
        text: qsTr("不比对人脸，用身份码")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
