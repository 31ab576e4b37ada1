"""A screen in a test's hands: shows states, taps by name, keeps what was posted, walks what is seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from threading import Event as ThreadEvent

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from devices.api.kinds.camera import FrameSource
from kiosk.flow.events import Event
from kiosk.flow.state import State
from kiosk.flow.touches import ActivitySeen
from tests.support.worlds import NOW, SESSION_ID
from ui import Screen
from ui.gallery.samples import SIGN
from ui.voice import Voice

_TURN_MS = 12
_FRAME_MS = 18
"""A little more than a frame, and than what a pane waits before it asks whether it overflows."""

CONTROLS = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.EditableText)


def wait_for(condition: Callable[[], bool], *, within_ms: int = 5000) -> None:
    """Let Qt go on until `condition`; fail after `within_ms`."""
    for _ in range(within_ms // _TURN_MS):
        if condition():
            return
        QTest.qWait(_TURN_MS)
    raise AssertionError(f"still not so after {within_ms} ms")


def accessible(item: QQuickItem) -> QAccessibleInterface | None:
    """What assistive technology sees of `item`, if anything: PySide's types know no None."""
    return QAccessible.queryAccessibleInterface(item)


def parent_of(item: QQuickItem) -> QQuickItem | None:
    """Return the item's parent, if any: PySide's types know no None."""
    return item.parentItem()


class HeldClock:
    """A clock that moves when the test says so."""

    def __init__(self) -> None:
        self.elapsed_s = 0.0

    def monotonic_s(self) -> float:
        """See `Clock`."""
        return self.elapsed_s

    def now(self) -> datetime:
        """See `Clock`."""
        return NOW

    def wait(self, event: ThreadEvent, timeout_s: float) -> bool:
        """See `Clock`; never waits."""
        return event.is_set()


class Stage:
    """One screen. `posted` holds every touch but activity; `activity` counts that."""

    def __init__(
        self,
        finger: QPointingDevice,
        *,
        size_px: tuple[int, int] = (1080, 1920),
        settle_ms: int = 0,
        frames: Callable[[], FrameSource | None] | None = None,
        voice: Voice | None = None,
    ) -> None:
        self.clock = HeldClock()
        self.posted: list[Event] = []
        self.activity = 0
        self.answer: Callable[[Event], None] = lambda _: None
        self._finger = finger
        self.screen = Screen(
            self._take,
            clock=self.clock,
            new_id=lambda: SESSION_ID,
            hall=SIGN,
            width_px=size_px[0],
            height_px=size_px[1],
            frames=frames,
            motion=False,
            settle_ms=settle_ms,
            voice=voice,
        )
        self.window = self.screen.window
        assert QTest.qWaitForWindowExposed(self.window, 5000)
        wait_for(lambda: self.has("pageHost") and bool(self.window.property("painted")))

    def _take(self, event: Event) -> None:
        if isinstance(event, ActivitySeen):
            self.activity += 1
        else:
            self.posted.append(event)
        self.answer(event)

    def show(self, state: State, **changes: object) -> None:
        """Show `state` and let the page come to rest."""
        self.screen.show(replace(state, **changes))  # type: ignore[arg-type]  # checked by replace
        self.rest()

    def rest(self) -> None:
        """Let Qt go on until no text has moved for a frame: nothing is animated in tests, so that is rest."""
        before: list[object] | None = None
        for _ in range(50):
            QTest.qWait(_FRAME_MS)
            now: list[object] = [self.place(text).getRect() for text in self.texts()]
            if now == before:
                return
            before = now
        raise AssertionError("the page does not come to rest")

    def texts(self) -> list[QQuickItem]:
        """Every visible text that says something."""
        return [
            item for item in self.items() if item.inherits("QQuickText") and item.width() > 0 and item.property("text")
        ]

    def items(self) -> Iterator[QQuickItem]:
        """Everything visible, in drawing order."""
        yield from _visible(self.window.contentItem())

    def find(self, name: str) -> QQuickItem:
        """Return the visible item of that name."""
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"{name} is not on the screen"
        return found[-1]

    def has(self, name: str) -> bool:
        """Whether an item of that name is visible."""
        return any(item.objectName() == name for item in self.items())

    def controls(self) -> list[tuple[QQuickItem, QAccessibleInterface]]:
        """Every visible control that assistive technology would find, with its interface."""
        found = []
        for item in self.items():
            interface = accessible(item)
            if interface is not None and interface.role() in CONTROLS:
                found.append((item, interface))
        return found

    def place(self, item: QQuickItem) -> QRectF:
        """Where the item is in the window."""
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def press(self, at: QPoint) -> None:
        """A finger comes down and stays."""
        QTest.touchEvent(self.window, self._finger).press(0, at, self.window)
        QTest.qWait(_TURN_MS)

    def lift(self, at: QPoint) -> None:
        """The finger goes."""
        QTest.touchEvent(self.window, self._finger).release(0, at, self.window)
        QTest.qWait(_TURN_MS)

    def tap_at(self, x: float, y: float) -> None:
        """Tap a point of the window."""
        self.press(QPoint(round(x), round(y)))
        self.lift(QPoint(round(x), round(y)))

    def tap(self, name: str) -> None:
        """Tap the middle of the item of that name."""
        item = self.find(name)
        assert item.isEnabled(), f"{name} is disabled"
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        self.tap_at(middle.x(), middle.y())

    def close(self) -> None:
        """Close the screen; what its end prints fails the test."""
        self.screen.close()
        QTest.qWait(1)


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _visible(child)
