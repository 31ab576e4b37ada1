pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Every part of the terminal and how it is: an icon and a word, never colour alone. */
Grid {
    id: list

    required property Rows parts

    columns: Theme.largeText ? 1 : 2
    columnSpacing: Theme.medium
    rowSpacing: Theme.small
    topPadding: Theme.medium

    Repeater {
        model: list.parts

        Rectangle {
            id: part

            required property string name
            required property string health
            required property bool works
            required property bool known
            readonly property color tint: !known ? Theme.inkSoft : works ? Theme.good : Theme.warn

            width: Math.floor((list.width - (list.columns - 1) * list.columnSpacing) / list.columns)
            height: Math.max(88, row.height + Theme.medium)
            radius: Theme.corner
            color: Theme.paper
            border.width: Theme.highContrast ? 3 : 0
            border.color: Theme.line

            Item {
                id: row

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.medium
                width: parent.width - 2 * x
                height: Math.max(words.height, state.height)

                Icon {
                    id: glyph

                    anchors.verticalCenter: parent.verticalCenter
                    name: !part.known ? "clock" : part.works ? "check" : "alert"
                    size: 40
                    weight: 2.2
                    tint: part.tint
                }
                Prose {
                    id: words

                    anchors.left: glyph.right
                    anchors.leftMargin: Theme.small
                    anchors.right: state.left
                    anchors.rightMargin: Theme.tight
                    anchors.verticalCenter: parent.verticalCenter
                    role: Prose.Note
                    font.weight: Font.Medium
                    text: part.name
                }
                Prose {
                    id: state

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(Math.ceil(implicitWidth), parent.width * 0.5)
                    horizontalAlignment: Text.AlignRight
                    role: Prose.Note
                    text: part.health
                    color: part.tint
                }
            }
        }
    }
}
