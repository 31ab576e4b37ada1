pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Ways to sign in: two large ones, equal in size, and two by phone; a way that is closed says why. */
ListPage {
    id: page

    // Low reach in large type leaves room for a few words only.
    readonly property bool roomy: !(Theme.reach && Theme.largeText)

    objectName: "signInPage"
    title: qsTr("您想怎样登录？")
    // What cannot be done here is said before a card is laid, in the place of what can be done without.
    text: page.screen.signIn.paperPause || qsTr("哪种方式都能办理，选您方便的一种。")
    warns: page.screen.signIn.paperPause !== ""

    Grid {
        id: ways

        readonly property real cellWidth: (width - (columns - 1) * spacing) / columns
        readonly property real cellHeight: (height - lower.height - Theme.large - (rows - 1) * spacing) / rows

        anchors.fill: parent
        columns: Theme.portrait ? 1 : 2
        rows: Theme.portrait ? 2 : 1
        spacing: Theme.large

        WayCard {
            objectName: "cardWayKey"
            width: ways.cellWidth
            height: ways.cellHeight
            focus: true
            closed: page.screen.signIn.cardClosed
            text: qsTr("刷身份证")
            note: page.roomy ? qsTr("身份证放在读卡区，再看一下摄像头，确认是您本人。") : qsTr("再看一下摄像头")
            art: Component {
                CardArt {}
            }
            onClicked: page.screen.touches.signInByCard()
        }
        WayCard {
            objectName: "codeWayKey"
            width: ways.cellWidth
            height: ways.cellHeight
            closed: page.screen.signIn.codeClosed
            text: qsTr("出示身份码")
            note: page.roomy ? qsTr("打开手机里的身份码，对准扫码口。不需要看摄像头。") : qsTr("不用看摄像头")
            art: Component {
                CodeArt {}
            }
            onClicked: page.screen.touches.signInByCode()
        }
    }
    Column {
        id: lower

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.medium

        Flow {
            id: phones

            readonly property int shown: (byPhone.visible ? 1 : 0) + (bySms.visible ? 1 : 0) + (bySocialCard.visible ? 1 : 0)
            readonly property int across: Theme.portrait ? (Theme.largeText ? 1 : Math.min(2, shown)) : shown
            readonly property real cell: (width - (across - 1) * spacing) / Math.max(1, across)

            width: parent.width
            spacing: Theme.medium

            ActionButton {
                id: byPhone

                objectName: "phoneWayKey"
                visible: page.screen.signIn.phoneOpen
                width: phones.cell
                kind: ActionButton.Secondary
                iconName: "code"
                text: qsTr("手机扫码登录")
                onClicked: page.screen.touches.signInByPhone()
            }
            ActionButton {
                id: bySms

                objectName: "smsWayKey"
                visible: page.screen.signIn.smsOpen
                width: phones.cell
                kind: ActionButton.Secondary
                iconName: "phone"
                text: qsTr("短信验证码登录")
                onClicked: page.screen.touches.signInBySms()
            }
            ActionButton {
                id: bySocialCard

                objectName: "socialCardWayKey"
                visible: page.screen.signIn.socialCardOpen
                width: phones.cell
                kind: ActionButton.Secondary
                iconName: "umbrella"
                text: qsTr("社保卡登录")
                onClicked: page.screen.touches.signInBySocialCard()
            }
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.small

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "shield"
                size: Math.round(44 * Theme.grow)
                tint: Theme.good
            }
            Prose {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), page.inner - 80)
                role: Prose.Note
                soft: true
                text: qsTr("办完以后，本机不保留您的个人信息。")
            }
        }
    }
}
