pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Labels and values below each other; what somebody should look at has a sign before it, not colour alone. */
Column {
    id: facts

    required property Rows rows

    spacing: Theme.small

    Repeater {
        model: facts.rows

        Item {
            id: fact

            required property string label
            required property string value
            required property bool bad
            readonly property real labelWidth: facts.width * 0.34

            width: facts.width
            height: Math.max(name.height, words.height)

            Prose {
                id: name

                width: fact.labelWidth
                role: Prose.Note
                soft: true
                text: fact.label
            }
            Icon {
                id: sign

                x: fact.labelWidth + Theme.tight
                y: Math.round((name.font.pixelSize * 1.4 - height) / 2)
                visible: fact.bad
                name: "alert"
                size: 32
                weight: 2.2
                tint: Theme.warn
            }
            Prose {
                id: words

                x: fact.labelWidth + Theme.tight + (fact.bad ? sign.width + Theme.tight : 0)
                width: parent.width - x
                role: Prose.Note
                font.weight: Font.Medium
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                text: fact.value
                color: fact.bad ? Theme.warn : Theme.ink
            }
        }
    }
}
