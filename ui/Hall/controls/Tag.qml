pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A small word with an icon: what this terminal can do and what it cannot. */
Rectangle {
    id: tag

    required property string text
    required property string iconName
    property color tint: Theme.good
    property color ground: Theme.goodSoft

    implicitWidth: row.implicitWidth + 2 * 18
    implicitHeight: row.implicitHeight + 2 * 6
    width: implicitWidth
    height: implicitHeight
    radius: height / 2
    color: ground
    border.width: Theme.highContrast ? 2 : 0
    border.color: tint

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.tight

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: tag.iconName
            size: Math.round(30 * Theme.grow)
            weight: 2.2
            tint: tag.tint
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            wrapMode: Text.NoWrap
            role: Prose.Note
            font.weight: Font.Medium
            text: tag.text
            color: tag.tint
        }
    }
}
