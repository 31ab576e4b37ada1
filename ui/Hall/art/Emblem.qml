pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The hall's gate: a roof with raised eaves over three doors. */
Rectangle {
    id: emblem

    property real size: 88

    width: size
    height: size
    radius: size * 0.28
    color: Theme.highContrast ? "#000000" : "#ffffff"
    border.width: Theme.highContrast ? 4 : 0
    border.color: Theme.line

    Drawing {
        anchors.centerIn: parent
        width: emblem.size * 0.72
        height: width
        grid: Qt.size(48, 48)
        markup: {
            const roof = Theme.highContrast ? "#ffe14d" : "#1453cc";
            const gold = Theme.highContrast ? "#ffe14d" : "#eaaa3c";
            return "<path fill='" + roof + "' d='M24 5c5 4.500 12.500 8.800 21.200 10.300.8 1 .4 2.800-1.200 3.200-6.500 1.300-13 1.600-20 1.600s-13.500-.3-20-1.600c-1.600-.4-2-2.200-1.200-3.200C11.500 13.800 19 9.500 24 5z'/>" + "<path fill='" + roof + "' d='M8 23.500h5V40H8zM21.500 23.500h5V40h-5zM35 23.500h5V40h-5z'/>" + "<path fill='" + gold + "' d='M5 42h38v3.500H5z'/>";
        }
    }
}
