pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Somebody to act for: who, what they are to the citizen, and whether they are chosen now. */
Pressable {
    id: row

    required property string name
    required property string kind
    required property string number
    required property string iconName
    required property bool chosen

    implicitHeight: Math.max(Theme.button, words.implicitHeight + 2 * Theme.medium)
    leftPadding: Theme.large
    rightPadding: Theme.large
    text: name
    spoken: [name, kind, number, chosen ? qsTr("现在的办理对象") : ""].filter(part => part !== "").join(", ")

    background: Panel {
        color: row.down ? Theme.paperDown : Theme.paper
        radius: Theme.roundCorner
        outlined: row.chosen

        FocusRing {
            on: row.visualFocus
        }
    }
    contentItem: Item {
        implicitHeight: words.implicitHeight

        Badge {
            id: badge

            anchors.verticalCenter: parent.verticalCenter
            name: row.iconName
            accent: Theme.primary
            size: 84
        }
        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: badge.right
            anchors.leftMargin: Theme.medium
            anchors.right: mark.left
            anchors.rightMargin: Theme.small
            spacing: Theme.tight

            Prose {
                width: parent.width
                font.weight: Font.Medium
                text: row.name
                Accessible.ignored: true
            }
            Prose {
                width: parent.width
                role: Prose.Note
                soft: true
                text: row.number !== "" ? row.kind + " · " + row.number : row.kind
                Accessible.ignored: true
            }
        }
        Icon {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            name: row.chosen ? "check" : "next"
            size: 52
            weight: 2.4
            tint: row.chosen ? Theme.good : Theme.primary
        }
    }
}
