pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One row of a registry's answer: the first field large, the others under their names. */
Panel {
    id: answer

    required property string section
    required property string number
    required property string heading
    required property var facts
    readonly property int across: Theme.largeText ? 1 : Theme.portrait ? 2 : 3

    implicitHeight: column.height + 2 * Theme.large
    height: implicitHeight

    Column {
        id: column

        x: Theme.large
        y: Theme.large
        width: parent.width - 2 * Theme.large
        spacing: Theme.small

        Prose {
            width: parent.width
            visible: text !== ""
            role: Prose.Heading
            font.weight: Font.Bold
            text: answer.section
            Accessible.role: Accessible.Heading
        }
        Rectangle {
            width: parent.width
            height: 2
            visible: answer.section !== ""
            color: Theme.hairline
        }
        Prose {
            width: parent.width
            visible: answer.number !== ""
            role: Prose.Note
            soft: true
            text: answer.number
        }
        Prose {
            width: parent.width
            font.weight: Font.Bold
            text: answer.heading
        }
        Flow {
            width: parent.width
            spacing: Theme.medium

            Repeater {
                model: answer.facts

                Column {
                    id: fact

                    required property var modelData

                    width: Math.floor((column.width - (answer.across - 1) * Theme.medium) / answer.across)

                    Prose {
                        width: parent.width
                        role: Prose.Note
                        soft: true
                        text: fact.modelData.label
                    }
                    Prose {
                        width: parent.width
                        font.weight: Font.Medium
                        text: fact.modelData.value
                    }
                }
            }
        }
    }
}
