pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Nobody is here: what this is, what it can do, and how to begin. Any touch begins. */
PageFrame {
    id: page

    // Nothing stands on the same spot for days: every two minutes the words move by a few pixels.
    property int wander: 0
    readonly property real sheetTop: Theme.portrait ? height - sheet.height : 0
    // Beside the picture, and below what a hand reaches from a wheelchair, there is room for two rows of themes; a third
    // makes all of them draw together.
    readonly property bool crowded: kinds.count > 2 * themes.columns
    readonly property bool tight: Theme.portrait ? Theme.reach && crowded : Theme.largeText || crowded

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

                    width: parent.width
                    columns: 4
                    rowSpacing: page.tight ? Theme.small : Theme.large
                    columnSpacing: Theme.small

                    Repeater {
                        id: kinds

                        model: page.screen.home.themes

                        Column {
                            id: cell

                            required property string title
                            required property string iconName
                            required property color accent

                            width: (themes.width - 3 * themes.columnSpacing) / 4
                            spacing: Theme.tight + 4

                            Badge {
                                anchors.horizontalCenter: parent.horizontalCenter
                                name: cell.iconName
                                accent: cell.accent
                                size: page.tight ? 76 : 92
                            }
                            Prose {
                                width: parent.width
                                horizontalAlignment: Text.AlignHCenter
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
