pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Paper and receipt on their way. Sent is not printed, and the page never says so. */
StagePage {
    id: page

    objectName: "printingPage"
    title: page.screen.printing.title
    text: qsTr("请稍候，不要离开。纸从下方的出纸口出来。")
    art: Component {
        PrinterArt {
            receipt: page.screen.printing.receipt
        }
    }
    body: Item {
        width: parent.width
        height: steps.height + 2 * Theme.medium

        Column {
            id: steps

            x: Theme.portrait ? (parent.width - width) / 2 : 0
            y: Theme.medium
            width: Theme.portrait ? Math.min(parent.width, 560 * (Theme.largeText ? 1.25 : 1)) : parent.width

            Repeater {
                id: repeater

                model: page.screen.printing.steps

                StepLine {
                    width: steps.width
                    last: index === repeater.count - 1
                }
            }
        }
    }
}
