pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Dock.Bridge
import "."

/* The device dock: a person plays the world around a simulated terminal. */
Window {
    id: window

    required property DockView dock
    property string looked: ""

    title: qsTr("Device dock")
    color: Look.ground
    minimumWidth: 400
    minimumHeight: 400

    Rectangle {
        id: bar

        width: parent.width
        height: 52
        z: 1
        color: Look.bar

        Column {
            x: Look.margin
            anchors.verticalCenter: parent.verticalCenter

            Text {
                objectName: "flow"
                text: qsTr("Flow: %1").arg(window.dock.flow)
                font.pixelSize: Look.head
                font.weight: Font.Bold
                color: Look.barInk
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            Text {
                objectName: "message"
                text: window.dock.busy ? qsTr("Working…") : window.dock.message !== "" ? window.dock.message : qsTr("Ready")
                font.pixelSize: Look.small
                color: Look.barSoft
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
    Flickable {
        id: pages

        objectName: "pages"
        anchors.top: bar.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: column.height + 2 * Look.gap
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        ScrollBar.vertical: ScrollBar {
            policy: ScrollBar.AsNeeded
        }
        Column {
            id: column

            x: Look.gap
            y: Look.gap
            width: parent.width - 2 * Look.gap - 6
            spacing: Look.gap

            PeopleCard {
                dock: window.dock
            }
            Repeater {
                model: window.dock.panels

                DeviceCard {
                    required property PanelView modelData

                    dock: window.dock
                    panel: modelData
                }
            }
            PapersCard {
                dock: window.dock
                onOpened: picture => window.looked = picture
            }
        }
    }
    Rectangle {
        objectName: "lookedAt"
        anchors.fill: parent
        z: 2
        visible: window.looked !== ""
        color: "#d0101826"
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Close the picture")
        Accessible.ignored: !visible
        Accessible.onPressAction: window.looked = ""

        Image {
            anchors.fill: parent
            anchors.margins: Look.margin
            fillMode: Image.PreserveAspectFit
            source: window.looked === "" ? "" : "image://paper/" + window.looked
            Accessible.ignored: true
        }
        MouseArea {
            anchors.fill: parent
            onClicked: window.looked = ""
            onWheel: wheel => wheel.accepted = true
        }
    }
}
