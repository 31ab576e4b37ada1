import QtQuick
import Hall

/* A QR code: dark on white whatever the theme, for a phone must read it. `path` has one unit a module. */
Rectangle {
    id: code

    required property string path
    required property int modules
    property string spoken

    color: "#ffffff"
    radius: Theme.roundCorner
    border.width: Theme.stroke
    border.color: Theme.line
    Accessible.role: Accessible.Graphic
    Accessible.name: spoken

    Drawing {
        // Whole pixels a module: a blurred edge costs distance.
        readonly property int side: code.modules > 0 ? Math.max(1, Math.floor((Math.min(code.width, code.height) - 2 * Theme.small) / code.modules)) * code.modules : 0

        anchors.centerIn: parent
        width: side
        height: side
        grid: Qt.size(code.modules, code.modules)
        markup: code.modules > 0 ? "<path fill='#000000' shape-rendering='crispEdges' d='" + code.path + "'/>" : ""
    }
}
