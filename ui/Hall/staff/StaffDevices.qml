pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Every device and how it is; a touch looks at it closely. */
ScrollPane {
    id: pane

    required property ScreenView screen

    spacing: Theme.small

    Repeater {
        model: pane.screen.staff.devices

        Pressable {
            id: key

            required property string deviceId
            required property string name
            required property string stateWords
            required property bool works
            required property bool known
            readonly property color tint: !known ? Theme.inkSoft : works ? Theme.good : Theme.warn

            objectName: "device_" + deviceId
            width: parent.width
            height: Math.max(Theme.touch, words.height + Theme.medium)
            text: name + ", " + stateWords
            onClicked: pane.screen.staff.look(deviceId)

            background: Rectangle {
                radius: Theme.corner
                color: key.down ? Theme.paperDown : Theme.paper
                border.width: Theme.highContrast ? 3 : 0
                border.color: Theme.line

                FocusRing {
                    on: key.visualFocus
                }
            }
            contentItem: Item {
                Icon {
                    id: sign

                    x: Theme.medium
                    anchors.verticalCenter: parent.verticalCenter
                    name: !key.known ? "clock" : key.works ? "check" : "alert"
                    size: 44
                    weight: 2.2
                    tint: key.tint
                }
                Column {
                    id: words

                    anchors.left: sign.right
                    anchors.leftMargin: Theme.medium
                    anchors.right: state.left
                    anchors.rightMargin: Theme.small
                    anchors.verticalCenter: parent.verticalCenter

                    Prose {
                        width: parent.width
                        font.weight: Font.Medium
                        text: key.name
                        Accessible.ignored: true
                    }
                    Prose {
                        width: parent.width
                        role: Prose.Note
                        soft: true
                        text: key.deviceId
                        Accessible.ignored: true
                    }
                }
                Prose {
                    id: state

                    anchors.right: next.left
                    anchors.rightMargin: Theme.small
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(Math.ceil(implicitWidth), parent.width * 0.45)
                    horizontalAlignment: Text.AlignRight
                    role: Prose.Note
                    text: key.stateWords
                    color: key.tint
                    Accessible.ignored: true
                }
                Icon {
                    id: next

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.medium
                    anchors.verticalCenter: parent.verticalCenter
                    name: "next"
                    size: 36
                    weight: 2.2
                }
            }
        }
    }
}
