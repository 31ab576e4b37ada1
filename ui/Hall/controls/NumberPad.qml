pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Ten digits, one back, one to clear. Typing on a keyboard works as well. */
FocusScope {
    id: pad

    property string digits
    required property int most
    property real room: 0
    readonly property real gap: Theme.small
    // Three columns as on a telephone; six where the page is too low for that.
    readonly property int columns: room >= 4 * least + 3 * gap ? 3 : 6
    readonly property int rows: 12 / columns
    readonly property real least: 84
    readonly property real cell: (width - (columns - 1) * gap) / columns
    readonly property real keyHeight: Math.max(least, Math.min(140, (room - (rows - 1) * gap) / rows))

    signal entered

    implicitHeight: rows * keyHeight + (rows - 1) * gap

    function press(key: string): void {
        if (key === "back")
            digits = digits.slice(0, -1);
        else if (key === "clear")
            digits = "";
        else if (digits.length < most)
            digits += key;
    }

    Keys.onPressed: event => {
        if (/^[0-9]$/.test(event.text))
            press(event.text);
        else if (event.key === Qt.Key_Backspace)
            press("back");
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            entered();
        else
            return;
        event.accepted = true;
    }

    Grid {
        columns: pad.columns
        spacing: pad.gap

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"]

            Pressable {
                id: key

                required property string modelData
                readonly property bool isDigit: modelData.length === 1

                objectName: "digit_" + modelData
                width: pad.cell
                height: pad.keyHeight
                text: isDigit ? modelData : modelData === "back" ? qsTr("删除一位") : qsTr("清空")
                onClicked: pad.press(modelData)

                background: Rectangle {
                    radius: Theme.roundCorner
                    color: key.down ? Theme.paperDown : key.isDigit ? Theme.paper : Theme.primarySoft
                    border.width: Theme.highContrast ? 3 : Theme.stroke
                    border.color: Theme.line

                    FocusRing {
                        on: key.visualFocus
                    }
                }
                contentItem: Item {
                    Prose {
                        anchors.centerIn: parent
                        visible: key.isDigit
                        role: Prose.Title
                        wrapMode: Text.NoWrap
                        text: key.modelData
                        Accessible.ignored: true
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: !key.isDigit
                        name: key.modelData === "back" ? "backspace" : "close"
                        size: 52
                        weight: 2
                    }
                }
            }
        }
    }
}
