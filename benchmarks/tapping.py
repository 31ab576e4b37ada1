"""One tap, timed twice: finger down to the frame that shows it, finger up to the first frame of the new page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from benchmarks.finger import Finger
from benchmarks.frames import FrameWatch, pause, run_until

_HELD_MS = 15
_REST_MS = 15


@dataclass(slots=True)
class TapTimes:
    """Milliseconds, one for each tap."""

    press: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)


class Tapping:
    """Taps controls that change the page."""

    def __init__(self, finger: Finger, watch: FrameWatch) -> None:
        """Touch with `finger`; `watch` sees its window. Whoever changes the page must call `watch.expect` then."""
        self._finger = finger
        self._watch = watch
        self.times = TapTimes()

    def tap(self, name: str, *, while_pressed: Callable[[], None] | None = None) -> None:
        """Tap that control and note both times. Raises `NotSeen`: no frame came of it."""
        at = self._finger.middle_of(name)
        pause(_REST_MS)
        QCoreApplication.processEvents()
        self._watch.expect()
        began_s = time.monotonic()
        self._finger.press(at)
        run_until(f"a frame after pressing {name}", lambda: self._watch.seen_s > 0)
        self.times.press.append((self._watch.seen_s - began_s) * 1000)
        if while_pressed is not None:
            while_pressed()
        pause(_HELD_MS)
        self._watch.seen_s = 0.0
        began_s = time.monotonic()
        self._finger.release(at)
        run_until(f"a new page after tapping {name}", lambda: self._watch.seen_s > 0)
        self.times.page.append((self._watch.seen_s - began_s) * 1000)
