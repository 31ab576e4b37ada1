pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A sheet with a seal comes out of the printer; for a receipt, a narrow one. */
Art {
    id: art

    property bool receipt: false

    restMs: 900
    travelMs: 1600
    still: 0.8

    Drawing {
        x: art.ox + 70 * art.u
        y: art.oy + 40 * art.u
        width: 340 * art.u
        height: 170 * art.u
        grid: Qt.size(340, 170)
        markup: "<defs><linearGradient id='p' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='" + art.paper + "'/><stop offset='1' stop-color='" + art.pale + "'/></linearGradient></defs>" + "<path fill='" + art.paler + "' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "' d='M70 62 82 8h176l12 54z'/><rect x='4' y='56' width='332' height='110' rx='30' fill='url(#p)' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 2.5) + "'/><rect x='44' y='120' width='252' height='20' rx='10' fill='" + (art.plain ? "#ffffff" : "#0c2f73") + "'/><circle cx='292' cy='86' r='9' fill='" + (art.plain ? "#ffe14d" : "#21a67f") + "'/><rect x='48' y='80' width='70' height='12' rx='6' fill='" + art.rule + "'/>"
    }
    Item {
        x: art.ox + (art.receipt ? 165 : 130) * art.u
        y: art.oy + 170 * art.u
        width: (art.receipt ? 150 : 220) * art.u
        height: 190 * art.u
        clip: true

        Drawing {
            y: (-184 + 176 * art.beat) * art.u
            width: parent.width
            height: 186 * art.u
            grid: Qt.size(art.receipt ? 150 : 220, 186)
            markup: art.receipt ? "<path fill='#ffffff' stroke='" + art.edge + "' stroke-width='2.500' d='M3 0h144v180l-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8-12-8-12 8z'/><rect x='24' y='26' width='100' height='10' rx='5' fill='#12223b'/><rect x='24' y='52' width='70' height='8' rx='4' fill='#b9c8de'/><rect x='24' y='72' width='86' height='8' rx='4' fill='#b9c8de'/><path fill='#12223b' d='M48 100h18v18h-18zM84 100h18v18h-18zM48 136h18v18h-18zM72 112h7v7h-7zM72 128h12v7h-12zM92 136h10v18h-10z'/>" : "<rect x='3' y='-10' width='214' height='194' rx='6' fill='#ffffff' stroke='" + art.edge + "' stroke-width='2.500'/><rect x='60' y='26' width='100' height='13' rx='6.500' fill='#12223b'/><rect x='30' y='62' width='160' height='8' rx='4' fill='#b9c8de'/><rect x='30' y='82' width='160' height='8' rx='4' fill='#b9c8de'/><rect x='30' y='102' width='110' height='8' rx='4' fill='#b9c8de'/><circle cx='160' cy='140' r='27' fill='none' stroke='#cf3b2c' stroke-width='4.500'/><path fill='#cf3b2c' d='M160 126l4.200 8.700 9.600 1.300-7 6.700 1.700 9.500-8.500-4.600-8.500 4.600 1.700-9.500-7-6.700 9.600-1.300z'/>"
        }
    }
}
