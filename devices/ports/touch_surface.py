"""A part of a touch screen as a port: whoever draws the screen feeds it, one driver listens. In this process only.

Nothing is kept: what comes while nobody listens is gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Final


class Pen(Enum):
    """What happened on the surface."""

    DOWN = "down"
    MOVE = "move"
    UP = "up"
    UNDO = "undo"
    CLEAR = "clear"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, slots=True, repr=False)
class PenEvent:
    """One thing that happened. Positions and pressure mean something for `DOWN` and `MOVE` only.

    Attributes:
        x_mm, y_mm: from the surface's upper left corner; as they came, so perhaps beyond it or not finite.
        t_s: on the feeder's own clock.
        pressure: as the screen says, or None.
    """

    pen: Pen
    x_mm: float = 0.0
    y_mm: float = 0.0
    t_s: float = 0.0
    pressure: float | None = None

    def __repr__(self) -> str:
        """What, not where."""
        return f"PenEvent({self.pen.value})"


@dataclass(frozen=True, slots=True)
class Surface:
    """What is attached: its size, and whether it feels pressure."""

    width_mm: float
    height_mm: float
    pressure: bool = False


class TouchSurface:
    """One port. Safe from any thread."""

    def __init__(self) -> None:
        """Begin without a screen."""
        self._lock = Lock()
        self._surface: Surface | None = None
        self._listener: SimpleQueue[PenEvent] | None = None

    @property
    def surface(self) -> Surface | None:
        """What is attached now."""
        return self._surface

    def attach(self, surface: Surface) -> None:
        """A screen is there."""
        with self._lock:
            self._surface = surface

    def detach(self) -> None:
        """It is gone: whoever listens hears so at once."""
        with self._lock:
            self._surface = None
            if self._listener is not None:
                self._listener.put(PenEvent(Pen.GONE))

    def feed(self, event: PenEvent) -> bool:
        """Say what happened; return whether anybody listens."""
        with self._lock:
            if self._listener is None or self._surface is None:
                return False
            self._listener.put(event)
            return True

    @contextmanager
    def listening(self) -> Iterator["Listener"]:
        """Hear what happens while the block runs. Raises RuntimeError where somebody listens already."""
        queue: SimpleQueue[PenEvent] = SimpleQueue()
        with self._lock:
            if self._listener is not None:
                raise RuntimeError("two listen to one surface")
            self._listener = queue
            if self._surface is None:
                queue.put(PenEvent(Pen.GONE))
        try:
            yield Listener(queue)
        finally:
            with self._lock:
                self._listener = None


class Listener:
    """What a driver hears."""

    def __init__(self, queue: SimpleQueue[PenEvent]) -> None:
        """Hear from `queue`."""
        self._queue = queue

    def next(self) -> PenEvent | None:
        """Return the next event, or None where there is none yet. Never blocks."""
        try:
            return self._queue.get_nowait()
        except Empty:
            return None


_SURFACES: Final[dict[str, TouchSurface]] = {}
_LOCK: Final = Lock()


def touch_surface(name: str) -> TouchSurface:
    """Return the surface of that name, the same for whoever feeds it and whoever listens."""
    with _LOCK:
        return _SURFACES.setdefault(name, TouchSurface())
