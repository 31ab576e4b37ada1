pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* A line to sign on with a finger, and three keys under it: take back, begin anew, done. */
Column {
    id: pad

    property string hint: qsTr("请用手指在框内签名")

    spacing: Theme.small

    Rectangle {
        width: parent.width
        height: Math.round(width * 50 / 120)
        radius: Theme.corner
        color: Theme.highContrast ? "#000000" : "#ffffff"
        border.width: 4
        border.color: Theme.primary

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.76
            width: parent.width * 0.88
            height: 3
            color: Theme.lineStrong
        }
        Prose {
            anchors.centerIn: parent
            visible: !area.hasInk
            soft: true
            text: pad.hint
            Accessible.ignored: true
        }
        SignatureArea {
            id: area

            objectName: "signatureArea"
            anchors.fill: parent
            colour: Theme.ink
            Accessible.role: Accessible.Canvas
            Accessible.name: area.hasInk ? qsTr("签名区，已有笔迹") : pad.hint
        }
    }
    Row {
        width: parent.width
        spacing: Theme.small

        Repeater {
            model: ["undo", "clear", "done"]

            ActionButton {
                required property string modelData

                objectName: modelData + "SignatureKey"
                width: Math.floor((pad.width - 2 * Theme.small) / 3)
                enabled: area.hasInk
                kind: modelData === "done" ? ActionButton.Primary : ActionButton.Secondary
                text: modelData === "undo" ? qsTr("撤销一笔") : modelData === "clear" ? qsTr("重写") : qsTr("签好了")
                onClicked: {
                    if (modelData === "undo")
                        area.undo();
                    else if (modelData === "clear")
                        area.clear();
                    else
                        area.done();
                }
            }
        }
    }
}
