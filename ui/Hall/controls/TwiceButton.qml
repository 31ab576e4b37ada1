pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A button for what cannot be taken back: it is done at the second press, which has to come soon. */
ActionButton {
    id: button

    property string what
    property string again
    property string about
    property bool armed: false

    signal confirmed

    kind: armed ? ActionButton.Primary : ActionButton.Secondary
    text: armed ? again : what
    note: armed ? "" : about
    onClicked: {
        armed = !armed;
        if (!armed)
            confirmed();
    }

    Timer {
        running: button.armed
        interval: 6000
        onTriggered: button.armed = false
    }
}
