pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A theme of the home page: upright (icon over words) or level (icon beside words). */
Pressable {
    id: tile

    required property string title
    required property string iconName
    required property color accent
    property string note
    property bool upright: false

    text: title
    implicitWidth: 240
    implicitHeight: 2 * padding + (upright ? 72 + Theme.small + words.height : Math.max(72, words.height))
    padding: upright || Theme.largeText ? Theme.small : Theme.medium
    spoken: note ? text + ", " + note : text

    background: Panel {
        color: tile.down ? Theme.paperDown : Theme.paper
        radius: Theme.roundCorner

        FocusRing {
            on: tile.visualFocus
        }
    }
    contentItem: Item {
        Badge {
            id: badge

            name: tile.iconName
            accent: tile.accent
            size: tile.upright ? Math.min(112, Math.max(72, tile.availableHeight - words.height - Theme.small)) : Math.min(Theme.largeText ? 80 : 104, tile.availableHeight)
            x: tile.upright ? (parent.width - width) / 2 : 0
            y: tile.upright ? (parent.height - height - Theme.small - words.height) / 2 : (parent.height - height) / 2
        }
        Column {
            id: words

            x: tile.upright ? 0 : badge.width + Theme.medium
            y: tile.upright ? badge.y + badge.height + Theme.small : (parent.height - height) / 2
            width: parent.width - x
            spacing: Theme.hair

            Prose {
                width: parent.width
                horizontalAlignment: tile.upright ? Text.AlignHCenter : Text.AlignLeft
                role: tile.upright || Theme.largeText ? Prose.Body : Prose.Heading
                strong: true
                font.weight: Font.Bold
                unbroken: true
                text: tile.text
                Accessible.ignored: true
            }
            Prose {
                width: parent.width
                horizontalAlignment: tile.upright ? Text.AlignHCenter : Text.AlignLeft
                visible: tile.note !== ""
                role: Prose.Note
                soft: true
                text: tile.note
                Accessible.ignored: true
            }
        }
    }
}
