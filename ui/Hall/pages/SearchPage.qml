pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* A field, the keyboard, and what answers, as it is typed. The field is always in sight. */
PageFrame {
    id: page

    readonly property real column: Theme.portrait ? width - 2 * Theme.margin : 760
    readonly property real keysLeft: Theme.portrait ? 0 : Theme.margin + column + Theme.wide
    readonly property bool roomy: Theme.portrait && !Theme.largeText && !Theme.reach
    readonly property bool asked: page.screen.search.query.trim() !== ""

    objectName: "searchPage"
    keyboardPlace: place
    typedField: field

    Panel {
        x: Theme.margin
        y: Theme.large
        width: page.column
        height: results.y - y - Theme.large
        visible: Theme.reach
        color: Theme.highContrast ? Theme.paper : "#4f9aec"

        Town {
            anchors.fill: parent
            anchors.margins: Theme.highContrast ? Theme.stroke : 0
            calm: true
            corner: Theme.roundCorner
        }
    }
    Rectangle {
        id: box

        x: Theme.portrait ? Theme.margin : page.keysLeft
        y: Theme.reach ? place.y - height - Theme.medium : Theme.portrait ? Theme.large : Theme.medium
        width: Theme.portrait ? page.column : page.width - x - Theme.margin
        height: Theme.reach ? 104 : 120
        radius: Theme.roundCorner
        color: Theme.paper
        border.width: 4
        border.color: Theme.primary

        Icon {
            id: glass

            x: Theme.large
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 52
            weight: 2.2
        }
        TextInput {
            id: field

            objectName: "searchField"
            anchors.left: glass.right
            anchors.leftMargin: Theme.medium
            anchors.right: parent.right
            anchors.rightMargin: Theme.large
            anchors.verticalCenter: parent.verticalCenter
            height: parent.height
            verticalAlignment: TextInput.AlignVCenter
            clip: true
            focus: true
            activeFocusOnTab: true
            maximumLength: 40
            font.family: Theme.family
            font.pixelSize: Theme.headingType
            font.weight: Font.Medium
            color: Theme.ink
            selectionColor: Theme.primary
            selectedTextColor: Theme.primaryInk
            // What a citizen types is nobody's to learn: the engine keeps no dictionary of it.
            inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
            onTextChanged: Qt.callLater(page.ask)
            onPreeditTextChanged: Qt.callLater(page.ask)
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("查找事项")
            Accessible.searchEdit: true

            cursorDelegate: Rectangle {
                width: 4
                visible: field.cursorVisible
                color: Theme.primary
            }
        }
        Prose {
            anchors.left: field.left
            anchors.right: field.right
            anchors.verticalCenter: parent.verticalCenter
            visible: field.text === "" && field.preeditText === ""
            role: Prose.Body
            soft: true
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            text: qsTr("打事项名称或拼音首字母")
        }
    }
    ScrollPane {
        id: results

        x: Theme.margin
        y: Theme.reach ? page.height - (Theme.stageHeight - Theme.reachTop - Theme.footer) : Theme.portrait ? box.y + box.height + Theme.medium : Theme.medium
        width: page.column
        height: (Theme.reach ? box.y - Theme.medium : Theme.portrait ? place.y - Theme.medium : page.height - Theme.medium) - y
        spacing: Theme.small
        keysBeside: !Theme.portrait || Theme.reach

        Prose {
            width: parent.width
            role: Prose.Note
            font.weight: Font.Medium
            soft: true
            text: !page.asked ? qsTr("本机可以直接办的") : page.screen.search.found > 0 ? qsTr("找到 %n 项", "", page.screen.search.found) : qsTr("没有找到，请换个说法试试")
        }
        Repeater {
            model: page.screen.search.hits

            ItemCard {
                required property string itemId

                objectName: "item_" + itemId
                width: parent.width
                compact: !page.roomy
                onClicked: page.screen.touches.openItem(itemId)
            }
        }
        Section {
            width: parent.width
            visible: page.screen.search.found === 0
            iconName: "info"
            heading: qsTr("三种打法，都能找到“无房证明”")
            spacing: Theme.small

            Pair {
                width: parent.width
                stacked: false
                label: qsTr("首字母")
                value: "wfzm"
            }
            Pair {
                width: parent.width
                stacked: false
                label: qsTr("拼音")
                value: "wufang zhengming"
            }
            Pair {
                width: parent.width
                stacked: false
                label: qsTr("汉字")
                value: "无房证明"
            }
        }
    }
    Item {
        id: place

        x: page.keysLeft
        y: Theme.portrait ? parent.height - height : box.y + box.height + Theme.medium
        width: Theme.portrait ? parent.width : page.width - x - Theme.margin + Theme.small
        height: Theme.reach ? 536 : Theme.portrait ? 620 : Math.min(620, page.height - y - Theme.small)
    }
    Component.onCompleted: {
        field.text = page.screen.search.query;
        field.forceActiveFocus();
    }

    function ask(): void {
        page.screen.touches.typeSearch(field.text, field.preeditText);
    }
}
