pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Prints that somebody has to look for, papers that can be printed again, and the latest ones, which may be spoiled. */
ScrollPane {
    id: pane

    required property ScreenView screen
    readonly property StaffView staff: screen.staff
    // Large type: three buttons side by side would break their words.
    readonly property int across: Theme.largeText ? 1 : 3

    Callout {
        objectName: "reprintedWords"
        width: parent.width
        visible: pane.staff.reprinted !== ""
        iconName: "check"
        tint: Theme.good
        ground: Theme.goodSoft
        text: pane.staff.reprinted
    }
    Callout {
        width: parent.width
        visible: lost.count + again.count + lately.count === 0 && pane.staff.reprinted === ""
        iconName: "check"
        tint: Theme.good
        ground: Theme.goodSoft
        text: qsTr("没有要处理的打印。")
    }
    Section {
        objectName: "unsettledPrints"
        width: parent.width
        visible: lost.count > 0
        heading: qsTr("结果不明，请查看出纸口和打印机")
        iconName: "alert"

        Repeater {
            id: lost

            model: pane.staff.printsToSettle

            StaffPrint {
                id: one

                Repeater {
                    model: [
                        {
                            "found": "came_out",
                            "words": qsTr("已印好")
                        },
                        {
                            "found": "not_printed",
                            "words": qsTr("没有打印")
                        },
                        {
                            "found": "spoiled",
                            "words": qsTr("已破损")
                        }
                    ].slice(0, one.paper ? 3 : 2)

                    ActionButton {
                        required property var modelData

                        objectName: modelData.found + "_" + one.number
                        width: one.share(pane.across)
                        kind: ActionButton.Secondary
                        text: modelData.words
                        onClicked: pane.screen.touches.settlePrint(one.number, modelData.found)
                    }
                }
            }
        }
    }
    Section {
        objectName: "reprintable"
        width: parent.width
        visible: again.count > 0
        heading: qsTr("可以补打，原来的一份作废")
        iconName: "printer"

        Repeater {
            id: again

            model: pane.staff.printsToReprint

            StaffPrint {
                id: spoiled

                TwiceButton {
                    objectName: "reprint_" + spoiled.number
                    width: spoiled.width
                    what: qsTr("补打第 %1 份").arg(spoiled.nextCopy)
                    again: qsTr("再按一次，马上补打")
                    onConfirmed: pane.screen.touches.reprint(spoiled.number)
                }
            }
        }
    }
    Section {
        objectName: "latestPrints"
        width: parent.width
        visible: lately.count > 0
        heading: qsTr("最近打印的证明")
        iconName: "document"

        Repeater {
            id: lately

            model: pane.staff.printsLately

            StaffPrint {
                id: whole

                TwiceButton {
                    objectName: "spoiled_" + whole.number
                    width: whole.width
                    what: qsTr("已破损，收回")
                    again: qsTr("再按一次，登记为破损")
                    onConfirmed: pane.screen.touches.settlePrint(whole.number, "spoiled")
                }
            }
        }
    }
}
