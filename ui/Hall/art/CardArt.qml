pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A card comes down onto the reader. */
Art {
    id: art

    Drawing {
        x: art.ox + 30 * art.u
        y: art.oy + 190 * art.u
        width: 420 * art.u
        height: 160 * art.u
        grid: Qt.size(420, 160)
        markup: "<defs><linearGradient id='t' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='" + art.paper + "'/><stop offset='1' stop-color='" + art.pale + "'/></linearGradient></defs>" + "<path fill='" + art.edge + "' d='M14 118h392c8 0 12 6 10 14l-4 14c-2 7-8 12-16 12H24c-8 0-14-5-16-12l-4-14c-2-8 2-14 10-14z' fill-opacity='" + (art.plain ? 0 : 0.9) + "'/>" + "<path fill='url(#t)' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "' stroke-linejoin='round' d='M88 8h244c8 0 15 4 19 11l58 98c5 9 0 19-11 19H22c-11 0-16-10-11-19l58-98c4-7 11-11 19-11z'/>" + "<path fill='none' stroke='" + art.blue + "' stroke-width='3.500' stroke-linejoin='round' stroke-dasharray='12 9' d='M118 32h184c5 0 8 2 11 7l31 57c3 6 0 11-6 11H82c-6 0-9-5-6-11l31-57c3-5 6-7 11-7z'/>"
    }
    Rectangle {
        x: art.ox + 120 * art.u
        y: art.oy + 262 * art.u
        width: 240 * art.u
        height: 24 * art.u
        radius: height / 2
        visible: !art.plain
        color: "#14336b"
        opacity: 0.06 + 0.16 * art.beat
        scale: 0.7 + 0.3 * art.beat
    }
    Drawing {
        x: art.ox + 115 * art.u
        y: art.oy + (12 + 92 * art.beat) * art.u
        width: 250 * art.u
        height: 160 * art.u
        grid: Qt.size(250, 160)
        markup: "<defs><linearGradient id='k' x1='0' y1='0' x2='1' y2='1'><stop offset='0' stop-color='" + (art.plain ? "#ffe14d" : "#4f96f6") + "'/><stop offset='1' stop-color='" + (art.plain ? "#ffe14d" : "#1450bd") + "'/></linearGradient></defs>" + "<rect x='2' y='2' width='246' height='156' rx='18' fill='url(#k)'/>" + (art.plain ? "" : "<path fill='#ffffff' fill-opacity='.1' d='M2 110C60 70 120 130 248 60v80a18 18 0 0 1-18 18H20a18 18 0 0 1-18-18z'/>") + "<rect x='160' y='34' width='66' height='82' rx='10' fill='" + art.blueInk + "' fill-opacity='" + (art.plain ? 1 : 0.92) + "'/>" + "<circle cx='193' cy='64' r='13' fill='" + art.blue + "'/><path fill='" + art.blue + "' d='M168 110c3-20 12-29 25-29s22 9 25 29z'/>" + "<g fill='" + art.blueInk + "'><rect x='24' y='40' width='96' height='12' rx='6'/><rect x='24' y='64' width='70' height='10' rx='5' fill-opacity='.8'/><rect x='24' y='86' width='84' height='10' rx='5' fill-opacity='.8'/><rect x='24' y='126' width='150' height='12' rx='6' fill-opacity='.65'/></g>"
    }
    Repeater {
        model: 3

        Drawing {
            required property int index

            x: art.ox + 390 * art.u
            y: art.oy + 96 * art.u
            width: 80 * art.u
            height: 110 * art.u
            grid: Qt.size(80, 110)
            opacity: Math.max(0, Math.min(1, art.beat * 3 - index))
            markup: "<path fill='none' stroke='" + art.gold + "' stroke-width='7' stroke-linecap='round' d='" + ["M12 36a27 27 0 0 1 0 38", "M28 22a46 46 0 0 1 0 66", "M44 8a66 66 0 0 1 0 94"][index] + "'/>"
        }
    }
}
