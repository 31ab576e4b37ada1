pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* An item in a list: its name, what it is for, and whether this terminal can do it. */
Pressable {
    id: card

    required property string title
    required property string summary
    required property string iconName
    required property color accent
    required property bool here
    property bool compact: false

    readonly property string where: here ? qsTr("本机可办") : qsTr("其他地方办理")

    text: title
    spoken: title + ", " + where
    leftPadding: Theme.large
    rightPadding: Theme.medium
    topPadding: compact ? Theme.small : Theme.medium
    bottomPadding: topPadding

    background: Panel {
        color: card.down ? Theme.paperDown : Theme.paper
        radius: Theme.roundCorner - 4

        FocusRing {
            on: card.visualFocus
        }
    }
    contentItem: Item {
        implicitHeight: Math.max(words.height, badge.visible ? badge.height : 0)

        Badge {
            id: badge

            anchors.verticalCenter: parent.verticalCenter
            visible: card.iconName !== ""
            name: card.iconName
            accent: card.accent
            size: card.compact ? 72 : 88
        }
        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: badge.visible ? badge.width + Theme.medium : 0
            width: parent.width - x - arrow.width - Theme.small
            spacing: Theme.tight

            Flow {
                width: parent.width
                spacing: Theme.small

                Prose {
                    width: Math.min(Math.ceil(implicitWidth), parent.width)
                    role: Prose.Heading
                    font.weight: Font.Bold
                    text: card.title
                    Accessible.ignored: true
                }
                Tag {
                    text: card.where
                    iconName: card.here ? "check" : "pin"
                    tint: card.here ? Theme.good : Theme.inkSoft
                    ground: card.here ? Theme.goodSoft : Theme.canvas
                }
            }
            Prose {
                width: parent.width
                visible: text !== "" && !card.compact
                role: Prose.Note
                soft: true
                text: card.summary
                Accessible.ignored: true
            }
        }
        Icon {
            id: arrow

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            name: "next"
            size: 40
            weight: 2
            tint: Theme.inkSoft
        }
    }
}
