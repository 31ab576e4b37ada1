pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The picture on the card, and the face before the camera. */
Art {
    id: art

    grid: Qt.size(500, 230)

    Drawing {
        anchors.fill: parent
        grid: art.grid
        markup: "<g transform='translate(7 -60)'><defs><linearGradient id='k' x1='0' y1='0' x2='1' y2='1'><stop offset='0' stop-color='" + (art.plain ? "#ffe14d" : "#4f96f6") + "'/><stop offset='1' stop-color='" + (art.plain ? "#ffe14d" : "#1450bd") + "'/></linearGradient></defs>" + "<rect x='10' y='98' width='200' height='150' rx='20' fill='url(#k)'/><rect x='112' y='122' width='78' height='102' rx='12' fill='" + art.blueInk + "'/><circle cx='151' cy='160' r='18' fill='" + art.blue + "'/><path fill='" + art.blue + "' d='M120 218c3-27 14-38 31-38s28 11 31 38z'/><g fill='" + art.blueInk + "'><rect x='30' y='128' width='62' height='12' rx='6'/><rect x='30' y='154' width='48' height='10' rx='5' fill-opacity='.8'/><rect x='30' y='178' width='56' height='10' rx='5' fill-opacity='.8'/></g>" + "<circle cx='376' cy='174' r='98' fill='" + art.paler + "' stroke='" + art.edge + "' stroke-width='" + (art.plain ? 4 : 3) + "'/><circle cx='376' cy='150' r='36' fill='" + art.blue + "'/><path fill='" + art.blue + "' d='M308 244c6-46 32-58 68-58s62 12 68 58a98 98 0 0 1-136 0z'/>" + "<g fill='none' stroke='" + art.gold + "' stroke-width='8' stroke-linecap='round' stroke-linejoin='round'><path d='M226 158h36M248 144l16 14-16 14M262 200h-36M240 186l-16 14 16 14'/></g></g>"
    }
    Rectangle {
        x: art.ox + 307 * art.u
        y: art.oy + (50 + 130 * art.beat) * art.u
        width: 152 * art.u
        height: 4 * art.u
        radius: height / 2
        color: art.gold
    }
}
