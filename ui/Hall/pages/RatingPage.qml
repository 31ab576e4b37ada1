pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Five levels, equal in everything but the face; nothing steers, and none is a choice too. */
ListPage {
    id: page

    readonly property bool rows: Theme.portrait && !Theme.reach || Theme.portrait && Theme.largeText

    objectName: "ratingPage"
    title: qsTr("这次办得怎么样？")
    text: qsTr("请为这次服务评价。请别忘了取走证件和纸张。")

    Grid {
        id: levels

        readonly property real cellHeight: page.rows ? Math.floor((parent.height - skip.height - Theme.large - 4 * spacing) / 5) : Math.min(Theme.reach ? 340 : 420, parent.height - skip.height - Theme.large)

        y: page.rows ? 0 : Math.max(0, (parent.height - skip.height - Theme.large - cellHeight) / (Theme.reach ? 1 : 2))
        width: parent.width
        columns: page.rows ? 1 : 5
        spacing: Theme.portrait ? Theme.small + 4 : Theme.medium

        Repeater {
            model: [
                {
                    "level": 5,
                    "words": qsTr("非常满意")
                },
                {
                    "level": 4,
                    "words": qsTr("满意")
                },
                {
                    "level": 3,
                    "words": qsTr("基本满意")
                },
                {
                    "level": 2,
                    "words": qsTr("不满意")
                },
                {
                    "level": 1,
                    "words": qsTr("非常不满意")
                }
            ]

            FaceKey {
                required property var modelData
                required property int index

                objectName: "rate_" + level
                width: Math.floor((levels.width - (levels.columns - 1) * levels.spacing) / levels.columns)
                height: levels.cellHeight
                focus: index === 0
                upright: !page.rows
                level: modelData.level
                text: modelData.words
                onClicked: page.screen.touches.rate(level)
            }
        }
    }
    ActionButton {
        id: skip

        objectName: "skipRatingKey"
        anchors.bottom: parent.bottom
        width: parent.width
        kind: ActionButton.Secondary
        text: qsTr("不评价，直接完成")
        onClicked: page.screen.touches.skipRating()
    }
}
