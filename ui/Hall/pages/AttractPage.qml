pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Nobody is here: what this is, what it can do, and how to begin. Any touch begins. */
PageFrame {
    id: page

    // Nothing stands on the same spot for days: every two minutes the words move by a few pixels.
    property int wander: 0
    readonly property real sheetTop: Theme.portrait ? height - sheet.height : 0
    readonly property bool tight: !Theme.portrait && Theme.largeText
    readonly property bool upright: Theme.portrait && !Theme.reach

    objectName: "attractPage"
    bleeds: true

    Timer {
        interval: 120000
        repeat: true
        running: page.visible
        onTriggered: page.wander = (page.wander + 1) % 5
    }
    MouseArea {
        anchors.fill: parent
        onClicked: page.screen.touches.touchScreen()
        Accessible.ignored: true
    }
    Town {
        width: Theme.portrait ? parent.width : parent.width * 0.54
        height: Theme.portrait ? page.sheetTop + 96 : parent.height
    }
    Rectangle {
        width: Theme.portrait ? parent.width : parent.width * 0.54
        height: parent.height * 0.34
        visible: !Theme.highContrast

        gradient: Gradient {
            GradientStop {
                position: 0
                color: "#c00a2d6e"
            }
            GradientStop {
                position: 0.55
                color: "#600a2d6e"
            }
            GradientStop {
                position: 1
                color: "#000a2d6e"
            }
        }
    }
    Column {
        x: Theme.margin + [0, 3, 6, 3, 0][page.wander]
        y: Theme.header + Theme.large + [0, 2, 4, 6, 3][page.wander]
        width: (Theme.portrait ? parent.width : parent.width * 0.52) - 2 * Theme.margin
        spacing: Theme.medium

        Prose {
            width: parent.width
            role: Prose.Display
            text: qsTr("您好，欢迎办事")
            color: Theme.headerInk
            Accessible.role: Accessible.Heading
        }
        Prose {
            width: parent.width
            role: Prose.Title
            strong: false
            visible: !pause.visible
            text: qsTr("自助办事，刷身份证就能办")
            color: Theme.headerInkSoft
        }
        Callout {
            id: pause

            objectName: "paperPause"
            width: parent.width
            visible: text !== ""
            iconName: "printer"
            text: page.screen.signIn.paperPause
        }
    }
    Rectangle {
        id: sheet

        x: Theme.portrait ? 0 : parent.width * 0.52
        y: page.sheetTop
        width: parent.width - x
        height: Theme.portrait ? column.height + 2 * Theme.wide : parent.height - y
        radius: Theme.sheetCorner
        color: Theme.paper
        bottomLeftRadius: 0
        bottomRightRadius: 0
        topRightRadius: Theme.portrait ? radius : 0
        border.width: Theme.highContrast ? Theme.stroke : 0
        border.color: Theme.line

        Column {
            id: column

            x: Theme.margin
            y: Theme.portrait ? Theme.wide : Theme.header + Math.max(0, (parent.height - Theme.header - height) / 2 - Theme.medium)
            width: parent.width - 2 * Theme.margin
            spacing: Theme.portrait ? Theme.wide : page.tight ? Theme.medium : Theme.large

            StartKey {
                id: start

                objectName: "startKey"
                width: parent.width
                focus: true
                text: qsTr("点一下屏幕，开始办理")
                onClicked: page.screen.touches.touchScreen()
            }
            Row {
                width: parent.width
                spacing: Theme.medium

                ActionButton {
                    objectName: "chineseKey"
                    width: (parent.width - parent.spacing) / 2
                    kind: ActionButton.Secondary
                    text: "中文"
                    onClicked: {
                        page.screen.touches.useEnglish(false);
                        page.screen.touches.touchScreen();
                    }
                }
                ActionButton {
                    objectName: "englishKey"
                    width: (parent.width - parent.spacing) / 2
                    kind: ActionButton.Secondary
                    text: "English"
                    onClicked: {
                        page.screen.touches.useEnglish(true);
                        page.screen.touches.touchScreen();
                    }
                }
            }
            Item {
                id: slot

                width: parent.width
                height: check.height
                visible: Theme.portrait
            }
            Column {
                width: parent.width
                spacing: Theme.medium

                Prose {
                    width: parent.width
                    role: Prose.Body
                    font.weight: Font.Medium
                    soft: true
                    visible: !page.tight
                    text: qsTr("在这里可以办")
                }
                Grid {
                    id: themes

                    // Icons stand over their words where there is room, else beside them in four short rows.
                    width: parent.width
                    columns: page.upright ? 4 : 3
                    rowSpacing: page.upright ? Theme.large : Theme.small
                    columnSpacing: Theme.small

                    Repeater {
                        model: page.screen.home.themes

                        Item {
                            id: cell

                            required property string title
                            required property string iconName
                            required property color accent

                            width: (themes.width - (themes.columns - 1) * themes.columnSpacing) / themes.columns
                            height: page.upright ? badge.height + Theme.tight + 4 + words.height : Math.max(badge.height, words.height)

                            Badge {
                                id: badge

                                x: page.upright ? (parent.width - width) / 2 : 0
                                y: page.upright ? 0 : (parent.height - height) / 2
                                name: cell.iconName
                                accent: cell.accent
                                size: page.upright ? 92 : 60
                            }
                            Prose {
                                id: words

                                x: page.upright ? 0 : badge.width + Theme.small
                                y: page.upright ? badge.height + Theme.tight + 4 : (parent.height - height) / 2
                                width: parent.width - x
                                horizontalAlignment: page.upright ? Text.AlignHCenter : Text.AlignLeft
                                role: Prose.Note
                                lineHeight: 0.9
                                unbroken: true
                                text: cell.title
                            }
                        }
                    }
                }
            }
        }
    }
    Item {
        id: corner

        x: Theme.margin
        y: parent.height - height - Theme.large
        width: parent.width * 0.52 - 2 * Theme.margin
        height: check.height
        visible: !Theme.portrait
    }
    ActionButton {
        id: check

        objectName: "checkPaperKey"
        parent: Theme.portrait ? slot : corner
        width: parent.width
        kind: ActionButton.Secondary
        iconName: "shield"
        text: qsTr("查验证明真伪")
        onClicked: page.screen.touches.checkPaper()
    }
}
