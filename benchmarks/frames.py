"""When a window has shown a frame, and how long the GUI thread stood still. GUI thread only."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

_WITHIN_MS: Final = 20_000
_BEAT_MS: Final = 5


class NotSeen(RuntimeError):
    """What was waited for did not happen in time; the message names it."""


class FrameWatch(QObject):
    """Tells when the first frame after `expect` was swapped.

    Everything here is queued: a Python slot that `frameSwapped` calls directly may run inside Qt's render step. As
    Qt keeps posted events of one thread in order, a frame swapped before `expect` is never taken for one after it.

    Signals:
        seen: the expected frame was swapped, at that many seconds on `time.monotonic`.
    """

    seen = Signal(float)
    _expected = Signal()

    def __init__(self, window: QQuickWindow) -> None:
        """Watch `window`."""
        super().__init__()
        self._armed = False
        self.seen_s = 0.0
        self._expected.connect(self._arm, Qt.ConnectionType.QueuedConnection)
        window.frameSwapped.connect(self._swapped, Qt.ConnectionType.QueuedConnection)

    def expect(self) -> None:
        """Look out for the next frame. Returns at once."""
        self.seen_s = 0.0
        self._expected.emit()

    @Slot()
    def _arm(self) -> None:
        self._armed = True

    @Slot()
    def _swapped(self) -> None:
        if self._armed:
            self._armed = False
            self.seen_s = time.monotonic()
            self.seen.emit(self.seen_s)


class Heartbeat(QObject):
    """Finds the longest time in which the GUI thread handled nothing."""

    def __init__(self, where: Callable[[], str]) -> None:
        """Prepare; `where` names the page that stands when a beat is late."""
        super().__init__()
        self._where = where
        self._last_s = 0.0
        self.gaps_ms: dict[str, float] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last_s = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Stop. `gaps_ms` holds the longest stall on each page, the beat's own length taken off."""
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        now_s = time.monotonic()
        gap_ms = (now_s - self._last_s) * 1000 - _BEAT_MS
        self._last_s = now_s
        where = self._where()
        self.gaps_ms[where] = max(gap_ms, self.gaps_ms.get(where, 0.0))


def run_until(what: str, condition: Callable[[], bool], *, within_ms: int = _WITHIN_MS) -> None:
    """Let Qt's events run until `condition`, looked at whenever Qt has nothing more to do. Raises `NotSeen`.

    A real loop, not `processEvents`: objects that a page leaves behind are deleted only where a loop runs.
    """
    if condition():
        return
    loop = QEventLoop()
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None, "the application is made"

    def look() -> None:
        if condition():
            loop.quit()

    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(within_ms)
    dispatcher.aboutToBlock.connect(look)
    try:
        if loop.exec() != 0:
            raise NotSeen(what)
    finally:
        dispatcher.aboutToBlock.disconnect(look)


def pause(milliseconds: int) -> None:
    """Let Qt's events run for that long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
