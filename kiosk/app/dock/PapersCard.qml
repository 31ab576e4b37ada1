pragma ComponentBehavior: Bound
import QtQuick
import Dock.Bridge
import "."

/* What came out of the printers. */
Card {
    id: card

    required property DockView dock

    signal opened(string picture)

    objectName: "card_papers"
    title: qsTr("Printed")
    light: "transparent"
    report: dock.paperCount === 0 ? qsTr("nothing yet") : qsTr("%1 papers").arg(dock.paperCount)

    Flow {
        width: parent.width
        spacing: Look.gap

        Repeater {
            model: card.dock.papers

            Item {
                id: paper

                required property string picture
                required property string label
                required property real ratio

                objectName: "paper_" + picture
                width: 134
                height: 190 + 22
                activeFocusOnTab: true
                Accessible.role: Accessible.Button
                Accessible.name: qsTr("Look at %1").arg(label)
                Accessible.onPressAction: card.opened(picture)
                Keys.onReturnPressed: card.opened(picture)
                Keys.onSpacePressed: card.opened(picture)

                Rectangle {
                    width: 134
                    height: 190
                    color: Look.key
                    border.width: 1
                    border.color: paper.activeFocus ? Look.lit : Look.line

                    Image {
                        anchors.fill: parent
                        anchors.margins: 3
                        fillMode: Image.PreserveAspectFit
                        sourceSize.width: 256
                        source: "image://paper/" + paper.picture
                        Accessible.ignored: true
                    }
                }
                Text {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    elide: Text.ElideRight
                    text: paper.label
                    font.pixelSize: Look.small
                    color: Look.inkSoft
                    Accessible.ignored: true
                }
                MouseArea {
                    anchors.fill: parent
                    onClicked: card.opened(paper.picture)
                }
            }
        }
    }
    TextEdit {
        objectName: "folder"
        width: parent.width
        readOnly: true
        selectByMouse: true
        wrapMode: TextEdit.WrapAnywhere
        text: card.dock.folder
        font.pixelSize: Look.small
        color: Look.inkSoft
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Folder of what is printed: %1").arg(text)
    }
}
