pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* One registered right. */
Panel {
    id: record

    required property int index
    required property string location
    required property string rightType
    required property string area
    required property string shared
    required property string registeredOn
    required property string certificateNumber
    required property string unitNumber

    implicitHeight: column.height + 2 * Theme.large
    height: implicitHeight

    Column {
        id: column

        x: Theme.large
        y: Theme.large
        width: parent.width - 2 * Theme.large
        spacing: Theme.small

        Row {
            width: parent.width
            spacing: Theme.medium

            Badge {
                id: badge

                name: "house"
                size: 76
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - badge.width - Theme.medium

                Prose {
                    width: parent.width
                    role: Prose.Heading
                    font.weight: Font.Bold
                    text: record.location
                }
                Prose {
                    width: parent.width
                    soft: true
                    text: qsTr("第 %1 条 · %2").arg(record.index + 1).arg(record.rightType)
                }
            }
        }
        Rectangle {
            width: parent.width
            height: 2
            color: Theme.hairline
        }
        Flow {
            width: parent.width
            spacing: Theme.large

            Repeater {
                model: [
                    {
                        "label": qsTr("建筑面积"),
                        "value": record.area
                    },
                    {
                        "label": qsTr("共有情况"),
                        "value": record.shared
                    },
                    {
                        "label": qsTr("登记时间"),
                        "value": record.registeredOn
                    }
                ]

                Column {
                    id: fact

                    required property var modelData

                    width: (column.width - 2 * Theme.large) / 3

                    Prose {
                        width: parent.width
                        role: Prose.Note
                        soft: true
                        text: fact.modelData.label
                    }
                    Prose {
                        width: parent.width
                        font.weight: Font.Medium
                        text: fact.modelData.value
                    }
                }
            }
        }
        Pair {
            width: parent.width
            label: qsTr("产权证号")
            value: record.certificateNumber
        }
        Pair {
            width: parent.width
            label: qsTr("单元号")
            value: record.unitNumber
        }
    }
}
