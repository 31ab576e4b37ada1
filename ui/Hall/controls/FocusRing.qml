pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Shows which control the keyboard would press; never seen by those who touch. */
Rectangle {
    required property bool on

    anchors.fill: parent
    anchors.margins: -8
    visible: on
    radius: Theme.corner + 8
    color: "transparent"
    border.width: 5
    border.color: Theme.highContrast ? "#ffffff" : Theme.gold
}
