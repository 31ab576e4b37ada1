pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.VirtualKeyboard.Core
import QtQuick.VirtualKeyboard.Plugins.Pinyin

/* Qt Virtual Keyboard's engine in pinyin mode. Loaded only where its library is (ui.input_method). */
Item {
    id: engine

    readonly property var candidates: InputContext.inputEngine.wordCandidateListModel
    readonly property bool choosing: candidates !== null && candidates.count > 0

    PinyinInputMethod {
        id: pinyin
    }
    Component.onCompleted: begin()

    // After a choice the engine guesses the next word, and puts its first guess into the field at the next change there.
    // Nobody asked: it is reset each time.
    function begin(): void {
        InputContext.inputEngine.inputMethod = pinyin;
        InputContext.inputEngine.inputMode = InputEngine.InputMode.Pinyin;
    }
    function type(letter: string): void {
        InputContext.inputEngine.virtualKeyClick(letter.toUpperCase().charCodeAt(0), letter, Qt.NoModifier);
    }
    function erase(): void {
        InputContext.inputEngine.virtualKeyClick(Qt.Key_Backspace, "", Qt.NoModifier);
    }
    function choose(index: int): void {
        candidates.selectItem(index);
        if (InputContext.preeditText === "")
            pinyin.reset();
    }
    function settle(): void {
        InputContext.commit();
        pinyin.reset();
    }
    function forget(): void {
        pinyin.reset();
        InputContext.clear();
    }
}
