pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Behind the staff door: service, prints, devices, the terminal itself, and what happened. */
ListPage {
    id: page

    // Who comes back from a reprint wants to see what became of it.
    property int tab: page.screen.staff.reprinting ? 1 : 0

    objectName: "staffPage"
    title: qsTr("维护 · %1").arg(page.screen.staff.role)

    Grid {
        id: tabs

        // Large type: two rows, or words would break.
        columns: Theme.largeText && Theme.portrait ? 3 : 5
        width: parent.width
        spacing: Theme.small

        Repeater {
            model: [
                {
                    "what": "service",
                    "words": qsTr("服务")
                },
                {
                    "what": "prints",
                    "words": qsTr("打印")
                },
                {
                    "what": "devices",
                    "words": qsTr("设备")
                },
                {
                    "what": "terminal",
                    "words": qsTr("系统")
                },
                {
                    "what": "lines",
                    "words": qsTr("记录")
                }
            ]

            ChoiceKey {
                required property var modelData
                required property int index

                objectName: "staffTab_" + modelData.what
                width: Math.floor((tabs.width - (tabs.columns - 1) * tabs.spacing) / tabs.columns)
                text: modelData.words
                checked: page.tab === index
                onClicked: {
                    page.tab = index;
                    page.screen.staff.look("");
                }
            }
        }
    }
    Loader {
        y: tabs.height + Theme.medium
        width: parent.width
        height: parent.height - y
        sourceComponent: [service, prints, page.screen.staff.deviceId !== "" ? device : devices, terminal, lines][page.tab]
    }
    Component {
        id: service

        StaffService {
            screen: page.screen
            onPrintsWanted: page.tab = 1
        }
    }
    Component {
        id: prints

        StaffPrints {
            screen: page.screen
        }
    }
    Component {
        id: devices

        StaffDevices {
            screen: page.screen
        }
    }
    Component {
        id: device

        StaffDevice {
            screen: page.screen
        }
    }
    Component {
        id: terminal

        ScrollPane {
            Section {
                width: parent.width

                StaffFacts {
                    width: parent.width
                    rows: page.screen.staff.terminal
                }
            }
        }
    }
    Component {
        id: lines

        StaffLines {
            rows: page.screen.staff.lines
        }
    }
    aside: [
        ActionButton {
            objectName: "leaveStaffKey"
            width: parent.width
            iconName: "leave"
            text: qsTr("退出维护")
            onClicked: page.screen.touches.leaveStaff()
        }
    ]
}
