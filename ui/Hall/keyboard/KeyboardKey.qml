pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One key. Never takes the focus: the field that is typed into keeps it. */
Pressable {
    id: key

    property string iconName
    property bool special: false

    focusPolicy: Qt.NoFocus
    activeFocusOnTab: false
    padding: 0
    autoRepeat: false

    background: Rectangle {
        radius: 18
        color: key.down ? (Theme.highContrast ? Theme.primary : "#a9c3ee") : key.special ? (Theme.highContrast ? "#262626" : "#d3deee") : Theme.paper
        border.width: Theme.highContrast ? 3 : 0
        border.color: Theme.line

        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: -4
            z: -1
            visible: !Theme.highContrast && !key.down
            radius: 18
            color: "#b6c6dd"
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            visible: key.iconName !== ""
            name: key.iconName
            size: 52
            weight: 1.8
            tint: key.down && Theme.highContrast ? "#000000" : Theme.ink
        }
        Prose {
            anchors.centerIn: parent
            visible: key.iconName === ""
            wrapMode: Text.NoWrap
            font.pixelSize: key.special ? Math.round(34 * (Theme.largeText ? 1.15 : 1)) : Math.round(46 * (Theme.largeText ? 1.15 : 1))
            font.weight: Font.Medium
            text: key.text
            color: key.down && Theme.highContrast ? "#000000" : Theme.ink
            Accessible.ignored: true
        }
    }
}
