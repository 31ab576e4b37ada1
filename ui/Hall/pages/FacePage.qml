pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Hall
import Hall.Bridge

/* The mirror, what to do next in large type, and how far it is. */
StagePage {
    id: page

    objectName: "facePage"
    title: page.screen.face.advice
    text: page.screen.face.hint
    art: Component {
        Item {
            id: mirror

            readonly property real side: Math.floor(Math.min(width, height) - 2 * Theme.large)
            readonly property real ring: 18

            Rectangle {
                anchors.centerIn: parent
                width: mirror.side
                height: mirror.side
                radius: mirror.side / 2
                color: Theme.highContrast ? "#000000" : Theme.canvas
            }
            Icon {
                anchors.centerIn: parent
                visible: !live.seen
                name: "user"
                size: mirror.side * 0.5
                weight: 0.9
                tint: Theme.highContrast ? "#ffffff" : "#b9cbe6"
            }
            FacePreview {
                id: live

                objectName: "facePreview"
                anchors.centerIn: parent
                width: mirror.side - mirror.ring
                height: width
                feed: page.screen.feed
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("您的实时画面")
            }
            Shape {
                anchors.centerIn: parent
                width: mirror.side
                height: mirror.side

                ShapePath {
                    strokeWidth: mirror.ring
                    strokeColor: Theme.highContrast ? "#4a4a4a" : "#d5e2f5"
                    fillColor: "transparent"

                    PathAngleArc {
                        centerX: mirror.side / 2
                        centerY: mirror.side / 2
                        radiusX: (mirror.side - mirror.ring) / 2
                        radiusY: radiusX
                        sweepAngle: 360
                    }
                }
                ShapePath {
                    strokeWidth: mirror.ring
                    strokeColor: Theme.primary
                    fillColor: "transparent"
                    capStyle: ShapePath.RoundCap

                    PathAngleArc {
                        centerX: mirror.side / 2
                        centerY: mirror.side / 2
                        radiusX: (mirror.side - mirror.ring) / 2
                        radiusY: radiusX
                        startAngle: -90
                        sweepAngle: 360 * page.screen.face.fraction
                    }
                }
            }
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                y: (parent.height + mirror.side) / 2 - height * 0.62
                width: 132
                height: 132
                radius: 66
                color: Theme.primary
                border.width: 8
                border.color: Theme.paper

                Icon {
                    anchors.centerIn: parent
                    name: page.screen.face.cue
                    size: 76
                    weight: 2
                    tint: Theme.primaryInk
                }
            }
        }
    }
    actions: ActionButton {
        objectName: "otherWayKey"
        width: parent.width
        focus: true
        kind: ActionButton.Secondary
        iconName: "code"
        text: qsTr("不比对了，用身份码")
        onClicked: page.screen.touches.chooseOtherWay()
    }
}
