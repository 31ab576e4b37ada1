pragma ComponentBehavior: Bound
import QtQuick
import Hall

/*
    A column that may be longer than its place. Where it is, two big keys page through it: nobody has to know how to
    scroll, and nothing below the edge stays unnoticed.
*/
Item {
    id: pane

    default property alias content: column.data
    property alias spacing: column.spacing
    // Paging keys beside the column rather than below it, where height is scarce.
    property bool keysBeside: !Theme.portrait
    property bool overflows: false
    readonly property real contentHeight: column.implicitHeight

    implicitHeight: column.implicitHeight
    onHeightChanged: keysBeside ? settled.restart() : measure()
    onContentHeightChanged: keysBeside ? settled.restart() : measure()
    Component.onCompleted: keysBeside ? settled.restart() : measure()

    // Keys beside make the column narrower and so higher: the question is asked once the layout has come to rest.
    Timer {
        id: settled

        interval: 16
        onTriggered: pane.measure()
    }
    function measure(): void {
        overflows = column.implicitHeight > height + 1;
    }
    function page(direction: int): void {
        const most = Math.max(0, flick.contentHeight - flick.height);
        glide.to = Math.max(0, Math.min(most, flick.contentY + direction * (flick.height - 2 * Theme.vast)));
        glide.restart();
    }

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.topMargin: -Theme.medium
        anchors.leftMargin: -Theme.shadowReach
        anchors.rightMargin: pane.overflows && pane.keysBeside ? 0 : -Theme.shadowReach
        anchors.bottomMargin: pane.overflows && !pane.keysBeside ? keys.height + Theme.small : 0
        clip: pane.overflows
        interactive: pane.overflows
        boundsBehavior: Flickable.StopAtBounds
        contentWidth: width
        contentHeight: column.implicitHeight + Theme.medium + (pane.overflows ? Theme.large : 0)

        Column {
            id: column

            x: Theme.shadowReach
            y: Theme.medium
            width: pane.width - (pane.keysBeside && pane.overflows ? Theme.touch + Theme.medium : 0)
            spacing: Theme.medium
        }
        NumberAnimation {
            id: glide

            target: flick
            property: "contentY"
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }
    Rectangle {
        anchors.bottom: flick.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: 48
        visible: pane.overflows && !flick.atYEnd && !Theme.highContrast
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.rgba(Theme.canvas.r, Theme.canvas.g, Theme.canvas.b, 0)
            }
            GradientStop {
                position: 1
                color: Theme.canvas
            }
        }
    }
    Grid {
        id: keys

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: pane.keysBeside ? Theme.touch : pane.width
        height: pane.keysBeside ? pane.height : Theme.touch
        columns: pane.keysBeside ? 1 : 2
        spacing: Theme.small
        visible: pane.overflows

        Repeater {
            model: 2

            Pressable {
                id: key

                required property int index
                readonly property bool upward: index === 0

                objectName: upward ? "pageUpKey" : "pageDownKey"
                width: pane.keysBeside ? Theme.touch : (keys.width - keys.spacing) / 2
                height: pane.keysBeside ? (keys.height - keys.spacing) / 2 : Theme.touch
                enabled: upward ? !flick.atYBeginning : !flick.atYEnd
                text: upward ? qsTr("上一屏") : qsTr("下一屏")
                onClicked: pane.page(upward ? -1 : 1)

                background: Rectangle {
                    radius: Theme.roundCorner
                    color: key.down ? Theme.paperDown : Theme.primarySoft
                    border.width: Theme.highContrast ? 3 : 0
                    border.color: key.enabled ? Theme.line : Theme.inkSoft

                    FocusRing {
                        on: key.visualFocus
                    }
                }
                contentItem: Item {
                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.small
                        opacity: key.enabled ? 1 : 0.45

                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            name: key.upward ? "up" : "down"
                            size: 40
                            weight: 2.2
                        }
                        Prose {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: !pane.keysBeside
                            role: Prose.Body
                            font.weight: Font.Medium
                            wrapMode: Text.NoWrap
                            text: key.text
                            color: Theme.primary
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
