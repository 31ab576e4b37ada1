pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A verdict at a glance: the sign says as much as the colour. */
Art {
    id: art

    property bool good: false
    property bool bad: false
    readonly property color tint: good ? Theme.good : bad ? Theme.bad : Theme.warn
    readonly property color ground: good ? Theme.goodSoft : bad ? Theme.badSoft : Theme.warnSoft

    Rectangle {
        x: art.ox + 110 * art.u
        y: art.oy + 50 * art.u
        width: 260 * art.u
        height: width
        radius: width / 2
        color: art.ground
        border.width: art.plain ? 5 : 0
        border.color: Theme.line

        Icon {
            anchors.centerIn: parent
            name: art.good ? "check" : art.bad ? "close" : "alert"
            size: 160 * art.u
            weight: 2
            tint: art.tint
        }
    }
}
