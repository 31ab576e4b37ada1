"""The baseline of `bench-ui`: a bare PySide6 Quick program of one page. Arguments: report pipe, `start` or `taps`."""

import sys
import time

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from benchmarks import offscreen
from benchmarks.frames import FrameWatch, pause, run_until
from benchmarks.programs import FIRST_FRAME, tell

_QML = b"""
import QtQuick

Window {
    id: window

    property int number: 0

    width: 1080
    height: 1920
    visible: true
    color: "#f2f4f7"

    Loader {
        anchors.fill: parent
        sourceComponent: window.number % 2 ? second : first
    }

    component Page: Item {
        id: page

        property alias title: title.text

        Text {
            id: title
            anchors.horizontalCenter: parent.horizontalCenter
            y: 200
            font.pixelSize: 64
        }
        Rectangle {
            objectName: "key"
            anchors.centerIn: parent
            width: 600
            height: 160
            radius: 24
            color: area.pressed ? "#0b3a8f" : "#1453cc"
            Text {
                anchors.centerIn: parent
                color: "white"
                font.pixelSize: 48
                text: "Next"
            }
            MouseArea {
                id: area
                anchors.fill: parent
                onClicked: bridge.tapped()
            }
        }
    }
    Component {
        id: first
        Page { title: "First page" }
    }
    Component {
        id: second
        Page { title: "Second page" }
    }
}
"""


class _Bridge(QObject):
    """Takes the tap in Python, as the kiosk does."""

    turned = Signal()

    @Slot()
    def tapped(self) -> None:
        """Say so."""
        self.turned.emit()


def _window(engine: QQmlApplicationEngine, bridge: _Bridge) -> QQuickWindow:
    engine.rootContext().setContextProperty("bridge", bridge)
    engine.loadData(_QML)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow), "the QML above makes one"
    return window


def main(pipe: int, mode: str) -> int:
    """Show the page, report, and end."""
    offscreen.prepare()
    app = QGuiApplication(sys.argv[:1])
    bridge = _Bridge()
    engine = QQmlApplicationEngine()
    window = _window(engine, bridge)
    watch = FrameWatch(window)
    watch.expect()
    run_until("the first frame", lambda: watch.seen_s > 0)
    tell(pipe, **{FIRST_FRAME: watch.seen_s})
    if mode == "taps":
        _taps(pipe, bridge, window, watch)
    window.close()
    del engine
    app.processEvents()
    return 0


def _taps(pipe: int, bridge: _Bridge, window: QQuickWindow, watch: FrameWatch) -> None:
    # Loaded after the first frame: they are the benchmark's, not the program's; QtTest also after memory is read.
    import psutil

    from benchmarks.load import IDLE_MS, PAGE_CHANGES, TAPS, cpu_percent

    process = psutil.Process()
    start_bytes = process.memory_info().rss
    from benchmarks.finger import Finger
    from benchmarks.tapping import Tapping

    def turn() -> None:
        window.setProperty("number", window.property("number") + 1)
        watch.expect()

    bridge.turned.connect(turn)
    idle = cpu_percent(process, IDLE_MS, pause)
    tapping = Tapping(Finger(window), watch)
    for _ in range(TAPS):
        tapping.tap("key")
    tapped_bytes = process.memory_info().rss
    began_s = time.monotonic()
    for _ in range(PAGE_CHANGES):
        turn()
        run_until("a page", lambda: watch.seen_s > 0)
    tell(
        pipe,
        press_ms=tapping.times.press,
        page_ms=tapping.times.page,
        idle_percent=idle,
        start_bytes=start_bytes,
        tapped_bytes=tapped_bytes,
        end_bytes=process.memory_info().rss,
        pages_s=time.monotonic() - began_s,
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
