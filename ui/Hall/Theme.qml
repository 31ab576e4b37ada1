pragma Singleton
import QtQuick

/*
    Every colour, size, space and duration of the screen, by what it is for. Units are logical pixels: a portrait
    screen is 1080 of them wide, a landscape screen 1080 high (21.5 inch: 0.248 mm each).
*/
QtObject {
    // Set by Main from the citizen's preferences and the window's shape.
    property bool largeText: false
    property bool highContrast: false
    property bool lowReach: false
    property bool english: false
    property bool portrait: true
    property bool moves: true

    // Colours. Light: ink on paper, one blue. High contrast: yellow and white on black.
    readonly property color canvas: highContrast ? "#000000" : "#eff4fb"
    readonly property color canvasTop: highContrast ? "#000000" : "#f8fafe"
    readonly property color paper: highContrast ? "#000000" : "#ffffff"
    readonly property color paperDown: highContrast ? "#3a3400" : "#dfeafb"
    readonly property color line: highContrast ? "#ffe14d" : "#d6e0ee"
    readonly property color lineStrong: highContrast ? "#ffffff" : "#7489a8"
    readonly property color hairline: highContrast ? "#ffffff" : "#e3eaf4"
    readonly property color ink: highContrast ? "#ffffff" : "#12223b"
    readonly property color inkSoft: highContrast ? "#ffffff" : "#465670"
    readonly property color primary: highContrast ? "#ffe14d" : "#1453cc"
    readonly property color primaryDown: highContrast ? "#fff6c2" : "#0d3a94"
    readonly property color primarySoft: highContrast ? "#000000" : "#e7effd"
    readonly property color primaryInk: highContrast ? "#000000" : "#ffffff"
    readonly property color good: highContrast ? "#8df5b5" : "#0b6b53"
    readonly property color goodSoft: highContrast ? "#000000" : "#e2f3ed"
    readonly property color warn: highContrast ? "#ffe14d" : "#874800"
    readonly property color warnSoft: highContrast ? "#000000" : "#fff2dc"
    readonly property color bad: highContrast ? "#ffb4ab" : "#a3261f"
    readonly property color badSoft: highContrast ? "#000000" : "#fbe7e5"
    readonly property color gold: highContrast ? "#ffe14d" : "#eaaa3c"
    readonly property color headerDeep: highContrast ? "#000000" : "#0a2d6e"
    readonly property color headerLight: highContrast ? "#000000" : "#1959c6"
    readonly property color headerInk: "#ffffff"
    readonly property color headerInkSoft: highContrast ? "#ffffff" : "#d3e3fb"
    readonly property color veil: highContrast ? "#e6000000" : "#c0091b38"

    // Type. `grow` is the citizen's wish for large type; 28 is the smallest that stands on a page.
    readonly property string family: "Noto Sans SC"
    readonly property real grow: largeText ? 1.3 : 1
    readonly property int displayType: Math.round(88 * (largeText ? 1.15 : 1))
    readonly property int heroType: Math.round(58 * grow)
    readonly property int titleType: Math.round(46 * grow)
    readonly property int headingType: Math.round(38 * grow)
    readonly property int bodyType: Math.round(32 * grow)
    readonly property int noteType: Math.round(28 * grow)
    // Nothing is ever set smaller.
    readonly property int leastType: 28

    // Space: multiples of eight.
    readonly property int hair: 4
    readonly property int tight: 8
    readonly property int small: 16
    readonly property int medium: 24
    readonly property int large: 32
    readonly property int wide: 48
    readonly property int vast: 64
    readonly property int margin: portrait ? 56 : 64

    // Shape
    readonly property int corner: 20
    readonly property int roundCorner: 32
    readonly property int sheetCorner: 48
    readonly property int stroke: highContrast ? 4 : 2
    readonly property int shadowReach: 40

    // Controls: nothing that can be touched is lower than `touch`.
    readonly property int touch: 96
    readonly property int button: largeText ? 132 : 116
    readonly property int header: portrait ? 144 : 112

    // What somebody who sits can reach: 62 percent of a portrait screen, from below.
    readonly property bool reach: lowReach && portrait
    property real stageHeight: 1920
    property real footer: 248
    readonly property real reachTop: Math.round(stageHeight * 0.38)

    // Motion, in milliseconds; 0 where nothing may move.
    readonly property int quick: moves ? 120 : 0
    readonly property int calm: moves ? 200 : 0
}
