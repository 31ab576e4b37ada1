pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A shield with a tick: all is done, and nothing personal is left. */
Art {
    id: art

    readonly property string green: plain ? "#ffe14d" : "#0f8a6b"

    Drawing {
        anchors.fill: parent
        grid: Qt.size(480, 360)
        markup: "<defs><linearGradient id='g' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='" + (art.plain ? "#ffe14d" : "#2cb890") + "'/><stop offset='1' stop-color='" + art.green + "'/></linearGradient></defs>" + (art.plain ? "" : "<circle cx='240' cy='180' r='168' fill='#e7f5f0'/><circle cx='240' cy='180' r='132' fill='#d3ede4'/>") + "<path fill='url(#g)' d='M240 62l92 34v70c0 62-38 104-92 126-54-22-92-64-92-126V96z'/><path fill='none' stroke='" + art.blueInk + "' stroke-width='20' stroke-linecap='round' stroke-linejoin='round' d='M198 176l30 31 56-59'/>"
    }
    Repeater {
        model: 5

        Drawing {
            required property int index
            readonly property real side: [34, 24, 40, 26, 20][index] * art.u

            x: art.ox + [44, 96, 400, 424, 360][index] * art.u
            y: art.oy + [96, 280, 70, 236, 316][index] * art.u
            width: side
            height: side
            scale: 0.5 + 0.6 * (index % 2 ? art.beat : 1 - art.beat)
            markup: "<path fill='" + (index % 2 ? art.blue : art.gold) + "' d='M12 0c1 8 4 11 12 12-8 1-11 4-12 12-1-8-4-11-12-12 8-1 11-4 12-12z'/>"
        }
    }
}
