"""Clocks that tests move: nobody sleeps, and a wait ends when the test says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Condition, Event

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_LOOK_S = 0.002
"""How often a wait looks up in real time: an Event cannot be joined to a Condition."""


class ManualClock:
    """A `devices.api.clock.Clock` that stands still until `advance`."""

    def __init__(self) -> None:
        """Begin at `START`."""
        self._passed_s = 0.0
        self._changed = Condition()
        self._waits: list[float] = []

    def monotonic_s(self) -> float:
        """Seconds that the test let pass."""
        with self._changed:
            return self._passed_s

    def now(self) -> datetime:
        """`START` and what passed since."""
        return START + timedelta(seconds=self.monotonic_s())

    def wait(self, event: Event, timeout_s: float) -> bool:
        """Wait for `event` or for the test to let `timeout_s` pass."""
        with self._waiting(self.monotonic_s() + max(0.0, timeout_s)) as ends_s:
            while not event.is_set() and self.monotonic_s() < ends_s:
                event.wait(_LOOK_S)
        return event.is_set()

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        with self._changed:
            self._passed_s += seconds
            self._changed.notify_all()

    def await_wait(self, *, until_s: float | None = None, timeout_s: float = 10.0) -> None:
        """Block until some thread waits (for the instant `until_s`, where given)."""
        with self._changed:
            found = self._changed.wait_for(
                lambda: any(until_s is None or abs(ends - until_s) < 1e-6 for ends in self._waits), timeout_s
            )
        assert found, f"nobody waits until {until_s}; waits: {self._waits}"

    @contextmanager
    def _waiting(self, ends_s: float) -> Iterator[float]:
        with self._changed:
            self._waits.append(ends_s)
            self._changed.notify_all()
        try:
            yield ends_s
        finally:
            with self._changed:
                self._waits.remove(ends_s)


class HurriedClock(ManualClock):
    """A clock on which every wait is over at once, having taken as long as it was to take."""

    def __init__(self) -> None:
        """Begin at `START`."""
        super().__init__()
        self.waited_s: list[float] = []

    def wait(self, event: Event, timeout_s: float) -> bool:
        """Let `timeout_s` pass unless `event` is set."""
        if not event.is_set():
            self.waited_s.append(timeout_s)
            self.advance(max(0.0, timeout_s))
        return event.is_set()
