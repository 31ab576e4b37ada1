pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* What a notice is about, with the mark of something to know. */
Art {
    id: art

    property string name: "info"

    Rectangle {
        x: art.ox + 110 * art.u
        y: art.oy + 50 * art.u
        width: 260 * art.u
        height: width
        radius: width / 2
        color: Theme.warnSoft
        border.width: art.plain ? 5 : 0
        border.color: Theme.line

        Icon {
            anchors.centerIn: parent
            name: art.name
            size: 150 * art.u
            weight: 1.4
            tint: Theme.warn
        }
    }
    Drawing {
        x: art.ox + 296 * art.u
        y: art.oy + 214 * art.u
        width: 96 * art.u
        height: width
        grid: Qt.size(48, 48)
        markup: "<circle cx='24' cy='24' r='22' fill='" + (art.plain ? "#ffe14d" : "#eaaa3c") + "' stroke='" + art.paper + "' stroke-width='4'/><path stroke='" + (art.plain ? "#000000" : "#4a2a00") + "' stroke-width='5' stroke-linecap='round' d='M24 13v13M24 34v.2'/>"
    }
}
