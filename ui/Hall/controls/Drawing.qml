pragma ComponentBehavior: Bound
import QtQuick

/* A picture of our own, given as SVG markup on a grid of its own; drawn at the size it is shown. */
Image {
    id: drawing

    required property string markup
    property size grid: Qt.size(24, 24)
    property string common: ""

    sourceSize: Qt.size(Math.ceil(width), Math.ceil(height))
    fillMode: Image.PreserveAspectFit
    source: markup && width >= 1 && height >= 1 ? "image://drawing/" + encodeURIComponent("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + grid.width + " " + grid.height + "' " + common + ">" + markup + "</svg>") : ""
    Accessible.ignored: true
}
