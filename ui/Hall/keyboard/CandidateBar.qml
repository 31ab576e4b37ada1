pragma ComponentBehavior: Bound
import QtQuick
import Hall

/* Characters to choose from, in large type; a key brings the next ones. */
Rectangle {
    id: bar

    property PinyinEngine engine: null
    property bool choosing: false

    color: Theme.paper
    radius: 18
    border.width: Theme.highContrast ? 3 : 0
    border.color: Theme.line
    clip: true

    Prose {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.medium
        width: parent.width - 2 * x
        visible: !bar.choosing
        role: Prose.Note
        soft: true
        wrapMode: Text.NoWrap
        text: qsTr("打拼音或首字母，边打边找")
    }
    ListView {
        id: candidates

        anchors.left: parent.left
        anchors.right: more.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        visible: bar.engine !== null && bar.choosing
        orientation: ListView.Horizontal
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: bar.engine ? bar.engine.candidates : null
        onCountChanged: positionViewAtBeginning()

        delegate: Item {
            id: candidate

            required property int index
            required property string display

            width: Math.max(Theme.touch, words.implicitWidth + 2 * Theme.medium)
            height: candidates.height

            Pressable {
                id: key

                objectName: "candidate_" + candidate.index
                anchors.fill: parent
                focusPolicy: Qt.NoFocus
                activeFocusOnTab: false
                text: candidate.display
                onClicked: bar.engine.choose(candidate.index)

                background: Rectangle {
                    color: key.down ? Theme.paperDown : "transparent"
                }
                contentItem: Prose {
                    id: words

                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    wrapMode: Text.NoWrap
                    font.pixelSize: Math.round(44 * (Theme.largeText ? 1.15 : 1))
                    font.weight: candidate.index === 0 ? Font.Bold : Font.Normal
                    color: candidate.index === 0 ? Theme.primary : Theme.ink
                    text: candidate.display
                    Accessible.ignored: true
                }
            }
        }
    }
    KeyboardKey {
        id: more

        objectName: "moreCandidatesKey"
        anchors.right: parent.right
        width: visible ? 104 : 0
        height: parent.height
        visible: candidates.visible && !candidates.atXEnd
        special: true
        iconName: "next"
        text: qsTr("更多候选字")
        onClicked: candidates.contentX = Math.min(candidates.contentWidth - candidates.width, candidates.contentX + candidates.width - 160)
    }
}
