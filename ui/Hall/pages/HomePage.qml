pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* What can be done: at once, by search, by theme. */
ListPage {
    id: page

    objectName: "homePage"
    title: page.screen.home.citizen !== "" ? qsTr("%1，您好").arg(page.screen.home.citizen) : qsTr("您好")
    text: qsTr("请选择要办的事。")

    Item {
        id: side

        width: Theme.portrait ? parent.width : 600
        height: Theme.portrait ? quick.height : parent.height

        Column {
            id: quick

            width: parent.width
            spacing: Theme.medium

            ActionButton {
                objectName: "forWhomKey"
                width: parent.width
                kind: ActionButton.Secondary
                iconName: "people"
                text: page.screen.forWhom.acting !== "" ? qsTr("正在为 %1 办理").arg(page.screen.forWhom.acting) : qsTr("为家人或单位办理")
                onClicked: page.screen.touches.openForWhom()
            }
            SearchKey {
                objectName: "searchKey"
                width: parent.width
                focus: true
                text: qsTr("查找事项，例如 wfzm")
                onClicked: page.screen.touches.openSearch()
            }
            Repeater {
                model: page.screen.home.offers

                ItemCard {
                    required property string itemId
                    required property int index

                    objectName: "offer_" + itemId
                    visible: !Theme.reach && (Theme.portrait || !Theme.largeText)
                    width: parent.width
                    compact: Theme.reach || Theme.largeText
                    onClicked: page.screen.touches.openItem(itemId)
                }
            }
        }
        Item {
            y: quick.height + Theme.large
            width: parent.width
            height: parent.height - y
            visible: !Theme.portrait && height > 200
            clip: true

            Town {
                anchors.fill: parent
                calm: true
                visible: !Theme.highContrast
            }
        }
    }
    ScrollPane {
        id: themes

        readonly property int columns: Theme.reach ? (Theme.largeText ? 3 : 4) : Theme.portrait ? 2 : 4
        readonly property int count: repeater.count
        readonly property int rows: Math.max(1, Math.ceil(count / columns))
        readonly property bool upright: Theme.reach || !Theme.portrait
        // No tile is lower than the tallest needs.
        property real tallest: Theme.touch
        readonly property real tileHeight: Math.max(tallest, Math.floor((height - (rows - 1) * Theme.medium) / rows))

        x: Theme.portrait ? 0 : side.width + Theme.wide
        y: Theme.portrait ? side.height + Theme.large : 0
        width: parent.width - x
        height: parent.height - y

        function measureTiles(): void {
            let needed = Theme.touch;
            for (let i = 0; i < repeater.count; ++i)
                needed = Math.max(needed, repeater.itemAt(i)?.implicitHeight ?? 0);
            tallest = needed;
        }

        Grid {
            id: grid

            width: parent.width
            columns: themes.columns
            spacing: Theme.medium

            Repeater {
                id: repeater

                model: page.screen.home.themes

                ThemeTile {
                    required property string themeId
                    required property int here
                    required property int total

                    objectName: "theme_" + themeId
                    width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                    height: themes.tileHeight
                    onImplicitHeightChanged: themes.measureTiles()
                    Component.onCompleted: themes.measureTiles()
                    upright: themes.upright
                    note: Theme.reach || Theme.largeText ? "" : here > 0 ? qsTr("本机可办 %n 项", "", here) : qsTr("%n 项办事指南", "", total)
                    onClicked: page.screen.touches.openTheme(themeId)
                }
            }
        }
    }
}
