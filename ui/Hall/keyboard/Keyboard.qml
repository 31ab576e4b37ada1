pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/*
    Our own keyboard: large keys that name themselves, over Qt Virtual Keyboard's pinyin engine. Letters go straight into
    the field in Latin mode, and where the engine is not installed.
*/
Rectangle {
    id: keyboard

    required property ScreenView screen
    property TextInput field: null

    property bool wantsLatin: false
    property bool digits: false
    readonly property bool pinyin: screen.pinyin && !wantsLatin
    readonly property PinyinEngine engine: loader.item as PinyinEngine

    // Letters stand in the field that no character was chosen for yet. The engine also guesses what may come next;
    // that is not asked for here.
    readonly property bool composing: engine !== null && engine.choosing && field !== null && field.preeditText !== ""

    readonly property real gap: 10
    readonly property real side: Theme.small
    readonly property real unit: (width - 2 * side - 9 * gap) / 10
    readonly property real barHeight: 104
    readonly property real keyHeight: Math.min(116, (height - barHeight - 2 * Theme.small - 4 * gap) / 4)

    readonly property var rows: digits ? [["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"], ["-", "/", ":", "(", ")", "@", ".", ","], ["#", "+", "*", "_", "&", "%"]] : [["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"], ["a", "s", "d", "f", "g", "h", "j", "k", "l"], ["z", "x", "c", "v", "b", "n", "m"]]

    objectName: "keyboard"
    implicitHeight: barHeight + 4 * (112 + gap) + 2 * Theme.small
    color: Theme.highContrast ? "#000000" : "#e3ebf6"
    radius: Theme.roundCorner

    function type(letter: string): void {
        if (field === null)
            return;
        if (engine !== null && pinyin && /^[a-z]$/.test(letter)) {
            engine.type(letter);
            return;
        }
        settle();
        field.insert(field.cursorPosition, letter);
    }
    function erase(): void {
        if (field === null)
            return;
        if (engine !== null && field.preeditText !== "")
            engine.erase();
        else if (field.cursorPosition > 0)
            field.remove(field.cursorPosition - 1, field.cursorPosition);
    }
    function space(): void {
        if (composing)
            engine.choose(0);
        else
            type(" ");
    }
    function empty(): void {
        forget();
        if (field !== null)
            field.clear();
    }
    // What is being composed goes into the field as it stands.
    function settle(): void {
        if (engine !== null && field !== null && field.preeditText !== "")
            engine.settle();
    }
    function forget(): void {
        if (engine !== null)
            engine.forget();
        wantsLatin = false;
        digits = false;
    }

    Loader {
        id: loader

        source: keyboard.screen.pinyin ? Qt.resolvedUrl("PinyinEngine.qml") : ""
    }
    Connections {
        target: keyboard.screen

        function onForgotten() {
            keyboard.empty();
        }
    }
    CandidateBar {
        x: keyboard.side
        y: Theme.small
        width: parent.width - 2 * x
        height: keyboard.barHeight
        engine: keyboard.pinyin ? keyboard.engine : null
        choosing: keyboard.composing
    }
    Column {
        x: keyboard.side
        y: Theme.small + keyboard.barHeight + keyboard.gap
        width: parent.width - 2 * x
        spacing: keyboard.gap

        Repeater {
            model: 3

            Row {
                id: row

                required property int index
                readonly property bool last: index === 2

                anchors.horizontalCenter: parent.horizontalCenter
                spacing: keyboard.gap

                KeyboardKey {
                    objectName: "languageModeKey"
                    visible: row.last && keyboard.screen.pinyin && !keyboard.digits
                    width: keyboard.unit * 1.5
                    height: keyboard.keyHeight
                    special: true
                    text: keyboard.pinyin ? qsTr("中文") : qsTr("英文")
                    spoken: keyboard.pinyin ? qsTr("现在打中文，改打英文") : qsTr("现在打英文，改打中文")
                    onClicked: {
                        keyboard.settle();
                        keyboard.wantsLatin = !keyboard.wantsLatin;
                    }
                }
                Repeater {
                    model: keyboard.rows[row.index]

                    KeyboardKey {
                        required property string modelData

                        objectName: "key_" + modelData
                        width: keyboard.unit
                        height: keyboard.keyHeight
                        text: modelData
                        onClicked: keyboard.type(modelData)
                    }
                }
                KeyboardKey {
                    objectName: "eraseKey"
                    visible: row.last
                    width: keyboard.unit * 1.5
                    height: keyboard.keyHeight
                    special: true
                    iconName: "backspace"
                    text: qsTr("删除一个字")
                    onClicked: keyboard.erase()
                }
            }
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: keyboard.gap

            KeyboardKey {
                objectName: "digitsKey"
                width: keyboard.unit * 1.9
                height: keyboard.keyHeight
                special: true
                text: keyboard.digits ? "abc" : "123"
                spoken: keyboard.digits ? qsTr("字母") : qsTr("数字和符号")
                onClicked: {
                    keyboard.settle();
                    keyboard.digits = !keyboard.digits;
                }
            }
            KeyboardKey {
                objectName: "spaceKey"
                width: keyboard.unit * 5.8
                height: keyboard.keyHeight
                special: true
                text: qsTr("空格")
                onClicked: keyboard.space()
            }
            KeyboardKey {
                objectName: "emptyKey"
                width: keyboard.unit * 2.1
                height: keyboard.keyHeight
                special: true
                text: qsTr("清空")
                onClicked: keyboard.empty()
            }
        }
    }
}
