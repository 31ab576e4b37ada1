pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Hall

/* The behaviour of everything that can be touched: how it is announced, reached by keyboard, and how big it is at least. */
T.AbstractButton {
    id: pressable

    property string spoken: text

    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    focusPolicy: Qt.TabFocus
    activeFocusOnTab: true
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.focusable: true
}
