pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* One device closely: what can be done, what became of it, its facts, its picture, and another driver or port. */
ScrollPane {
    id: pane

    required property ScreenView screen
    readonly property StaffView staff: screen.staff

    Row {
        width: parent.width
        spacing: Theme.medium

        WayKey {
            id: back

            objectName: "toDevicesKey"
            iconName: "back"
            text: qsTr("全部设备")
            onClicked: pane.staff.look("")
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - back.width - parent.spacing

            Prose {
                width: parent.width
                role: Prose.Heading
                text: pane.staff.deviceName
                Accessible.role: Accessible.Heading
            }
            Prose {
                width: parent.width
                role: Prose.Note
                soft: true
                text: pane.staff.deviceId
            }
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.small

        Repeater {
            model: pane.staff.orders

            ChoiceKey {
                required property string order
                required property string words

                objectName: "order_" + order
                enabled: !pane.staff.busy
                text: words
                Accessible.role: Accessible.Button
                onClicked: pane.screen.touches.orderDevice(pane.staff.deviceId, order)
            }
        }
    }
    Callout {
        objectName: "orderSaid"
        width: parent.width
        visible: text !== ""
        iconName: pane.staff.busy ? "clock" : "info"
        tint: Theme.primary
        ground: Theme.primarySoft
        text: pane.staff.said
    }
    SignaturePad {
        width: parent.width
        visible: pane.staff.signing
    }
    Panel {
        width: parent.width
        height: visible ? width * (Theme.portrait ? 0.7 : 0.5) : 0
        visible: pane.staff.camera !== ""

        Item {
            id: picture

            readonly property real side: Math.floor(Math.min(parent.width, parent.height) - 2 * Theme.medium)

            anchors.centerIn: parent
            width: side
            height: side

            FacePreview {
                anchors.fill: parent
                square: true
                feed: pane.screen.feed
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("摄像头画面")
            }
            Repeater {
                model: pane.staff.boxes

                Rectangle {
                    id: box

                    required property string what
                    required property real fromLeft
                    required property real fromTop
                    required property real breadth
                    required property real tallness

                    x: fromLeft * picture.side
                    y: fromTop * picture.side
                    width: breadth * picture.side
                    height: tallness * picture.side
                    color: "transparent"
                    border.width: 4
                    border.color: Theme.gold

                    Rectangle {
                        anchors.bottom: parent.top
                        width: name.implicitWidth + Theme.small
                        height: name.implicitHeight
                        color: Theme.headerDeep

                        Prose {
                            id: name

                            anchors.centerIn: parent
                            role: Prose.Note
                            wrapMode: Text.NoWrap
                            text: box.what
                            color: Theme.headerInk
                        }
                    }
                }
            }
        }
        Prose {
            x: Theme.medium
            y: Theme.medium
            role: Prose.Note
            soft: true
            text: pane.staff.camera
        }
    }
    Section {
        objectName: "wireTrace"
        width: parent.width
        visible: pane.staff.wireFile !== ""
        heading: qsTr("线上数据（已去除个人信息）")
        iconName: "network"

        Prose {
            width: parent.width
            role: Prose.Note
            font.family: "monospace"
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            text: pane.staff.wire !== "" ? pane.staff.wire : qsTr("还没有数据")
        }
        Prose {
            width: parent.width
            role: Prose.Note
            soft: true
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            text: qsTr("同时存入 %1").arg(pane.staff.wireFile)
        }
    }
    Section {
        width: parent.width

        StaffFacts {
            width: parent.width
            rows: pane.staff.device
        }
    }
    Section {
        id: change

        property string driver: ""
        property string port: ""

        width: parent.width
        heading: qsTr("更换驱动或端口：先试用，通过了再保留")
        iconName: "network"

        Callout {
            objectName: "changeSaid"
            width: parent.width
            visible: text !== ""
            iconName: pane.staff.changePassed ? "check" : "info"
            tint: pane.staff.changePassed ? Theme.good : Theme.warn
            ground: pane.staff.changePassed ? Theme.goodSoft : Theme.warnSoft
            text: pane.staff.changeSaid
        }
        Row {
            width: parent.width
            spacing: Theme.small
            visible: pane.staff.changePassed

            ActionButton {
                objectName: "keepChangeKey"
                width: Math.floor((parent.width - parent.spacing) / 2)
                text: qsTr("保留更改")
                onClicked: pane.screen.touches.orderDevice(pane.staff.deviceId, "keep_change")
            }
            ActionButton {
                objectName: "dropChangeKey"
                width: Math.floor((parent.width - parent.spacing) / 2)
                kind: ActionButton.Secondary
                text: qsTr("恢复原来的")
                onClicked: pane.screen.touches.orderDevice(pane.staff.deviceId, "drop_change")
            }
        }
        Prose {
            width: parent.width
            role: Prose.Note
            soft: true
            text: qsTr("驱动")
        }
        Flow {
            width: parent.width
            spacing: Theme.small

            Repeater {
                model: pane.staff.drivers

                ChoiceKey {
                    required property string value
                    required property string words
                    required property bool chosen

                    objectName: "driver_" + value
                    text: words
                    checked: change.driver === "" ? chosen : change.driver === value
                    onClicked: change.driver = value
                }
            }
        }
        Prose {
            width: parent.width
            role: Prose.Note
            soft: true
            text: qsTr("端口")
        }
        Column {
            width: parent.width
            spacing: Theme.small

            Repeater {
                model: pane.staff.ports

                ChoiceKey {
                    required property string value
                    required property string words
                    required property bool chosen

                    width: parent.width
                    text: words
                    checked: change.port === "" ? chosen : change.port === value
                    onClicked: change.port = value
                }
            }
        }
        ActionButton {
            objectName: "tryChangeKey"
            width: parent.width
            kind: ActionButton.Secondary
            enabled: !pane.staff.busy && (change.driver !== "" || change.port !== "")
            text: qsTr("试用")
            onClicked: pane.screen.touches.tryBinding(pane.staff.deviceId, change.driver !== "" ? change.driver : pane.staff.driverNow, change.port !== "" ? change.port : pane.staff.portNow)
        }
    }
}
