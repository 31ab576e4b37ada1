pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/* The hall's name, the terminal's, and the time. Nothing here is touched. */
Item {
    id: header

    required property HallView hall
    property bool overPicture: false
    property int step: 0
    // What the time is written in: on the first page in landscape it stands on paper.
    property bool timeOnPaper: false

    implicitHeight: Theme.header

    Rectangle {
        anchors.fill: parent
        visible: !header.overPicture
        color: Theme.headerDeep
        gradient: Theme.highContrast ? null : band

        Gradient {
            id: band

            orientation: Gradient.Horizontal

            GradientStop {
                position: 0
                color: Theme.headerDeep
            }
            GradientStop {
                position: 1
                color: Theme.headerLight
            }
        }
        Drawing {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: Math.min(parent.width, 900)
            height: parent.height
            visible: !Theme.highContrast
            fillMode: Image.PreserveAspectCrop
            grid: Qt.size(900, 144)
            markup: "<path fill='#ffffff' fill-opacity='.07' d='M0 144C90 120 150 70 230 62c70-6 100 52 180 50 90-3 130-92 230-96 100-3 160 60 260 30v98z'/><path fill='#ffffff' fill-opacity='.06' d='M180 144c90-10 150-52 230-54 90-2 130 34 220 26 110-10 160-62 270-60v88z'/>"
        }
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 4
            color: Theme.gold
        }
    }
    Emblem {
        id: emblem

        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2
        size: Theme.portrait ? 88 : 76
    }
    StepBar {
        id: steps
        anchors.right: time.left
        anchors.rightMargin: Theme.vast
        anchors.verticalCenter: parent.verticalCenter

        width: implicitWidth
        visible: !Theme.portrait && header.step > 0
        overHeader: true
        step: header.step
    }
    Column {
        anchors.left: emblem.right
        anchors.leftMargin: Theme.medium
        anchors.right: time.left
        anchors.rightMargin: !Theme.portrait && header.step > 0 ? Theme.vast + steps.width + Theme.large : Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2

        Prose {
            objectName: "hallName"
            width: parent.width
            role: Prose.Heading
            strong: true
            font.weight: Font.Bold
            font.pixelSize: Math.round(40 * (Theme.largeText ? 1.15 : 1))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 32
            wrapMode: Text.NoWrap
            text: header.hall.name
            color: Theme.headerInk
        }
        Prose {
            width: parent.width
            role: Prose.Note
            font.pixelSize: 28
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 28
            text: header.hall.terminal
            color: Theme.headerInkSoft
        }
    }
    Column {
        id: time

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2

        Prose {
            anchors.right: parent.right
            wrapMode: Text.NoWrap
            font.pixelSize: Math.round((Theme.portrait ? 50 : 40) * (Theme.largeText ? 1.12 : 1))
            font.weight: Font.Bold
            font.features: ({
                    "tnum": 1
                })
            lineHeight: 0.86
            text: header.hall.time
            color: header.timeOnPaper ? Theme.ink : Theme.headerInk
        }
        Prose {
            anchors.right: parent.right
            wrapMode: Text.NoWrap
            font.pixelSize: 28
            text: header.hall.date
            color: header.timeOnPaper ? Theme.inkSoft : Theme.headerInkSoft
        }
    }
}
