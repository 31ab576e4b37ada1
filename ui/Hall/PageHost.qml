pragma ComponentBehavior: Bound
import QtQuick
import Hall
import Hall.Bridge

/*
    Holds the one page that is shown. The old page goes before anything it showed changes; the new one slides in. While
    it settles, touches are swallowed, so that the second tap of a double tap does not act on a page nobody has read.
*/
FocusScope {
    id: host

    required property ScreenView screen
    readonly property PageFrame page: loader.item as PageFrame
    readonly property bool settling: settle.running

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
        onStatusChanged: if (status === Loader.Error)
            console.error("page", host.screen.page, "cannot be shown")
    }
    NumberAnimation {
        id: slide

        target: loader.item
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.calm
    }
    Timer {
        id: settle

        interval: host.screen.settleMs
    }
    Connections {
        target: host.screen

        function onPageChanged() {
            host.turn();
        }
    }
    Component.onCompleted: turn()

    function turn(): void {
        slide.stop();
        if (screen.page === "") {
            loader.source = "";
            return;
        }
        loader.setSource(Qt.resolvedUrl("pages/" + screen.page + "Page.qml"), {
            "screen": screen
        });
        if (Theme.moves)
            slide.start();
        if (screen.settleMs > 0)
            settle.restart();
    }
}
