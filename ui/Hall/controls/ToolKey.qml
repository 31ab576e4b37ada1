pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A key of the footer's tool row. One that is on is filled and carries a tick: colour is not the only cue. */
Pressable {
    id: key

    required property string iconName

    implicitHeight: 112
    padding: Theme.tight
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.checkable: checkable
    Accessible.checked: checked

    background: Rectangle {
        radius: Theme.corner + 4
        color: key.checked ? Theme.primary : key.down ? Theme.paperDown : "transparent"
        border.width: Theme.highContrast && !key.checked ? 3 : 0
        border.color: Theme.line

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        implicitWidth: label.implicitWidth
        implicitHeight: column.implicitHeight

        Column {
            id: column

            anchors.centerIn: parent
            width: parent.width
            spacing: 2

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: key.checked ? "check" : key.iconName
                size: 44
                weight: key.checked ? 2.4 : 1.8
                tint: key.checked ? Theme.primaryInk : Theme.primary
            }
            Prose {
                id: label

                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                role: Prose.Note
                font.weight: Font.Medium
                text: key.text
                color: key.checked ? Theme.primaryInk : Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
