pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* The window: header, page, footer, and what lies over them. Laid out on a screen of 1080 or 1920, and scaled. */
Window {
    id: window

    required property ScreenView terminal
    readonly property bool upright: height > width
    readonly property real zoom: upright ? width / 1080 : Math.min(width / 1920, height / 1080)

    property bool painted: false

    title: terminal.hall.name
    onFrameSwapped: if (!painted)
        painted = true
    color: Theme.canvas

    Binding {
        target: Theme
        property: "portrait"
        value: window.upright
    }
    Binding {
        target: Theme
        property: "stageHeight"
        value: stage.height
    }
    Binding {
        target: Theme
        property: "footer"
        value: footer.height
    }
    Binding {
        target: Theme
        property: "moves"
        value: window.terminal.motion
    }
    Binding {
        target: Theme
        property: "largeText"
        value: window.terminal.preferences.largeText
    }
    Binding {
        target: Theme
        property: "highContrast"
        value: window.terminal.preferences.highContrast
    }
    Binding {
        target: Theme
        property: "lowReach"
        value: window.terminal.preferences.lowReach
    }
    Binding {
        target: Theme
        property: "english"
        value: window.terminal.preferences.english
    }
    Item {
        id: stage

        objectName: "stage"
        width: window.width / window.zoom
        height: window.height / window.zoom
        scale: window.zoom
        transformOrigin: Item.TopLeft

        Rectangle {
            anchors.fill: parent
            color: Theme.canvas
            gradient: Theme.highContrast ? null : light

            Gradient {
                id: light

                GradientStop {
                    position: 0
                    color: Theme.canvasTop
                }
                GradientStop {
                    position: 1
                    color: Theme.canvas
                }
            }
        }
        Image {
            anchors.bottom: footer.top
            anchors.horizontalCenter: parent.horizontalCenter
            width: parent.width
            height: width * 0.3
            visible: !Theme.highContrast && !header.overPicture
            sourceSize.width: width
            fillMode: Image.PreserveAspectCrop
            verticalAlignment: Image.AlignBottom
            source: Qt.resolvedUrl("art/skyline.svg")
            Accessible.ignored: true
        }
        Header {
            id: header

            z: 1
            width: parent.width
            hall: window.terminal.hall
            step: window.terminal.step
            timeOnPaper: overPicture && !Theme.portrait
            overPicture: host.page !== null && host.page.bleeds
        }
        StepBar {
            id: steps

            anchors.top: header.bottom
            width: parent.width
            height: visible ? implicitHeight : 0
            visible: Theme.portrait && window.terminal.step > 0
            step: window.terminal.step
        }
        PageHost {
            id: host

            objectName: "pageHost"
            anchors.top: header.overPicture ? parent.top : steps.bottom
            anchors.bottom: footer.top
            width: parent.width
            focus: true
            screen: window.terminal
        }
        Footer {
            id: footer

            objectName: "footer"
            anchors.bottom: parent.bottom
            width: parent.width
            screen: window.terminal
            begins: window.terminal.page === "Attract"
        }
        // The keyboard costs about as much to load as all the rest: it comes behind the first frame, once, and moves into
        // the place of whichever page has one.
        Item {
            id: shelf

            visible: false
        }
        Loader {
            id: keyboard

            parent: host.page !== null && host.page.keyboardPlace !== null ? host.page.keyboardPlace : shelf
            anchors.fill: parent
            active: window.painted
            asynchronous: true

            sourceComponent: Keyboard {
                screen: window.terminal
                field: host.page !== null ? host.page.typedField : null
            }
        }
        // The staff door: this corner, held for three seconds, on a terminal that serves nobody. A tap is any other touch.
        MouseArea {
            objectName: "staffCorner"
            z: 2
            anchors.top: parent.top
            anchors.right: parent.right
            width: 144
            height: 144
            visible: window.terminal.page === "Attract" || window.terminal.page === "OutOfService"
            pressAndHoldInterval: 3000
            onPressAndHold: window.terminal.touches.openStaffDoor()
            onClicked: if (window.terminal.page === "Attract")
                window.terminal.touches.touchScreen()
            Accessible.ignored: true
        }
        IdleOverlay {
            anchors.fill: parent
            z: 3
            screen: window.terminal
        }
        MouseArea {
            anchors.fill: parent
            z: 4
            visible: host.settling
            Accessible.ignored: true
        }
    }
}
