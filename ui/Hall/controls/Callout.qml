pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Something to know before going on, with an icon that says how serious it is. */
Rectangle {
    id: callout

    required property string text
    property string iconName: "alert"
    property color tint: Theme.warn
    property color ground: Theme.warnSoft

    implicitHeight: Math.max(words.implicitHeight, glyph.height) + 2 * Theme.medium
    height: implicitHeight
    radius: Theme.corner
    color: ground
    border.width: Theme.highContrast ? 3 : 0
    border.color: tint

    Icon {
        id: glyph

        anchors.left: parent.left
        anchors.leftMargin: Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        name: callout.iconName
        size: Math.round(48 * Theme.grow)
        weight: 2
        tint: callout.tint
    }
    Prose {
        id: words

        anchors.left: glyph.right
        anchors.leftMargin: Theme.small + 4
        anchors.right: parent.right
        anchors.rightMargin: Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        font.weight: Font.Medium
        text: callout.text
        color: callout.tint
    }
}
