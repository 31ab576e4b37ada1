pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* What happened, what to do, and the choices there are; the first is the one to recommend. */
StagePage {
    id: page

    objectName: "noticePage"
    title: page.screen.notice.title
    text: page.screen.notice.happened
    art: Component {
        NoticeArt {
            name: page.screen.notice.icon
        }
    }
    body: [
        Item {
            width: 1
            height: Theme.tight
        },
        Callout {
            width: parent.width
            iconName: "hand"
            tint: Theme.primary
            ground: Theme.primarySoft
            text: page.screen.notice.todo
        },
        Callout {
            width: parent.width
            visible: page.screen.notice.caseNumber !== ""
            iconName: "document"
            tint: Theme.ink
            ground: Theme.canvas
            text: qsTr("办件编号 %1").arg(page.screen.notice.caseNumber)
        },
        Prose {
            width: parent.width
            horizontalAlignment: Theme.portrait ? Text.AlignHCenter : Text.AlignLeft
            role: Prose.Note
            soft: true
            text: page.screen.notice.staff && page.screen.hall.help !== "" ? qsTr("联系工作人员：%1（代码 %2）").arg(page.screen.hall.help).arg(page.screen.notice.detail) : qsTr("代码 %1").arg(page.screen.notice.detail)
        }
    ]
    actions: Repeater {
        id: choices

        model: page.screen.notice.choices

        ActionButton {
            required property int index
            required property string choice
            required property string words

            objectName: "choice_" + choice
            // Landscape: the first alone, the others in one row; two side by side.
            width: Theme.portrait || (index === 0 && choices.count !== 2) ? parent.width : Math.floor((parent.width - Theme.medium) / 2)
            focus: index === 0
            text: words
            kind: index === 0 ? ActionButton.Primary : ActionButton.Secondary
            onClicked: page.screen.touches.answerNotice(choice)
        }
    }
}
