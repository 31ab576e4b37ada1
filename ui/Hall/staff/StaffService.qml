pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Open or closed to the public, why, and beginning anew. */
ScrollPane {
    id: pane

    required property ScreenView screen
    readonly property bool closed: screen.staff.paused !== ""

    signal printsWanted

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
    ActionButton {
        objectName: "printsKey"
        width: parent.width
        visible: pane.screen.staff.printsWaiting > 0
        kind: ActionButton.Secondary
        iconName: "printer"
        text: qsTr("%1 份打印要处理").arg(pane.screen.staff.printsWaiting)
        onClicked: pane.printsWanted()
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

        width: parent.width
        heading: qsTr("重新启动")
        iconName: "alert"

        Repeater {
            model: 2

            TwiceButton {
                required property int index
                readonly property bool machine: index === 1

                objectName: machine ? "restartMachineKey" : "restartProgramKey"
                width: restarts.width - 2 * Theme.large
                what: machine ? qsTr("重启整台终端") : qsTr("重启自助程序")
                again: qsTr("再按一次，马上重启")
                about: machine ? qsTr("约两分钟") : qsTr("约一分钟")
                onConfirmed: pane.screen.touches.restart(machine)
            }
        }
    }
}
