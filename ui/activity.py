"""Notices that somebody is there: any press or key anywhere in the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject

from devices.api.clock import Clock

_SIGNS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress, QEvent.Type.Wheel},
)
_AT_MOST_EVERY_S = 1.0


class Activity(QObject):
    """Event filter of the window. Calls `seen` at most once a second; takes no event from anybody."""

    def __init__(self, seen: Callable[[], None], clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._seen = seen
        self._clock = clock
        self._last_s: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802  Qt's signature
        """See Qt."""
        if event.type() in _SIGNS:
            now_s = self._clock.monotonic_s()
            if self._last_s is None or now_s - self._last_s >= _AT_MOST_EVERY_S:
                self._last_s = now_s
                self._seen()
        return False
