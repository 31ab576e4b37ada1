pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* An icon on a soft ground of its own colour. */
Rectangle {
    id: badge

    required property string name
    property color accent: Theme.primary
    property real size: 96

    implicitWidth: size
    implicitHeight: size
    width: size
    height: size
    radius: size * 0.28
    color: Theme.highContrast ? Theme.paper : Qt.rgba(accent.r, accent.g, accent.b, 0.11)
    border.width: Theme.highContrast ? 3 : 0
    border.color: Theme.line

    Icon {
        anchors.centerIn: parent
        name: badge.name
        size: Math.round(badge.size * 0.62)
        tint: Theme.highContrast ? Theme.primary : badge.accent
    }
}
