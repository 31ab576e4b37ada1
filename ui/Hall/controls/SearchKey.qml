pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Looks like a field, opens the search page. */
Pressable {
    id: key

    implicitHeight: Math.max(Theme.button, label.implicitHeight + Theme.wide)
    leftPadding: Theme.large
    rightPadding: Theme.large

    background: Rectangle {
        radius: Theme.roundCorner
        color: key.down ? Theme.paperDown : Theme.paper
        border.width: 4
        border.color: Theme.primary

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: glass

            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 52
            weight: 2.2
        }
        Prose {
            id: label

            anchors.left: glass.right
            anchors.leftMargin: Theme.medium
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            role: Prose.Body
            soft: true
            text: key.text
            Accessible.ignored: true
        }
    }
}
