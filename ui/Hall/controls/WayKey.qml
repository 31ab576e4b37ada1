pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A way out of the page: back, or the end. */
Pressable {
    id: key

    required property string iconName

    implicitHeight: Theme.touch
    leftPadding: Theme.large
    rightPadding: Theme.large

    background: Rectangle {
        radius: height / 2
        color: key.down ? Theme.paperDown : Theme.primarySoft
        border.width: Theme.highContrast ? 3 : 0
        border.color: Theme.line

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.small

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: key.iconName
                size: 40
                weight: 2.2
            }
            Prose {
                anchors.verticalCenter: parent.verticalCenter
                font.weight: Font.Medium
                wrapMode: Text.NoWrap
                text: key.text
                color: Theme.primary
                Accessible.ignored: true
            }
        }
    }
}
