"""One command on its way. Whoever ends it first wins: its owner, whoever cancels it, the watch, the end of the day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from devices.api.control import Control
from devices.api.device import Command
from devices.api.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Ticket:
    """A submitted command. `number` is unique within the supervisor and comes back in the outcome's event."""

    device_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """It ended well."""

    result: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """It ended with `error`."""

    error: DeviceError


Ending = Done | Failed


class Job:
    """A command, its leash and where its ending goes.

    Attributes:
        ends_s: `Clock.monotonic_s` of its deadline.
    """

    def __init__(
        self,
        ticket: Ticket,
        command: Command[Any, Any],
        control: Control,
        *,
        ends_s: float,
        on_end: Callable[[Ending], None],
    ) -> None:
        """Make a job whose ending is handed to `on_end`, once, on the thread that ends it."""
        self.ticket = ticket
        self.command = command
        self.control = control
        self.ends_s = ends_s
        self._on_end = on_end
        self._lock = Lock()
        self._ended = False

    @property
    def ended(self) -> bool:
        """Whether somebody has ended it."""
        return self._ended

    def end(self, ending: Ending) -> bool:
        """End it, unless it has ended before; return whether this was the ending."""
        with self._lock:
            if self._ended:
                return False
            self._ended = True
        self._on_end(ending)
        return True
