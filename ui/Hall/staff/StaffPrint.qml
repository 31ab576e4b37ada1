pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One print: which, what is known of it, and what can be done about it. */
Column {
    id: row

    required property int number
    required property string words
    required property string known
    required property bool paper
    required property int nextCopy
    default property alias actions: buttons.data

    function share(count: int): int {
        return Math.floor((width - (count - 1) * Theme.small) / count);
    }

    width: parent.width
    spacing: Theme.small

    Prose {
        width: parent.width
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        text: row.words
    }
    Prose {
        width: parent.width
        role: Prose.Note
        soft: true
        text: row.known
    }
    Flow {
        id: buttons

        width: parent.width
        spacing: Theme.small
    }
}
