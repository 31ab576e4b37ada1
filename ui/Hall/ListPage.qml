pragma ComponentBehavior: Bound
import QtQuick
import Hall

/*
    A page with a heading, something to choose from or to read, and aside what follows from it: below in portrait, beside
    in landscape. Low reach moves what can be touched below the reach line; a view of the town fills the gap.
*/
PageFrame {
    id: list

    property string title
    property string text
    property bool warns: false
    property string iconName
    property color accent: Theme.primary
    property Component art
    default property alias content: body.data
    property alias aside: side.data

    readonly property real inner: width - 2 * Theme.margin
    readonly property bool hasAside: side.height > 0
    readonly property bool beside: !Theme.portrait && hasAside
    readonly property real sideWidth: beside ? Math.round(inner * 0.34) : inner
    // Where the reach line is on this page.
    readonly property real reachLine: height - (Theme.stageHeight - Theme.reachTop - Theme.footer)
    readonly property real headingBottom: top.y + top.height

    Badge {
        id: badge

        x: Theme.margin
        y: top.y + (top.height - height) / 2
        visible: list.iconName !== ""
        name: list.iconName
        accent: list.accent
        size: 104
    }
    Column {
        id: top

        x: Theme.margin + (badge.visible ? badge.width + Theme.medium : 0)
        y: Theme.portrait ? Theme.wide : Theme.large
        width: list.width - x - Theme.margin
        spacing: Theme.tight

        Prose {
            width: parent.width
            // A long name is set smaller, so that it leaves room for what the page is about.
            role: list.title.length > (Theme.english ? 28 : 14) ? Prose.Title : Prose.Hero
            text: list.title
            visible: text !== ""
            Accessible.role: Accessible.Heading
        }
        Prose {
            width: parent.width
            soft: !list.warns
            color: list.warns ? Theme.warn : soft ? Theme.inkSoft : Theme.ink
            font.weight: list.warns ? Font.Medium : Font.Normal
            text: list.text
            visible: text !== ""
        }
    }
    Panel {
        x: Theme.margin
        y: list.title !== "" ? list.headingBottom + Theme.medium : Theme.large
        width: list.inner
        height: body.y - y - Theme.large
        visible: Theme.reach && height > 120
        color: Theme.highContrast ? Theme.paper : "#4f9aec"

        Town {
            anchors.fill: parent
            anchors.margins: Theme.highContrast ? Theme.stroke : 0
            calm: true
            corner: Theme.roundCorner
        }
    }
    Item {
        id: body

        x: Theme.margin
        y: Theme.reach ? Math.max(list.headingBottom + Theme.medium, list.reachLine) : list.title === "" ? Theme.large : list.headingBottom + (Theme.portrait ? Theme.large : Theme.medium)
        width: list.beside ? list.inner - list.sideWidth - Theme.wide : list.inner
        height: list.height - y - Theme.large - (list.hasAside && !list.beside ? side.height + Theme.medium : 0)
    }
    Panel {
        x: list.width - Theme.margin - width
        y: body.y
        width: list.sideWidth
        height: side.y - y - Theme.medium
        visible: list.beside && list.art !== null && height > 160

        Loader {
            anchors.fill: parent
            anchors.margins: Theme.medium
            active: list.beside
            sourceComponent: list.art
        }
    }
    Column {
        id: side

        x: list.width - Theme.margin - width
        y: list.height - height - Theme.large
        width: list.sideWidth
        spacing: Theme.medium
    }
}
