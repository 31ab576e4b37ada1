"""A clock that runs faster than the world, for code whose patience is counted in tens of seconds."""

from datetime import datetime, timedelta
from threading import Event

from devices.api.clock import SystemClock


class HurriedClock:
    """A `devices.api.clock.Clock` on which `pace` seconds pass in one. Sockets and ports keep the world's time."""

    def __init__(self, pace: float) -> None:
        """Begin now."""
        self._pace = pace
        self._real = SystemClock()
        self._began_s = self._real.monotonic_s()
        self._began_at = self._real.now()

    def monotonic_s(self) -> float:
        """See `Clock.monotonic_s`."""
        return (self._real.monotonic_s() - self._began_s) * self._pace

    def now(self) -> datetime:
        """See `Clock.now`."""
        return self._began_at + timedelta(seconds=self.monotonic_s())

    def wait(self, event: Event, timeout_s: float) -> bool:
        """See `Clock.wait`."""
        return self._real.wait(event, timeout_s / self._pace)
