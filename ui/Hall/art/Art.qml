pragma ComponentBehavior: Bound
import QtQuick
import Hall

/*
    Base of the illustrations: a grid that is fitted into its place (`u` pixels a unit, origin `ox`, `oy`), the colours they share, and one clock: `beat` goes from 0 to 1 and back, and stands where nothing may move.
*/
Item {
    id: art

    property size grid: Qt.size(480, 360)
    readonly property real u: Math.min(width / grid.width, height / grid.height)
    readonly property real ox: (width - grid.width * u) / 2
    readonly property real oy: (height - grid.height * u) / 2
    readonly property bool plain: Theme.highContrast

    readonly property string blue: plain ? "#ffe14d" : "#2a6fe0"
    readonly property string deep: plain ? "#ffe14d" : "#0f46a8"
    readonly property string pale: plain ? "#000000" : "#dce8fa"
    readonly property string paler: plain ? "#000000" : "#edf3fd"
    readonly property string edge: plain ? "#ffe14d" : "#bcd0ee"
    readonly property string gold: plain ? "#ffffff" : "#eaaa3c"
    readonly property string paper: plain ? "#000000" : "#ffffff"
    readonly property string blueInk: plain ? "#000000" : "#ffffff"
    readonly property string rule: plain ? "#ffffff" : "#c3d3ea"
    readonly property int rim: plain ? 4 : 0

    property int travelMs: 1100
    property int restMs: 1300
    property real still: 0.6
    property real beat: still

    SequentialAnimation {
        running: art.visible && Theme.moves
        loops: Animation.Infinite

        NumberAnimation {
            target: art
            property: "beat"
            from: 0
            to: 1
            duration: art.travelMs
            easing.type: Easing.InOutCubic
        }
        PauseAnimation {
            duration: art.restMs
        }
        NumberAnimation {
            target: art
            property: "beat"
            from: 1
            to: 0
            duration: art.travelMs * 0.7
            easing.type: Easing.InOutCubic
        }
        PauseAnimation {
            duration: art.restMs * 0.6
        }
    }
}
