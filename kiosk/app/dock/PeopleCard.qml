pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Dock.Bridge
import "."

/* Who plays the citizen. */
Card {
    id: card

    required property DockView dock

    objectName: "card_people"
    title: qsTr("Person (synthetic: nobody here exists)")

    Text {
        objectName: "chosen"
        width: parent.width
        text: card.dock.chosenName + "  " + card.dock.chosenAbout
        elide: Text.ElideRight
        font.pixelSize: Look.type
        color: Look.lit
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Chosen: %1").arg(text)
    }
    TextField {
        id: search

        objectName: "search"
        width: parent.width
        height: 32
        font.pixelSize: Look.type
        placeholderText: qsTr("Name or number")
        inputMethodHints: Qt.ImhNoPredictiveText
        selectByMouse: true
        color: Look.ink
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("Search people by name or number")
        onTextChanged: card.dock.search(text)
    }
    ListView {
        id: list

        objectName: "people"
        width: parent.width
        height: 32 * 4
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: card.dock.people
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People")

        ScrollBar.vertical: ScrollBar {
            policy: ScrollBar.AsNeeded
        }
        delegate: Rectangle {
            id: row

            required property int place
            required property string name
            required property string about
            readonly property bool chosen: place === card.dock.chosen

            objectName: "person_" + place
            width: ListView.view.width
            height: 32
            radius: 4
            color: chosen ? Look.lit : over.containsMouse ? Look.keyOver : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: name + ", " + about
            Accessible.selected: chosen
            Accessible.onPressAction: card.dock.choose(place)

            Text {
                x: 8
                anchors.verticalCenter: parent.verticalCenter
                width: 150
                elide: Text.ElideRight
                text: row.name
                font.pixelSize: Look.type
                color: row.chosen ? Look.litInk : Look.ink
                Accessible.ignored: true
            }
            Text {
                x: 164
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - 14
                elide: Text.ElideRight
                text: row.about
                font.pixelSize: Look.small
                color: row.chosen ? Look.litInk : Look.inkSoft
                Accessible.ignored: true
            }
            MouseArea {
                id: over

                anchors.fill: parent
                hoverEnabled: true
                onClicked: card.dock.choose(row.place)
            }
        }
    }
}
