pragma ComponentBehavior: Bound
import QtQuick
import Hall

/*
    A page about one thing: a picture, a few words, one or two buttons. Portrait: picture above words; landscape: beside.
    Buttons stay at the lower edge, so that low reach changes nothing here.
*/
PageFrame {
    id: stage

    property Component art
    property string title
    property string text
    property alias body: words.content
    property alias actions: buttons.data
    property real artShare: 0.5
    property bool plain: false

    readonly property real inner: width - 2 * Theme.margin
    readonly property real wordsWidth: Theme.portrait ? inner : inner - easel.width - Theme.vast

    Panel {
        id: easel

        x: Theme.margin
        y: Theme.large
        width: Theme.portrait ? stage.inner : Math.round(stage.inner * 0.42)
        height: Theme.portrait ? Math.max(Theme.largeText ? 180 : Math.min(320, stage.height * 0.3), stage.height - words.contentHeight - lower.height - 2 * Theme.large - Theme.wide) : stage.height - 2 * Theme.large
        radius: Theme.sheetCorner
        raised: !stage.plain
        color: stage.plain ? "transparent" : Theme.paper

        Loader {
            anchors.fill: parent
            sourceComponent: stage.art
        }
    }
    ScrollPane {
        id: words

        readonly property real room: stage.height - lower.height - Theme.large - (Theme.portrait ? easel.y + easel.height + Theme.wide : Theme.large)

        x: Theme.portrait ? Theme.margin : easel.x + easel.width + Theme.vast
        y: Theme.portrait ? easel.y + easel.height + Theme.wide : Theme.large + Math.max(0, (room - contentHeight) / 2)
        width: stage.wordsWidth
        height: Math.min(contentHeight, room)
        spacing: Theme.small

        Prose {
            width: parent.width
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            role: Prose.Hero
            text: stage.title
            visible: text !== ""
            Accessible.role: Accessible.Heading
        }
        Prose {
            width: parent.width
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            soft: true
            text: stage.text
            visible: text !== ""
        }
    }
    Item {
        id: lower

        x: words.x
        width: stage.wordsWidth
        height: buttons.height > 0 ? buttons.height + Theme.wide : Theme.medium
        anchors.bottom: parent.bottom

        Flow {
            id: buttons

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.large
            width: parent.width
            spacing: Theme.medium
        }
    }
}
