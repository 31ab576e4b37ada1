pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One step of a print: a mark, a line to the next, and words that say only what is known. */
Item {
    id: step

    required property int index
    required property int status
    required property string text
    property bool last: false

    // Statuses, as ui.words.printing.StepStatus numbers them.
    readonly property bool waiting: status === 0
    readonly property bool now: status === 1
    readonly property bool done: status === 2
    readonly property bool failed: status === 3
    readonly property real side: Math.round(64 * (Theme.largeText ? 1.15 : 1))

    implicitHeight: side + (last ? 0 : Theme.large)
    height: implicitHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: (done ? qsTr("%1，已完成") : now ? qsTr("%1，正在进行") : failed ? qsTr("%1，请看说明") : qsTr("%1，等待中")).arg(text)

    Rectangle {
        x: step.side / 2 - 3
        y: step.side
        width: 6
        height: Theme.large
        visible: !step.last
        color: step.done ? Theme.good : Theme.line
    }
    Rectangle {
        id: mark

        width: step.side
        height: step.side
        radius: width / 2
        color: step.done ? Theme.good : step.failed ? Theme.warnSoft : step.now ? Theme.primary : Theme.canvas
        border.width: step.waiting || step.failed ? 4 : 0
        border.color: step.failed ? Theme.warn : Theme.lineStrong

        Icon {
            anchors.centerIn: parent
            visible: step.done || step.failed
            name: step.done ? "check" : "alert"
            size: step.side * 0.6
            weight: 2.6
            tint: step.done ? Theme.paper : Theme.warn
        }
        Row {
            anchors.centerIn: parent
            spacing: 6
            visible: step.now

            Repeater {
                model: 3

                Rectangle {
                    width: 9
                    height: 9
                    radius: 4.5
                    color: Theme.primaryInk
                }
            }
        }
    }
    Prose {
        anchors.left: mark.right
        anchors.leftMargin: Theme.medium
        anchors.right: parent.right
        anchors.verticalCenter: mark.verticalCenter
        role: step.now ? Prose.Heading : Prose.Body
        strong: step.now
        font.weight: step.now ? Font.Bold : Font.Normal
        text: step.text
        color: step.waiting ? Theme.inkSoft : step.failed ? Theme.warn : Theme.ink
        Accessible.ignored: true
    }
}
