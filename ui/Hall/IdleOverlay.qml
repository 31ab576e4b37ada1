pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Hall
import Hall.Bridge

/* Are you still there? Any touch beside the buttons says yes. */
FocusScope {
    id: overlay

    required property ScreenView screen

    objectName: "idleOverlay"
    visible: screen.askingIfThere
    onVisibleChanged: if (visible)
        stay.forceActiveFocus()
    Accessible.role: Accessible.AlertMessage
    Accessible.name: question.text

    Rectangle {
        anchors.fill: parent
        color: Theme.veil
    }
    MouseArea {
        anchors.fill: parent
        onClicked: overlay.screen.touches.stay()
        Accessible.ignored: true
    }
    Panel {
        readonly property real most: Theme.portrait ? 860 : 1240

        width: Math.min(parent.width - 2 * Theme.margin, most)
        height: (Theme.portrait ? dial.height + Theme.large + column.height : Math.max(column.height, dial.height)) + 2 * Theme.vast
        x: (parent.width - width) / 2
        y: Theme.reach ? parent.height - height - 2 * Theme.vast : (parent.height - height) / 2
        radius: Theme.sheetCorner

        Item {
            id: dial

            width: 260
            height: 260
            x: Theme.portrait ? (parent.width - width) / 2 : Theme.vast
            y: Theme.portrait ? Theme.vast : (parent.height - height) / 2

            Shape {
                anchors.fill: parent

                ShapePath {
                    strokeWidth: 20
                    strokeColor: Theme.highContrast ? "#4a4a4a" : Theme.primarySoft
                    fillColor: "transparent"

                    PathAngleArc {
                        centerX: 130
                        centerY: 130
                        radiusX: 118
                        radiusY: 118
                        sweepAngle: 360
                    }
                }
                ShapePath {
                    strokeWidth: 20
                    strokeColor: Theme.primary
                    fillColor: "transparent"
                    capStyle: ShapePath.RoundCap

                    PathAngleArc {
                        centerX: 130
                        centerY: 130
                        radiusX: 118
                        radiusY: 118
                        startAngle: -90
                        sweepAngle: 360 * overlay.screen.idleLeft / overlay.screen.idleTotal
                    }
                }
            }
            Prose {
                anchors.centerIn: parent
                font.pixelSize: 108
                font.weight: Font.Bold
                font.features: ({
                        "tnum": 1
                    })
                text: overlay.screen.idleLeft
            }
        }
        Column {
            id: column

            x: Theme.portrait ? Theme.vast : dial.x + dial.width + Theme.vast
            y: Theme.portrait ? dial.y + dial.height + Theme.large : (parent.height - height) / 2
            width: parent.width - x - Theme.vast
            spacing: Theme.medium

            Prose {
                id: question

                width: parent.width
                horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
                role: Prose.Hero
                text: qsTr("您还在吗？")
            }
            Prose {
                width: parent.width
                horizontalAlignment: question.horizontalAlignment
                soft: true
                text: qsTr("为了保护您的信息，时间到了会自动结束，并清除全部内容。")
            }
            Item {
                width: 1
                height: Theme.tight
            }
            ActionButton {
                id: stay

                objectName: "stayKey"
                width: parent.width
                focus: true
                text: qsTr("我还在，继续办理")
                onClicked: overlay.screen.touches.stay()
            }
            ActionButton {
                objectName: "leaveKey"
                width: parent.width
                kind: ActionButton.Secondary
                text: qsTr("结束办理")
                onClicked: overlay.screen.touches.endSession()
            }
        }
    }
}
