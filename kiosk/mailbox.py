"""The one door into the flow: every thread posts here, the GUI thread drains. No Qt: wiring brings the wake-up."""

import logging
from collections import deque
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Protocol

from kiosk.flow.events import Event
from kiosk.flow.outcomes import FaceProgressed, HealthChanged, PrintProgressed
from kiosk.flow.touches import ActivitySeen, SearchTyped

_log = logging.getLogger(__name__)


class Tap(Protocol):
    """Hears of every event in the order in which the flow gets it."""

    def heard(self, event: Event) -> None:
        """Called on the draining thread, before the event is handed out."""
        ...


class Mailbox:
    """A queue of events in the order they came.

    A drain is expected many times a second. Should the GUI thread stand still, the box does not grow without bound:
    from `crowded_at` on, an event that says again, newer, what a waiting one says takes that one out; at `full_at`
    nothing more is taken, and `on_full` is called once: a terminal whose GUI thread stands still that long must be
    restarted, which is wiring's to do.
    """

    def __init__(
        self,
        *,
        wake: Callable[[], None],
        on_full: Callable[[], None],
        tap: Tap | None = None,
        crowded_at: int = 256,
        full_at: int = 8192,
    ) -> None:
        """Make an empty box.

        Args:
            wake: makes the GUI thread call `drain` soon; called on any thread, after the first event since a drain.
            on_full: called on a posting thread, once, when the box is full.
            tap: hears of what is drained.
            crowded_at: events waiting from which on a newer one takes the place of an older that says the same.
            full_at: events waiting at which no more are taken.
        """
        self._wake = wake
        self._on_full = on_full
        self._tap = tap
        self._crowded_at = crowded_at
        self._full_at = full_at
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._woken = False
        self._overflowed = False

    def post(self, event: Event) -> None:
        """Put `event` in, from any thread. Never blocks and never raises."""
        with self._lock:
            if len(self._waiting) >= self._crowded_at:
                self._make_room(event)
            overflowing = len(self._waiting) >= self._full_at
            if not overflowing:
                self._waiting.append(event)
            first_lost = overflowing and not self._overflowed
            self._overflowed = self._overflowed or overflowing
            waking = not self._woken
            self._woken = True
        # Outside the lock: whoever is woken may drain, or post, at once.
        if first_lost:
            _log.error("mailbox full: %s was not taken", type(event).__name__)
            self._on_full()
        if waking:
            self._wake()

    def drain(self, limit: int = 64) -> tuple[Event, ...]:
        """Take up to `limit` events, oldest first; for the GUI thread. Wakes again by itself if more are waiting."""
        with self._lock:
            taken = tuple(self._waiting.popleft() for _ in range(min(limit, len(self._waiting))))
            self._woken = bool(self._waiting)
            again = self._woken
        if self._tap is not None:
            for event in taken:
                self._tap.heard(event)
        if again:
            self._wake()
        return taken

    def __len__(self) -> int:
        """How many events wait."""
        with self._lock:
            return len(self._waiting)

    def _make_room(self, newer: Event) -> None:
        saying = _saying(newer)
        if saying is not None:
            older = next((event for event in self._waiting if _saying(event) == saying), None)
            if older is not None:
                self._waiting.remove(older)


def _saying(event: Event) -> Hashable | None:
    """What a newer event says instead of an older one, or None where each one counts."""
    match event:
        case FaceProgressed() | PrintProgressed():
            return (type(event), event.request)
        case HealthChanged():
            return (HealthChanged, event.part)
        case ActivitySeen() | SearchTyped():
            return (type(event),)
        case _:
            return None
