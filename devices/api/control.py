"""A command's deadline and its cancel, handed to every driver method that can take time."""

from threading import Event

from devices.api.clock import Clock
from devices.api.errors import CommandCancelled, DeadlineExceeded


class Control:
    """One command's leash: how long it may take and whether somebody called it back.

    Made by the supervisor on the caller's thread; read by the driver on the device's thread. A driver calls
    `check` between its steps, `pause` instead of sleeping, and passes `remaining_s` to blocking calls.
    """

    def __init__(self, clock: Clock, *, device_id: str, deadline_s: float) -> None:
        """Start the leash now; the command must end within `deadline_s` seconds."""
        self._clock = clock
        self._device_id = device_id
        self._ends_s = clock.monotonic_s() + deadline_s
        self._cancelled = Event()

    def cancel(self) -> None:
        """Call the command back. Safe from any thread; the driver ends at its next `check` or `pause`."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    @property
    def remaining_s(self) -> float:
        """Seconds left before the deadline, never below zero."""
        return max(0.0, self._ends_s - self._clock.monotonic_s())

    def check(self) -> None:
        """Raise if the command must end now.

        Raises:
            CommandCancelled: somebody called `cancel`.
            DeadlineExceeded: the deadline passed.
        """
        if self._cancelled.is_set():
            raise CommandCancelled(device_id=self._device_id)
        if self.remaining_s <= 0.0:
            raise DeadlineExceeded(device_id=self._device_id)

    def pause(self, seconds: float) -> None:
        """Wait `seconds` (less if the deadline is nearer), then `check`. A cancel wakes it at once."""
        self._clock.wait(self._cancelled, min(seconds, self.remaining_s))
        self.check()
