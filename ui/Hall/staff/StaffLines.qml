pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* What happened at the devices, latest first: codes, nothing of anybody. */
ScrollPane {
    id: pane

    required property Rows rows

    spacing: Theme.tight

    Repeater {
        model: pane.rows

        Item {
            id: line

            required property string time
            required property string device
            required property string words
            required property bool bad

            width: parent.width
            height: what.height

            Prose {
                id: when

                role: Prose.Note
                soft: true
                wrapMode: Text.NoWrap
                font.features: ({
                        "tnum": 1
                    })
                text: line.time
            }
            Icon {
                id: sign

                anchors.left: when.right
                anchors.leftMargin: Theme.tight
                y: 4
                visible: line.bad
                name: "alert"
                size: 30
                weight: 2.2
                tint: Theme.warn
            }
            Prose {
                id: what

                anchors.left: when.right
                anchors.leftMargin: Theme.tight * 2 + sign.width
                width: parent.width - x
                role: Prose.Note
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                text: line.device + "  " + line.words
                color: line.bad ? Theme.warn : Theme.ink
            }
        }
    }
}
