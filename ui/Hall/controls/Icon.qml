pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A drawing of `Icons` in one colour. Beside words that say the same: never the only cue. */
Drawing {
    id: icon

    required property string name
    property color tint: Theme.primary
    property real weight: 1.7
    property real size: 48

    width: size
    height: size
    markup: name ? Icons.markup(name).replace("currentInk", icon.tint.toString()) : ""
    common: "fill='none' stroke='" + icon.tint + "' stroke-width='" + icon.weight + "' stroke-linecap='round' stroke-linejoin='round'"
}
