pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One theme and its items. */
ListPage {
    id: page

    objectName: "themePage"
    title: page.screen.theme.title
    iconName: page.screen.theme.icon
    accent: page.screen.theme.accent
    text: page.screen.theme.here > 0 ? qsTr("带“本机可办”的，现在就能办。") : qsTr("点开看办事指南：谁能办、带什么、去哪里。")

    ScrollPane {
        anchors.fill: parent

        Repeater {
            model: page.screen.theme.items

            ItemCard {
                required property string itemId
                required property int index

                objectName: "item_" + itemId
                width: parent.width
                focus: index === 0
                onClicked: page.screen.touches.openItem(itemId)
            }
        }
    }
}
