pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Paper on the canvas. The shadow is a stretched drawing: the software renderer has no effects. */
Item {
    id: panel

    default property alias content: face.data
    property alias color: face.color
    property alias radius: face.radius
    property bool raised: true
    property bool outlined: false

    BorderImage {
        anchors.fill: face
        anchors.margins: -Theme.shadowReach
        anchors.topMargin: -Theme.shadowReach + 10
        anchors.bottomMargin: -Theme.shadowReach - 10
        visible: panel.raised && !Theme.highContrast
        source: Qt.resolvedUrl("../art/shadow.svg")
        border.left: 72
        border.right: 72
        border.top: 72
        border.bottom: 72
        Accessible.ignored: true
    }
    Rectangle {
        id: face

        anchors.fill: parent
        radius: Theme.roundCorner
        color: Theme.paper
        border.width: Theme.highContrast ? Theme.stroke : panel.outlined ? 2 : 0
        border.color: Theme.line
    }
}
