import QtQuick
import "."

/* A button. Lit while what it did still holds. */
Rectangle {
    id: key

    required property string text
    property bool lit: false
    property bool fault: false

    signal clicked

    implicitWidth: label.implicitWidth + 24
    implicitHeight: 32
    radius: Look.corner - 2
    color: lit ? Look.lit : touch.pressed ? Look.keyDown : touch.containsMouse ? Look.keyOver : Look.key
    border.width: activeFocus ? 2 : 1
    border.color: activeFocus ? Look.lit : fault ? Look.fault : Look.line
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.checked: lit
    Accessible.onPressAction: key.clicked()
    Keys.onReturnPressed: key.clicked()
    Keys.onSpacePressed: key.clicked()

    Text {
        id: label

        anchors.centerIn: parent
        text: key.text
        font.pixelSize: Look.type
        color: key.lit ? Look.litInk : key.fault ? Look.fault : Look.ink
        Accessible.ignored: true
    }
    MouseArea {
        id: touch

        anchors.fill: parent
        hoverEnabled: true
        onClicked: key.clicked()
    }
}
