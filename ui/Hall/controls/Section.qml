pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A sheet with a heading and a column under it. */
Panel {
    id: section

    property string heading
    property string iconName
    default property alias rows: column.data
    property alias spacing: column.spacing

    implicitHeight: column.implicitHeight + 2 * Theme.large + (title.visible ? title.height + Theme.medium : 0)
    height: implicitHeight

    Row {
        id: title

        x: Theme.large
        y: Theme.large
        spacing: Theme.small
        visible: section.heading !== ""

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: section.iconName !== ""
            name: section.iconName
            size: Math.round(44 * Theme.grow)
            weight: 2
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), section.width - 2 * Theme.large - 44 * Theme.grow - Theme.small)
            role: Prose.Heading
            font.weight: Font.Bold
            text: section.heading
            Accessible.role: Accessible.Heading
        }
    }
    Column {
        id: column

        x: Theme.large
        y: Theme.large + (title.visible ? title.height + Theme.medium : 0)
        width: parent.width - 2 * Theme.large
        spacing: Theme.medium
    }
}
