pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A QR code for the phone, and the number that is to be picked there. */
StagePage {
    id: page

    objectName: "phonePage"
    title: qsTr("请用手机扫码登录")
    text: qsTr("用手机扫一扫，按手机上的提示填写，再选择和这里一样的数字。")
    art: Component {
        QrCode {
            anchors.fill: parent
            path: page.screen.phone.path
            modules: page.screen.phone.modules
            spoken: qsTr("登录二维码，请用手机扫描")
        }
    }
    body: [
        Panel {
            width: parent.width
            height: number.height + 2 * Theme.medium
            radius: Theme.roundCorner

            Column {
                id: number

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width
                spacing: 0

                Prose {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: Prose.Note
                    soft: true
                    text: qsTr("手机上请选择这个数字")
                }
                Prose {
                    objectName: "matchNumber"
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: Prose.Hero
                    font.pixelSize: Math.round(120 * Theme.grow)
                    text: page.screen.phone.number
                }
            }
        },
        Prose {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            font.weight: Font.Medium
            color: page.screen.phone.opened ? Theme.good : Theme.inkSoft
            text: page.screen.phone.step
        }
    ]
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        text: qsTr("换一种方式登录")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
