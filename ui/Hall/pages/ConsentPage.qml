pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Separate consent to the face comparison: what for, what happens, what is kept, and an equal way without it. */
ListPage {
    id: page

    readonly property int inset: Theme.largeText ? Theme.large : Theme.wide

    objectName: "consentPage"
    title: qsTr("是否同意比对人脸？")
    text: qsTr("这一步需要您单独同意。不同意也能办，不少一项功能。")

    art: Component {
        CompareArt {}
    }

    ScrollPane {
        id: points

        anchors.fill: parent

        Panel {
            width: parent.width
            height: Math.max(column.height + 2 * page.inset, points.overflows ? 0 : points.height)

            Loader {
                x: Theme.wide
                y: Theme.medium
                width: parent.width - 2 * x
                height: column.y - y
                active: Theme.portrait && height > 160
                sourceComponent: page.art
            }
            Column {
                id: column

                x: page.inset
                y: Theme.portrait ? parent.height - height - page.inset : (parent.height - height) / 2
                width: parent.width - 2 * x
                spacing: Theme.largeText ? Theme.small : Theme.large

                Point {
                    width: parent.width
                    iconName: "user"
                    heading: qsTr("为什么")
                    text: qsTr("只为确认拿证的人就是您本人。")
                }
                Point {
                    width: parent.width
                    iconName: "face"
                    heading: qsTr("用什么")
                    text: page.screen.signIn.faceLeaves ? qsTr("现场画面和证件照片，加密发送给身份核验机构比对。") : qsTr("现场画面和证件照片，只在本机比对。")
                }
                Point {
                    width: parent.width
                    iconName: "trash"
                    heading: qsTr("留什么")
                    text: qsTr("比完就清除画面和照片，只留结果、分数和时间。")
                }
                Point {
                    width: parent.width
                    iconName: "people"
                    heading: qsTr("未满 14 周岁")
                    text: qsTr("请监护人陪同，由监护人同意。")
                }
            }
        }
    }
    aside: [
        ActionButton {
            objectName: "agreeKey"
            width: parent.width
            focus: true
            text: qsTr("同意，开始比对")
            onClicked: page.screen.touches.giveConsent()
        },
        ActionButton {
            objectName: "declineKey"
            width: parent.width
            kind: ActionButton.Secondary
            text: qsTr("不同意，用其他方式")
            onClicked: page.screen.touches.declineConsent()
        }
    ]
}
