pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The terminal asks the hall: dots run from one to the other. Still, it shows the same. */
Art {
    id: art

    property bool wiping: false
    property int phase: 2

    Drawing {
        anchors.fill: parent
        grid: Qt.size(480, 360)
        markup: "<defs><linearGradient id='t' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='" + art.paper + "'/><stop offset='1' stop-color='" + art.pale + "'/></linearGradient></defs>" + "<path fill='" + art.pale + "' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "' d='M74 262h52l14 50H60z'/><rect x='34' y='70' width='132' height='200' rx='20' fill='url(#t)' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "'/><rect x='50' y='88' width='100' height='132' rx='10' fill='" + art.blue + "'/><rect x='66' y='110' width='68' height='12' rx='6' fill='" + art.blueInk + "'/><rect x='66' y='134' width='48' height='10' rx='5' fill='" + art.blueInk + "' fill-opacity='.75'/><rect x='66' y='180' width='68' height='22' rx='11' fill='" + art.gold + "'/><rect x='76' y='236' width='48' height='12' rx='6' fill='" + art.rule + "'/>" + (art.wiping ? "<path fill='" + (art.plain ? "#ffe14d" : "#0f8a6b") + "' d='M372 92l80 30v62c0 54-33 90-80 110-47-20-80-56-80-110v-62z'/><path fill='none' stroke='" + art.blueInk + "' stroke-width='17' stroke-linecap='round' stroke-linejoin='round' d='M336 192l26 27 48-51'/>" : "<path fill='" + art.deep + "' d='M372 84c36 30 66 46 94 52 6 2 5 12-3 14-30 6-60 8-91 8s-61-2-91-8c-8-2-9-12-3-14 28-6 58-22 94-52z'/><path fill='" + art.paper + "' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "' d='M290 158h164v116H290z'/><path fill='" + art.blue + "' d='M306 174h22v84h-22zM361 174h22v84h-22zM416 174h22v84h-22z'/><path fill='" + art.gold + "' d='M276 280h192v16H276z'/>")
    }
    Repeater {
        model: 5

        Rectangle {
            required property int index

            x: art.ox + (186 + index * 20) * art.u
            y: art.oy + 172 * art.u
            width: 13 * art.u
            height: width
            radius: width / 2
            color: art.phase % 5 === index ? art.gold : art.blue
            opacity: art.phase % 5 === index ? 1 : 0.3
            scale: art.phase % 5 === index ? 1.35 : 1
        }
    }
    Timer {
        interval: 180
        repeat: true
        running: art.visible && Theme.moves
        onTriggered: art.phase = (art.phase + 1) % 5
    }
}
