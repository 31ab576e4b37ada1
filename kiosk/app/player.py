"""A citizen who is not there: touches the real pages, waits for what they show, and takes pictures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QTimer
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from devices.api.clock import Clock
from kiosk.app.terminal import Terminal
from kiosk.flow.states import StateName

_LOOK_MS: Final = 20
_PRESS_MS: Final = 30
_SETTLED_MS: Final = 320
"""Pages ignore touches for a moment after they appear, and move for another."""


class JourneyStuck(Exception):
    """The terminal did not come to where the citizen expected it; the message says where it is instead."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a journey: what was awaited, how long it took, and its picture."""

    step: str
    state: str
    duration_ms: float
    touches: int
    picture: str


class Player:
    """Plays one terminal on the GUI thread; Qt's events go on while it waits."""

    def __init__(self, terminal: Terminal, *, clock: Clock, pictures: Path) -> None:
        """Touch the screen of `terminal`; pictures go into that folder."""
        self._terminal = terminal
        self._clock = clock
        self._pictures = pictures
        self._finger: QPointingDevice = QTest.createTouchDevice()
        self._since_s = clock.monotonic_s()
        self._touches = 0
        self.moments: list[Moment] = []
        pictures.mkdir(parents=True, exist_ok=True)

    @property
    def _window(self) -> QQuickWindow:
        return self._terminal.screen.window

    def until(self, what: str, condition: Callable[[], bool], *, within_s: float) -> None:
        """Let the terminal go on until `condition`. Raises `JourneyStuck`."""
        ends_s = self._clock.monotonic_s() + within_s
        while not condition():
            if self._clock.monotonic_s() > ends_s:
                state = self._terminal.loop.state
                about = state.notice.problem.code.value if state.notice else ""
                raise JourneyStuck(f"waited {within_s:g} s for {what}; the terminal is at {state.name.value} {about}")
            _let_go_on(_LOOK_MS)

    def arrive(self, step: str, *states: StateName, within_s: float = 30.0) -> None:
        """Wait for one of `states`, note how long it took, let the page settle, and take its picture."""
        self.until(step, lambda: self._terminal.loop.state.name in states, within_s=within_s)
        duration_ms = (self._clock.monotonic_s() - self._since_s) * 1000
        _let_go_on(_SETTLED_MS)
        self.note(step, duration_ms)

    def note(self, step: str, duration_ms: float | None = None) -> None:
        """Take a picture of what the screen shows now, and note it as a step."""
        if duration_ms is None:
            duration_ms = (self._clock.monotonic_s() - self._since_s) * 1000
        name = f"{len(self.moments) + 1:02}-{step.replace(' ', '-')}.png"
        if not self._terminal.screen.grab().save(str(self._pictures / name)):
            raise JourneyStuck(f"the picture {name} cannot be written")
        state = self._terminal.loop.state.name.value
        self.moments.append(Moment(step, state, round(duration_ms, 1), self._touches, name))
        self._touches = 0
        self._since_s = self._clock.monotonic_s()

    def touch(self, name: str, *, within_s: float = 5.0) -> None:
        """Touch the control of that name with a finger. Raises `JourneyStuck` if it is not there to be touched."""
        self.until(f"the control {name}", lambda: self._find(name) is not None, within_s=within_s)
        item = self._find(name)
        assert item is not None, "it was there a moment ago, and no event has come in between"
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        self._press(middle)

    def touch_anywhere(self) -> None:
        """Touch the middle of the screen."""
        self._press(QPoint(self._window.width() // 2, self._window.height() // 2))

    def wait(self, milliseconds: int) -> None:
        """Let the terminal go on."""
        _let_go_on(milliseconds)

    def _press(self, at: QPoint) -> None:
        # Two statements: one chain of press and release would be one event.
        QTest.touchEvent(self._window, self._finger).press(0, at, self._window)
        _let_go_on(_PRESS_MS)
        QTest.touchEvent(self._window, self._finger).release(0, at, self._window)
        self._touches += 1
        _let_go_on(_PRESS_MS)

    def _find(self, name: str) -> QQuickItem | None:
        for item in _items(self._window.contentItem()):
            if item.objectName() == name and item.isVisible() and item.isEnabled() and item.width() > 0:
                return item
        return None


def _let_go_on(milliseconds: int) -> None:
    """Run Qt's loop for that long. `QTest.qWait` would hold the interpreter's lock, and every other thread with it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _items(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from _items(child)
