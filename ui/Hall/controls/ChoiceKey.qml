pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One of several things of which one holds: a tab, a driver, a port. What holds is filled and ticked, not just coloured. */
Pressable {
    id: key

    implicitWidth: Math.max(Theme.touch, label.implicitWidth + (tick.visible ? tick.width + Theme.tight : 0) + 2 * Theme.medium)
    implicitHeight: Math.max(Theme.touch, label.implicitHeight + Theme.medium)
    opacity: enabled ? 1 : 0.55
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    background: Rectangle {
        radius: Theme.roundCorner
        color: key.checked ? Theme.primary : key.down ? Theme.paperDown : Theme.paper
        border.width: Theme.highContrast ? 3 : Theme.stroke
        border.color: key.checked ? Theme.primary : Theme.lineStrong

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.tight

            Icon {
                id: tick

                anchors.verticalCenter: parent.verticalCenter
                visible: key.checked
                name: "check"
                size: Math.round(32 * Theme.grow)
                weight: 2.4
                tint: Theme.primaryInk
            }
            Prose {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), key.width - 2 * Theme.small - (tick.visible ? tick.width + Theme.tight : 0))
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.WrapAnywhere
                font.weight: Font.Medium
                text: key.text
                color: key.checked ? Theme.primaryInk : Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
