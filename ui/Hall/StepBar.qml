pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Where in the visit this page is: four steps, the present one marked by weight and shape as well as colour. */
Item {
    id: bar

    required property int step
    property bool overHeader: false
    readonly property var names: [qsTr("登录"), qsTr("选事项"), qsTr("查询"), qsTr("取件")]

    // In a landscape header, large type leaves room for the present step's name only.
    readonly property bool brief: overHeader && Theme.largeText

    implicitWidth: brief ? 360 + Theme.small + present.width : 760
    implicitHeight: Math.round(72 * (Theme.largeText ? 1.2 : 1))
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("第 %1 步，共 4 步：%2").arg(step).arg(names[Math.max(0, step - 1)])

    Rectangle {
        anchors.fill: parent
        visible: !bar.overHeader
        color: Theme.paper

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.highContrast ? 4 : 2
            color: Theme.line
        }
    }
    TextMetrics {
        id: widest

        font.family: Theme.family
        font.pixelSize: Theme.noteType
        font.weight: Font.Bold
        text: bar.names[3]
    }
    Row {
        id: row

        readonly property real last: 44 + (bar.brief ? 0 : Theme.small + Math.ceil(widest.width))

        anchors.verticalCenter: parent.verticalCenter
        x: bar.overHeader ? 0 : Theme.margin
        width: bar.brief ? 360 : parent.width - 2 * x

        Repeater {
            model: bar.names

            Item {
                id: cell

                required property int index
                required property string modelData
                readonly property bool done: index + 1 < bar.step
                readonly property bool now: index + 1 === bar.step
                readonly property color foreground: bar.overHeader ? (now ? Theme.headerInk : Theme.headerInkSoft) : now ? Theme.primary : Theme.inkSoft

                width: index < 3 ? (row.width - row.last) / 3 : row.last
                height: mark.height

                Rectangle {
                    id: mark

                    width: 44
                    height: 44
                    radius: 22
                    color: cell.now ? (bar.overHeader ? Theme.headerInk : Theme.primary) : "transparent"
                    border.width: cell.now ? 0 : 3
                    border.color: cell.foreground

                    Prose {
                        anchors.centerIn: parent
                        visible: !cell.done
                        font.pixelSize: 28
                        font.weight: Font.Bold
                        text: cell.index + 1
                        color: cell.now ? (bar.overHeader ? Theme.headerDeep : Theme.primaryInk) : cell.foreground
                        Accessible.ignored: true
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: cell.done
                        name: "check"
                        size: 30
                        weight: 3
                        tint: cell.foreground
                    }
                }
                Prose {
                    id: label

                    anchors.left: mark.right
                    anchors.leftMargin: Theme.small - 4
                    anchors.verticalCenter: mark.verticalCenter
                    visible: !bar.brief
                    role: Prose.Note
                    wrapMode: Text.NoWrap
                    font.weight: cell.now ? Font.Bold : Font.Normal
                    text: cell.modelData
                    color: cell.foreground
                    Accessible.ignored: true
                }
                Rectangle {
                    anchors.left: label.visible ? label.right : mark.right
                    anchors.leftMargin: Theme.small
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.small
                    anchors.verticalCenter: mark.verticalCenter
                    visible: cell.index < 3 && width > 8
                    height: 4
                    radius: 2
                    color: cell.done ? cell.foreground : bar.overHeader ? Theme.headerInkSoft : Theme.line
                    opacity: cell.done ? 1 : 0.6
                }
            }
        }
    }
    Prose {
        id: present

        anchors.verticalCenter: parent.verticalCenter
        x: 360 + Theme.small
        visible: bar.brief
        role: Prose.Note
        wrapMode: Text.NoWrap
        font.weight: Font.Bold
        text: bar.brief ? bar.names[Math.max(0, bar.step - 1)] : ""
        color: Theme.headerInk
        Accessible.ignored: true
    }
}
