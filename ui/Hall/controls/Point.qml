pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One point of a short list: an icon, a heading, one sentence. */
Item {
    id: point

    required property string iconName
    required property string heading
    required property string text
    property color accent: Theme.primary

    implicitHeight: Math.max(badge.height, words.height)
    height: implicitHeight

    Badge {
        id: badge

        name: point.iconName
        accent: point.accent
        size: Math.round(76 * (Theme.largeText ? 1.1 : 1))
    }
    Column {
        id: words

        x: badge.width + Theme.medium
        y: Math.max(0, (badge.height - height) / 2)
        width: parent.width - x
        spacing: 2

        Prose {
            width: parent.width
            font.weight: Font.Bold
            text: point.heading
        }
        Prose {
            width: parent.width
            soft: true
            visible: text !== ""
            text: point.text
        }
    }
}
