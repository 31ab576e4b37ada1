import QtQuick
import "."

/* A titled group. */
Rectangle {
    id: card

    required property string title
    property string report: ""
    property color light: Look.unknown
    default property alias content: inside.data

    width: parent ? parent.width : 0
    implicitHeight: frame.implicitHeight + 2 * Look.margin
    height: implicitHeight
    radius: Look.corner
    color: Look.card
    border.width: 1
    border.color: Look.line
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    Column {
        id: frame

        x: Look.margin
        y: Look.margin
        width: parent.width - 2 * Look.margin
        spacing: Look.gap

        Item {
            width: parent.width
            height: name.implicitHeight

            Text {
                id: name

                text: card.title
                font.pixelSize: Look.head
                font.weight: Font.Bold
                color: Look.ink
            }
            Rectangle {
                id: lamp

                anchors.right: line.left
                anchors.rightMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                visible: card.report !== ""
                width: 10
                height: 10
                radius: 5
                color: card.light
            }
            Text {
                id: line

                objectName: "report"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width - name.width - 40)
                text: card.report
                elide: Text.ElideRight
                font.pixelSize: Look.small
                color: Look.inkSoft
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
        Column {
            id: inside

            width: parent.width
            spacing: Look.gap
        }
    }
}
