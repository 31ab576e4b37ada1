pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A phone shows its code to the scanner's window. */
Art {
    id: art

    Drawing {
        x: art.ox + 80 * art.u
        y: art.oy + 268 * art.u
        width: 320 * art.u
        height: 88 * art.u
        grid: Qt.size(320, 88)
        markup: "<defs><linearGradient id='s' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='" + art.paper + "'/><stop offset='1' stop-color='" + art.pale + "'/></linearGradient></defs>" + "<rect x='4' y='12' width='312' height='72' rx='24' fill='url(#s)' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "'/><rect x='70' y='26' width='180' height='22' rx='11' fill='" + (art.plain ? "#ffffff" : "#0c2f73") + "'/><circle cx='282' cy='48' r='8' fill='" + art.gold + "'/>"
    }
    Drawing {
        x: art.ox + 120 * art.u
        y: art.oy + 180 * art.u
        width: 240 * art.u
        height: 120 * art.u
        grid: Qt.size(240, 120)
        opacity: 0.25 + 0.6 * art.beat
        markup: "<defs><linearGradient id='b' x1='0' y1='1' x2='0' y2='0'><stop offset='0' stop-color='" + art.gold + "' stop-opacity='.85'/><stop offset='1' stop-color='" + art.gold + "' stop-opacity='0'/></linearGradient></defs><path fill='url(#b)' d='M36 118 0 0h240l-36 118z'/>"
    }
    Drawing {
        x: art.ox + 158 * art.u
        y: art.oy + (2 + 18 * art.beat) * art.u
        width: 164 * art.u
        height: 232 * art.u
        grid: Qt.size(164, 232)
        markup: {
            const cells = ["M0 0h7v7h-7zM1.500 1.500v4h4v-4z", "M14 0h7v7h-7zM15.500 1.500v4h4v-4z", "M0 14h7v7h-7zM1.500 15.500v4h4v-4z"];
            const dots = "M9 0h2v2h-2zM11 3h2v3h-2zM8 5h2v2h-2zM0 9h2v2h-2zM4 8h3v2h-3zM9 9h3v3h-3zM14 9h2v3h-2zM18 8h3v2h-3zM8 14h2v3h-2zM12 13h2v2h-2zM11 17h3v4h-3zM8 19h2v2h-2zM16 14h2v2h-2zM19 13h2v3h-2zM15 18h3v3h-3zM19 18h2v3h-2z";
            return "<rect x='3' y='3' width='158' height='226' rx='24' fill='" + (art.plain ? "#000000" : "#12223b") + "' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 0) + "'/><rect x='12' y='14' width='140' height='204' rx='14' fill='#ffffff'/><rect x='12' y='14' width='140' height='44' rx='14' fill='" + art.blue + "'/><rect x='12' y='40' width='140' height='18' fill='" + art.blue + "'/><rect x='30' y='30' width='70' height='11' rx='5.500' fill='" + art.blueInk + "'/>" + "<g transform='translate(29.500 76) scale(5)' fill='" + (art.plain ? "#000000" : "#0f3c8c") + "' fill-rule='evenodd'><path d='" + cells.join("") + "'/><path d='M2.500 2.500h2v2h-2zM16.500 2.500h2v2h-2zM2.500 16.500h2v2h-2z'/><path d='" + dots + "'/></g><rect x='50' y='196' width='64' height='8' rx='4' fill='" + (art.plain ? "#000000" : "#c3d3ea") + "'/>";
        }
    }
}
