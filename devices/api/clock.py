"""Time, injected. The only module of devices and kiosk that may call `time` or `datetime.now` (ruff bans the rest)."""

import time
from datetime import UTC, datetime
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """What code that waits or stamps asks for instead of the `time` module. Safe from any thread."""

    def monotonic_s(self) -> float:
        """Seconds from an arbitrary start; never goes back."""
        ...

    def now(self) -> datetime:
        """The wall clock, aware, in UTC."""
        ...

    def wait(self, event: Event, timeout_s: float) -> bool:
        """Wait until `event` is set or `timeout_s` seconds passed; return whether it is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def monotonic_s(self) -> float:
        """See `Clock.monotonic_s`."""
        return time.monotonic()

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.now(UTC)

    def wait(self, event: Event, timeout_s: float) -> bool:
        """See `Clock.wait`. A time-out below zero is zero."""
        return event.wait(max(0.0, timeout_s))
