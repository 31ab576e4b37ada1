pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* The town by the river, with its hall. Clouds drift where anything may move, a few pixels a second. */
Item {
    id: town

    // A still picture, for a panel whose corners it leaves free.
    property bool calm: false
    property real corner: 0
    property real drift: 0

    clip: true

    Image {
        // The drawing covers its place. The hall's middle stands in the middle of a still one, the river below otherwise.
        readonly property real factor: Math.max(town.width / 1080, town.height / 1200)
        readonly property real lowest: town.height - height

        width: Math.ceil(1080 * factor)
        height: Math.ceil(1200 * factor)
        x: (town.width - width) / 2
        y: town.calm ? Math.min(0, Math.max(lowest, town.height / 2 - 760 * factor)) : lowest
        sourceSize: Qt.size(width, height)
        source: Theme.highContrast ? Qt.resolvedUrl("town-contrast.svg") : Qt.resolvedUrl("town.svg")
        Accessible.ignored: true
    }
    Repeater {
        model: Theme.highContrast || town.calm ? 0 : 3

        Image {
            required property int index
            readonly property real travel: town.width + width + 160

            width: [260, 180, 220][index]
            height: width * 0.367
            sourceSize: Qt.size(width, height)
            source: Qt.resolvedUrl("cloud.svg")
            opacity: [0.8, 0.55, 0.65][index]
            x: ([0.12, 0.62, 0.36][index] * travel + town.drift * [1, 0.7, 0.85][index]) % travel - width
            y: town.height * [0.33, 0.19, 0.40][index]
            Accessible.ignored: true
        }
    }
    Repeater {
        // The software renderer clips to rectangles only: round corners are painted over in the colour around them.
        model: town.corner > 0 && !Theme.highContrast ? 4 : 0

        Drawing {
            required property int index

            x: index % 2 ? town.width - width : 0
            y: index < 2 ? 0 : town.height - height
            width: town.corner
            height: town.corner
            rotation: [0, 90, 270, 180][index]
            markup: "<path fill='" + Theme.canvasTop + "' d='M0 0h24A24 24 0 0 0 0 24z'/>"
        }
    }
    Timer {
        interval: 100
        repeat: true
        running: town.visible && Theme.moves && !town.calm && !Theme.highContrast
        onTriggered: town.drift += 0.8
    }
}
