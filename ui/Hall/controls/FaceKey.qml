pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One of the five ratings: all of one size, one colour, one weight. */
Pressable {
    id: key

    required property int level
    property bool upright: true

    padding: Theme.small

    background: Panel {
        color: key.down ? Theme.paperDown : Theme.paper
        radius: Theme.roundCorner

        FocusRing {
            on: key.visualFocus
        }
    }
    contentItem: Item {
        implicitHeight: key.upright ? picture.height + Theme.small + words.height : picture.height

        Drawing {
            id: picture

            x: key.upright ? (parent.width - width) / 2 : Math.round(parent.width * 0.24)
            y: key.upright ? (parent.height - height - Theme.small - words.height) / 2 : (parent.height - height) / 2
            width: key.upright ? Math.min(132, parent.width) : Math.min(104, parent.height)
            height: width
            grid: Qt.size(64, 64)
            markup: {
                const ink = Theme.highContrast ? "#ffe14d" : "#1453cc";
                const ground = Theme.highContrast ? "#000000" : "#e7effd";
                const mouth = ["", "M20 47c3.500-9 20.500-9 24 0", "M22 45c3-5 17-5 20 0", "M22 43h20", "M21 40c4 7 18 7 22 0", "M18 37c2 14 26 14 28 0z"][key.level];
                return "<circle cx='32' cy='32' r='29' fill='" + ground + "' stroke='" + ink + "' stroke-width='3'/><circle cx='22.500' cy='26' r='3.600' fill='" + ink + "'/><circle cx='41.500' cy='26' r='3.600' fill='" + ink + "'/><path d='" + mouth + "' fill='none' stroke='" + ink + "' stroke-width='3.600' stroke-linecap='round' stroke-linejoin='round'/>";
            }
        }
        Prose {
            id: words

            x: key.upright ? 0 : picture.x + picture.width + Theme.large
            y: key.upright ? picture.y + picture.height + Theme.small : (parent.height - height) / 2
            width: parent.width - x
            horizontalAlignment: key.upright ? Text.AlignHCenter : Text.AlignLeft
            role: key.upright ? Prose.Note : Prose.Heading
            strong: true
            font.weight: Font.Medium
            text: key.text
            Accessible.ignored: true
        }
    }
}
