pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* What an item is. Here: what will be looked up and why, before it is asked. Elsewhere: where. */
ListPage {
    id: page

    objectName: "itemPage"
    title: page.screen.item.title
    text: page.screen.item.summary
    iconName: page.screen.item.icon
    accent: page.screen.item.accent

    art: Component {
        WorkingArt {}
    }

    ScrollPane {
        anchors.fill: parent

        Section {
            width: parent.width
            visible: page.screen.item.here
            iconName: "search"
            heading: qsTr("将为您查询")

            Repeater {
                model: page.screen.item.lookups

                Column {
                    id: lookup

                    required property string title
                    required property string fields
                    required property string purpose
                    required property string legalBasis

                    width: parent.width
                    spacing: Theme.small

                    Prose {
                        width: parent.width
                        font.weight: Font.Bold
                        text: lookup.title
                    }
                    Pair {
                        width: parent.width
                        label: qsTr("查什么")
                        value: lookup.fields
                    }
                    Pair {
                        width: parent.width
                        label: qsTr("为什么")
                        value: lookup.purpose
                    }
                    Pair {
                        width: parent.width
                        visible: value !== ""
                        label: qsTr("依据")
                        value: lookup.legalBasis
                    }
                }
            }
        }
        Section {
            width: parent.width
            visible: !page.screen.item.here
            iconName: "pin"
            heading: qsTr("到哪里办")

            Prose {
                width: parent.width
                text: page.screen.item.elsewhere
            }
            Callout {
                width: parent.width
                iconName: "info"
                tint: Theme.primary
                ground: Theme.primarySoft
                text: qsTr("这台终端暂时不能办这一项，下面是办事指南。")
            }
        }
        Panel {
            width: parent.width
            height: facts.height + 2 * Theme.large

            Grid {
                id: facts

                x: Theme.large
                y: Theme.large
                width: parent.width - 2 * Theme.large
                columns: Theme.largeText && Theme.portrait ? 1 : 2
                rowSpacing: Theme.large
                columnSpacing: Theme.large

                Repeater {
                    model: page.screen.item.facts

                    Point {
                        required property string label

                        width: Math.floor((facts.width - (facts.columns - 1) * facts.columnSpacing) / facts.columns)
                        heading: label
                    }
                }
            }
        }
        Section {
            width: parent.width
            visible: page.screen.item.legalBasis !== "" || page.screen.item.department !== ""
            spacing: Theme.small

            Pair {
                width: parent.width
                label: qsTr("承办部门")
                value: page.screen.item.department
            }
            Pair {
                width: parent.width
                visible: value !== ""
                label: qsTr("法律依据")
                value: page.screen.item.legalBasis
            }
        }
    }
    aside: [
        Callout {
            width: parent.width
            visible: page.screen.item.warning !== ""
            iconName: "printer"
            text: page.screen.item.warning
        },
        ActionButton {
            objectName: "confirmLookupKey"
            width: parent.width
            visible: page.screen.item.here
            focus: true
            text: qsTr("同意查询，马上办")
            note: qsTr("点一下，大厅就会查询您的“%1”").arg(page.screen.item.asks)
            onClicked: page.screen.touches.confirmLookup()
        },
        ActionButton {
            objectName: "understoodKey"
            width: parent.width
            visible: !page.screen.item.here
            kind: ActionButton.Secondary
            text: qsTr("知道了，看看别的")
            onClicked: page.screen.touches.goBack()
        }
    ]
}
