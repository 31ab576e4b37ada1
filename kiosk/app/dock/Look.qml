pragma Singleton
import QtQuick

/* The dock's colours and spaces. A developer's tool: not the kiosk's look. */
QtObject {
    readonly property color ground: "#e9edf3"
    readonly property color card: "#ffffff"
    readonly property color line: "#d3dae4"
    readonly property color ink: "#1b2533"
    readonly property color inkSoft: "#5a6779"
    readonly property color key: "#f4f6fa"
    readonly property color keyOver: "#e3e9f3"
    readonly property color keyDown: "#cbd6e8"
    readonly property color lit: "#1d5fd1"
    readonly property color litInk: "#ffffff"
    readonly property color fault: "#9a4a00"
    readonly property color good: "#128a57"
    readonly property color bad: "#c62f2f"
    readonly property color unknown: "#8b96a5"
    readonly property color bar: "#16294a"
    readonly property color barInk: "#ffffff"
    readonly property color barSoft: "#b9c7e0"

    readonly property int gap: 8
    readonly property int margin: 12
    readonly property int corner: 8
    readonly property int type: 14
    readonly property int small: 12
    readonly property int head: 15

    function healthColour(health: string): color {
        return health === "good" ? good : health === "bad" ? bad : unknown;
    }
}
