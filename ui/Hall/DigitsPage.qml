pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A page for a few digits: what is wanted, what was typed so far, the pad, and one button that takes it. */
ListPage {
    id: page

    required property int digitsWanted
    property int digitsLeast: digitsWanted
    // Whether another way to sign in is offered.
    property bool otherWay: true
    required property string confirmText
    property string fieldName
    property string note
    property bool grouped: false
    property bool secret: false
    readonly property string digits: pad.digits
    readonly property bool complete: digits.length >= digitsLeast

    signal confirmed(string digits)

    function shownDigits(): string {
        if (secret)
            return "\u25cf ".repeat(digits.length).trim();
        const typed = grouped ? [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(part => part !== "").join(" ") : digits.split("").join(" ");
        return typed;
    }

    Column {
        id: head

        width: parent.width
        spacing: Theme.small

        Rectangle {
            objectName: "digitsField"
            width: parent.width
            height: Math.max(Theme.touch, shown.implicitHeight + Theme.medium)
            radius: Theme.roundCorner
            color: Theme.paper
            border.width: 4
            border.color: Theme.primary
            Accessible.role: Accessible.StaticText
            Accessible.name: page.fieldName + ", " + (page.digits === "" ? qsTr("还没有填写") : page.secret ? qsTr("已填 %1 位").arg(page.digits.length) : page.digits.split("").join(" "))

            Prose {
                id: shown

                anchors.centerIn: parent
                role: Theme.reach ? Prose.Title : Prose.Hero
                wrapMode: Text.NoWrap
                soft: page.digits === ""
                text: page.digits !== "" ? page.shownDigits() : page.fieldName
                Accessible.ignored: true
            }
        }
        Prose {
            width: parent.width
            visible: page.note !== "" && !Theme.reach
            role: Prose.Note
            soft: true
            text: page.note
        }
    }
    NumberPad {
        id: pad

        y: head.height + Theme.medium
        width: parent.width
        height: implicitHeight
        room: parent.height - y
        focus: true
        most: page.digitsWanted
        onEntered: if (page.complete)
            page.confirmed(page.digits)
    }
    aside: [
        ActionButton {
            objectName: "confirmKey"
            width: parent.width
            enabled: page.complete
            text: page.confirmText
            onClicked: page.confirmed(page.digits)
        },
        ActionButton {
            objectName: "otherWayKey"
            width: parent.width
            visible: page.otherWay
            kind: ActionButton.Secondary
            text: qsTr("换一种方式登录")
            onClicked: page.screen.touches.chooseOtherWay()
        }
    ]
}
