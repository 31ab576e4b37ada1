pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A label and what it says, beside each other or, in large type, below each other. */
Item {
    id: pair

    required property string label
    required property string value
    property real labelWidth: Theme.english ? 216 : 152
    property bool stacked: Theme.largeText

    implicitHeight: stacked ? name.height + words.height + Theme.hair : Math.max(name.height, words.height)
    height: implicitHeight

    Prose {
        id: name

        width: pair.stacked ? parent.width : pair.labelWidth
        soft: true
        text: pair.label
    }
    Prose {
        id: words

        x: pair.stacked ? 0 : pair.labelWidth + Theme.medium
        y: pair.stacked ? name.height + Theme.hair : 0
        width: parent.width - x
        font.weight: Font.Medium
        text: pair.value
    }
}
