pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Open or closed to the public, why, and beginning anew. */
ScrollPane {
    id: pane

    required property ScreenView screen
    readonly property bool closed: screen.staff.paused !== ""

    Callout {
        width: parent.width
        iconName: pane.closed ? "alert" : "check"
        tint: pane.closed ? Theme.warn : Theme.good
        ground: pane.closed ? Theme.warnSoft : Theme.goodSoft
        text: pane.closed ? qsTr("已暂停对外服务：%1").arg(pane.screen.staff.paused) : qsTr("退出维护后，本机对外服务。")
    }
    ActionButton {
        objectName: "openServiceKey"
        width: parent.width
        visible: pane.closed
        iconName: "check"
        text: qsTr("恢复服务")
        onClicked: pane.screen.touches.openService()
    }
    Section {
        objectName: "unknownPrints"
        width: parent.width
        visible: lost.count > 0
        heading: qsTr("结果不明的打印，请查看出纸口")
        iconName: "printer"

        Repeater {
            id: lost

            model: pane.screen.staff.prints

            Column {
                id: one

                required property int number
                required property string words

                width: parent.width
                spacing: Theme.small

                Prose {
                    width: parent.width
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    text: one.words
                }
                Row {
                    width: parent.width
                    spacing: Theme.small

                    Repeater {
                        model: 2

                        ActionButton {
                            required property int index
                            readonly property bool cameOut: index === 0

                            objectName: (cameOut ? "cameOut_" : "notPrinted_") + one.number
                            width: Math.floor((one.width - Theme.small) / 2)
                            kind: ActionButton.Secondary
                            text: cameOut ? qsTr("已打印出来") : qsTr("没有打印")
                            onClicked: pane.screen.touches.settlePrint(one.number, cameOut)
                        }
                    }
                }
            }
        }
    }
    Section {
        width: parent.width
        heading: qsTr("暂停服务，公众会看到原因")
        iconName: "lock"

        Grid {
            id: reasons

            width: parent.width
            columns: 2
            spacing: Theme.small

            Repeater {
                model: pane.screen.staff.reasons

                ChoiceKey {
                    required property string value
                    required property string words
                    required property bool chosen

                    objectName: "pause_" + value
                    width: Math.floor((reasons.width - reasons.spacing) / 2)
                    text: words
                    checked: chosen
                    onClicked: pane.screen.touches.pauseService(value)
                }
            }
        }
    }
    Section {
        id: restarts

        // What was pressed once and waits for the second press: 0 nothing, 1 the program, 2 the machine.
        property int armed: 0

        width: parent.width
        heading: qsTr("重新启动")
        iconName: "alert"

        Timer {
            running: restarts.armed > 0
            interval: 6000
            onTriggered: restarts.armed = 0
        }
        Repeater {
            model: 2

            ActionButton {
                required property int index
                readonly property bool machine: index === 1
                readonly property bool armed: restarts.armed === index + 1

                objectName: machine ? "restartMachineKey" : "restartProgramKey"
                width: restarts.width - 2 * Theme.large
                kind: armed ? ActionButton.Primary : ActionButton.Secondary
                text: armed ? qsTr("再按一次，马上重启") : machine ? qsTr("重启整台终端") : qsTr("重启自助程序")
                note: armed ? "" : machine ? qsTr("约两分钟") : qsTr("约一分钟")
                onClicked: {
                    if (armed)
                        pane.screen.touches.restart(machine);
                    else
                        restarts.armed = index + 1;
                }
            }
        }
    }
}
