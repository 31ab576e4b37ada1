"""A finger on a real page. GUI thread only."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from benchmarks.frames import run_until


class Finger:
    """Presses and releases what is on one window; in between, Qt's events run only as Qt's own test touch runs them."""

    def __init__(self, window: QQuickWindow) -> None:
        """Touch `window`."""
        self._window = window
        self._device: QPointingDevice = QTest.createTouchDevice()

    def middle_of(self, name: str) -> QPoint:
        """Return where the control of that name is, once it can be touched. Raises `NotSeen`."""
        item = self._find(name)
        if item is None:
            run_until(f"the control {name}", lambda: self._find(name) is not None)
            item = self._find(name)
        assert item is not None, "it was there a moment ago, and no event has come in between"
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def press(self, at: QPoint) -> None:
        """Put the finger down."""
        QTest.touchEvent(self._window, self._device).press(0, at, self._window)

    def release(self, at: QPoint) -> None:
        """Lift it."""
        QTest.touchEvent(self._window, self._device).release(0, at, self._window)

    def _find(self, name: str) -> QQuickItem | None:
        for item in _items(self._window.contentItem()):
            if item.objectName() == name and item.isVisible() and item.isEnabled() and item.width() > 0:
                return item
        return None


def _items(root: QQuickItem) -> Iterator[QQuickItem]:
    yield root
    for child in root.childItems():
        yield from _items(child)
