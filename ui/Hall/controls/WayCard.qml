pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A way to sign in: a picture, its name, and what it takes. */
Pressable {
    id: card

    required property string note
    property string closed
    property Component art
    readonly property bool stacked: height > 460

    enabled: closed === ""
    spoken: text + ", " + (closed || note)

    background: Panel {
        color: card.down ? Theme.paperDown : Theme.paper
        radius: Theme.sheetCorner

        FocusRing {
            on: card.visualFocus
        }
    }
    contentItem: Item {
        Rectangle {
            id: easel

            x: Theme.medium
            y: Theme.medium
            width: card.stacked ? parent.width - 2 * Theme.medium : Math.round(parent.width * 0.38)
            height: card.stacked ? parent.height - words.height - 2 * Theme.medium - Theme.wide : parent.height - 2 * Theme.medium
            radius: Theme.roundCorner
            color: Theme.highContrast ? Theme.paper : Theme.canvas
            opacity: card.enabled ? 1 : 0.45
            clip: true

            Loader {
                anchors.fill: parent
                anchors.margins: Theme.small
                sourceComponent: card.art
            }
        }
        Column {
            id: words

            x: card.stacked ? Theme.wide : easel.x + easel.width + Theme.large
            y: card.stacked ? easel.y + easel.height + Theme.medium : (parent.height - height) / 2
            width: parent.width - x - (card.stacked ? Theme.wide : Theme.large)
            spacing: Theme.tight

            Item {
                width: parent.width
                height: name.height

                Prose {
                    id: name

                    width: parent.width - arrow.width - Theme.small
                    role: Prose.Title
                    text: card.text
                    color: card.enabled ? Theme.ink : Theme.inkSoft
                    Accessible.ignored: true
                }
                Icon {
                    id: arrow

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: card.enabled
                    name: "next"
                    size: 48
                    weight: 2.2
                }
            }
            Prose {
                width: parent.width
                visible: card.enabled
                soft: true
                text: card.note
                Accessible.ignored: true
            }
            Callout {
                width: parent.width
                visible: !card.enabled
                text: card.closed
            }
        }
    }
}
