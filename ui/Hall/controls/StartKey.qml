pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The one big key of the first page, with a slow ring around the hand. */
Pressable {
    id: key

    implicitHeight: Math.max(Theme.portrait || !Theme.largeText ? 168 : 140, words.implicitHeight + 2 * Theme.large)
    leftPadding: Theme.large
    rightPadding: Theme.large

    background: Rectangle {
        radius: Theme.roundCorner + 8
        color: key.down ? Theme.primaryDown : Theme.primary

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.large

            Item {
                id: hand

                anchors.verticalCenter: parent.verticalCenter
                width: 96
                height: 96

                Rectangle {
                    id: ring

                    anchors.centerIn: parent
                    width: 96
                    height: 96
                    radius: 48
                    color: "transparent"
                    border.width: 4
                    border.color: Theme.primaryInk
                    opacity: 0.35
                }
                Icon {
                    anchors.centerIn: parent
                    name: "hand"
                    size: 60
                    weight: 1.9
                    tint: Theme.primaryInk
                }
                SequentialAnimation {
                    running: key.visible && Theme.moves
                    loops: Animation.Infinite

                    ParallelAnimation {
                        NumberAnimation {
                            target: ring
                            property: "scale"
                            from: 0.7
                            to: 1.15
                            duration: 900
                            easing.type: Easing.OutCubic
                        }
                        NumberAnimation {
                            target: ring
                            property: "opacity"
                            from: 0.9
                            to: 0
                            duration: 900
                        }
                    }
                    PauseAnimation {
                        duration: 1600
                    }
                }
            }
            Prose {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(implicitWidth), key.availableWidth - hand.width - Theme.large)
                role: Prose.Title
                text: key.text
                color: Theme.primaryInk
                Accessible.ignored: true
            }
        }
    }
}
