pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* What the registry answered, and whether to take it on paper. */
ListPage {
    id: page

    readonly property bool none: page.screen.result.none
    // That no house is registered is what was hoped for; that no record is found, is not.
    readonly property bool good: page.screen.result.sign === "check"
    // Print is recommended unless it is known not to come out, and the phone can have it.
    readonly property bool canPrint: page.screen.result.printable && page.screen.phoneCopy.mayPrint
    readonly property bool canSend: page.screen.result.printable && page.screen.phoneCopy.offered
    readonly property bool prints: canPrint && (page.screen.result.warning === "" || !canSend)

    objectName: "resultPage"
    title: none ? "" : page.screen.result.title
    text: none ? "" : page.screen.result.statement

    art: Component {
        PrinterArt {}
    }

    ScrollPane {
        id: answer

        anchors.fill: parent

        Panel {
            width: parent.width
            height: visible ? Math.max(verdict.height + 2 * Theme.large, answer.overflows ? 0 : answer.height - meta.height - Theme.medium) : 0
            visible: page.none
            radius: Theme.sheetCorner

            Column {
                id: verdict

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.wide
                width: parent.width - 2 * Theme.wide
                spacing: Theme.medium

                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Theme.portrait && !Theme.reach && !Theme.largeText ? 260 : 128
                    height: width
                    radius: width / 2
                    color: page.good ? Theme.goodSoft : Theme.primarySoft
                    border.width: Theme.highContrast ? 5 : 0
                    border.color: page.good ? Theme.good : Theme.primary

                    Icon {
                        anchors.centerIn: parent
                        name: page.screen.result.sign
                        size: parent.width * 0.58
                        weight: 2.2
                        tint: page.good ? Theme.good : Theme.primary
                    }
                }
                Item {
                    width: 1
                    height: Theme.tight
                }
                Prose {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: Prose.Hero
                    text: page.screen.result.title
                    Accessible.role: Accessible.Heading
                }
                Prose {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    soft: true
                    text: page.screen.result.statement
                }
            }
        }
        Repeater {
            model: page.screen.result.records

            RecordCard {
                width: parent.width
            }
        }
        Repeater {
            model: page.screen.result.answers

            AnswerCard {
                width: parent.width
            }
        }
        Section {
            id: meta

            width: parent.width
            spacing: Theme.small

            Pair {
                width: parent.width
                label: qsTr("查询对象")
                value: page.screen.result.person
            }
            Pair {
                width: parent.width
                label: qsTr("查询范围")
                value: page.screen.result.scope
            }
            Pair {
                width: parent.width
                label: qsTr("查询时间")
                value: page.screen.result.asOf
            }
            Pair {
                width: parent.width
                label: qsTr("办件编号")
                value: page.screen.result.caseNumber
            }
        }
    }
    aside: [
        Callout {
            width: parent.width
            visible: page.screen.result.warning !== ""
            iconName: "printer"
            text: page.screen.result.warning
        },
        ActionButton {
            objectName: "printKey"
            width: parent.width
            visible: page.canPrint
            focus: page.prints
            kind: page.prints ? ActionButton.Primary : ActionButton.Secondary
            iconName: "printer"
            text: qsTr("打印证明和回执")
            onClicked: page.screen.touches.printPaper()
        },
        ActionButton {
            objectName: "phoneKey"
            width: parent.width
            visible: page.canSend
            focus: page.canSend && !page.prints
            kind: page.prints ? ActionButton.Secondary : ActionButton.Primary
            iconName: "smartphone"
            text: qsTr("发到手机")
            onClicked: page.screen.touches.sendToPhone()
        },
        ActionButton {
            objectName: "noPaperKey"
            width: parent.width
            focus: !page.canPrint && !page.canSend
            kind: focus ? ActionButton.Primary : ActionButton.Secondary
            text: page.screen.result.printable ? qsTr("不要纸质，直接完成") : qsTr("看完了")
            onClicked: page.screen.touches.finishWithoutPaper()
        }
    ]
}
