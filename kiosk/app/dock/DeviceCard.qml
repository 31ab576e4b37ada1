pragma ComponentBehavior: Bound
import QtQuick
import Dock.Bridge
import "."

/* One device: its status, and what can be done to it. */
Card {
    id: card

    required property DockView dock
    required property PanelView panel

    objectName: "card_" + panel.key
    title: panel.title
    report: panel.report
    light: Look.healthColour(panel.health)

    Flow {
        width: parent.width
        spacing: 6

        Repeater {
            model: card.panel.actions

            Key {
                required property string key
                required property string label
                required property string manner

                objectName: key
                text: label
                fault: manner === "fault"
                lit: card.panel.lit.indexOf(key) >= 0
                onClicked: card.dock.press(key)
            }
        }
    }
}
