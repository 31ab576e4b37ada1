pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* Ways out, whom to ask, and how the citizen wants the screen: the same place on every page. */
Rectangle {
    id: footer

    required property ScreenView screen
    // On the first page a wish for the screen begins the visit as well.
    property bool begins: false
    readonly property bool hasWays: screen.back || screen.end

    implicitHeight: Theme.portrait ? (hasWays ? ways.height + Theme.small : 0) + tools.height + Theme.small : Math.max(tools.height, 112) + Theme.small
    color: Theme.paper

    Rectangle {
        width: parent.width
        height: Theme.highContrast ? 4 : 2
        color: Theme.line
    }
    Item {
        id: ways

        x: Theme.margin
        y: Theme.small + 4
        width: Theme.portrait ? parent.width - 2 * x : 780
        height: Theme.touch
        visible: Theme.portrait ? footer.hasWays : true
        anchors.verticalCenter: Theme.portrait ? undefined : parent.verticalCenter

        WayKey {
            id: back

            objectName: "backKey"
            anchors.left: parent.left
            visible: footer.screen.back
            iconName: "back"
            text: qsTr("返回")
            onClicked: footer.screen.touches.goBack()
        }
        Row {
            anchors.verticalCenter: parent.verticalCenter
            anchors.horizontalCenter: Theme.portrait ? parent.horizontalCenter : undefined
            anchors.right: Theme.portrait ? undefined : parent.right
            spacing: Theme.small
            visible: footer.screen.hall.help !== "" && !(Theme.largeText && (Theme.english || !Theme.portrait))

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "phone"
                size: 40
                weight: 1.8
                tint: Theme.inkSoft
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter

                Prose {
                    role: Prose.Note
                    wrapMode: Text.NoWrap
                    soft: true
                    lineHeight: 0.9
                    text: qsTr("需要帮助")
                }
                Prose {
                    role: Prose.Note
                    wrapMode: Text.NoWrap
                    font.weight: Font.Medium
                    lineHeight: 0.9
                    text: footer.screen.hall.help
                }
            }
        }
        WayKey {
            objectName: "endKey"
            anchors.right: Theme.portrait ? parent.right : undefined
            anchors.left: Theme.portrait ? undefined : back.visible ? back.right : parent.left
            anchors.leftMargin: Theme.portrait || !back.visible ? 0 : Theme.medium
            visible: footer.screen.end
            iconName: "leave"
            text: qsTr("结束办理")
            onClicked: footer.screen.touches.endSession()
        }
    }
    Row {
        id: tools

        readonly property int keys: Theme.portrait ? 5 : 4
        readonly property real cell: (width - (keys - 1) * spacing) / keys

        anchors.right: parent.right
        anchors.rightMargin: Theme.portrait ? Theme.margin - Theme.small : Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.tight
        width: Theme.portrait ? parent.width - 2 * (Theme.margin - Theme.small) : 900
        spacing: Theme.tight

        ToolKey {
            objectName: "largeTextKey"
            width: tools.cell
            iconName: "text"
            text: qsTr("大字")
            spoken: qsTr("大字显示")
            checkable: true
            checked: footer.screen.preferences.largeText
            onClicked: footer.wish(() => footer.screen.touches.useLargeText(!footer.screen.preferences.largeText))
        }
        ToolKey {
            objectName: "contrastKey"
            width: tools.cell
            iconName: "contrast"
            text: qsTr("高对比")
            spoken: qsTr("高对比显示")
            checkable: true
            checked: footer.screen.preferences.highContrast
            onClicked: footer.wish(() => footer.screen.touches.useHighContrast(!footer.screen.preferences.highContrast))
        }
        ToolKey {
            objectName: "lowReachKey"
            width: tools.cell
            visible: Theme.portrait
            iconName: "reach"
            text: qsTr("低位")
            spoken: qsTr("低位操作，按键移到屏幕下方")
            checkable: true
            checked: footer.screen.preferences.lowReach
            onClicked: footer.wish(() => footer.screen.touches.useLowReach(!footer.screen.preferences.lowReach))
        }
        ToolKey {
            objectName: "speechKey"
            width: tools.cell
            iconName: "speech"
            text: qsTr("朗读")
            spoken: qsTr("朗读页面")
            checkable: true
            checked: footer.screen.preferences.speech
            onClicked: footer.wish(() => footer.screen.touches.useSpeech(!footer.screen.preferences.speech))
        }
        ToolKey {
            objectName: "languageKey"
            width: tools.cell
            iconName: "globe"
            text: footer.screen.preferences.english ? "中文" : "English"
            onClicked: footer.wish(() => footer.screen.touches.useEnglish(!footer.screen.preferences.english))
        }
    }

    function wish(choose: var): void {
        choose();
        if (begins)
            screen.touches.touchScreen();
    }
}
