pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A button that does something: what it says is what happens. `note` says it more exactly. */
Pressable {
    id: button

    enum Kind {
        Primary,
        Secondary,
        Quiet
    }

    property int kind: ActionButton.Primary
    property string iconName
    property string note

    readonly property bool filled: kind === ActionButton.Primary
    readonly property color foreground: filled ? Theme.primaryInk : Theme.primary
    readonly property color noteColour: filled ? Theme.primaryInk : Theme.inkSoft

    implicitHeight: Math.max(Theme.button, words.implicitHeight + 2 * Theme.medium)
    leftPadding: Theme.large
    rightPadding: Theme.large
    spoken: note ? text + " " + note : text
    opacity: enabled ? 1 : 0.55

    background: Rectangle {
        radius: Math.min(height / 2, Theme.roundCorner + 4)
        color: button.filled ? (button.down ? Theme.primaryDown : Theme.primary) : button.kind === ActionButton.Secondary ? (button.down ? Theme.paperDown : Theme.paper) : (button.down ? Theme.paperDown : "transparent")
        border.width: button.filled ? 0 : button.kind === ActionButton.Secondary || Theme.highContrast ? Theme.stroke + 1 : 0
        border.color: Theme.primary

        FocusRing {
            on: button.visualFocus
        }
    }
    contentItem: Item {
        implicitWidth: words.implicitWidth + (glyph.visible ? glyph.width + row.spacing : 0)
        implicitHeight: words.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.small

            Icon {
                id: glyph

                anchors.verticalCenter: parent.verticalCenter
                visible: name !== ""
                name: button.iconName
                size: Math.round(44 * Theme.grow)
                weight: 2
                tint: button.foreground
            }
            Column {
                id: words

                readonly property real most: button.availableWidth - (glyph.visible ? glyph.width + row.spacing : 0)

                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.hair

                Prose {
                    id: label

                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.min(Math.ceil(implicitWidth), words.most)
                    horizontalAlignment: Text.AlignHCenter
                    role: Prose.Heading
                    strong: true
                    text: button.text
                    color: button.foreground
                    Accessible.ignored: true
                }
                Prose {
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.min(Math.ceil(implicitWidth), words.most)
                    horizontalAlignment: Text.AlignHCenter
                    visible: text !== ""
                    role: Prose.Note
                    text: button.note
                    color: button.noteColour
                    Accessible.ignored: true
                }
            }
        }
    }
}
