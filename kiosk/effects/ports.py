"""What effects need of others, as narrow as they need it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from devices.api.device import Command
from devices.api.status import Status
from devices.supervisor import Cancellation

ResultT = TypeVar("ResultT")


class DeviceCalls(Protocol):
    """`devices.supervisor.Supervisor`, as far as effects use it. Safe from any thread."""

    def call(
        self,
        device_id: str,
        command: Command[Any, ResultT],
        deadline_s: float | None = None,
        *,
        cancel_from: Cancellation | None = None,
    ) -> ResultT:
        """Have the device perform `command` and wait for its result. Raises `DeviceError`."""
        ...

    def status(self, device_id: str) -> Status:
        """Return the latest known status. Raises `ConfigurationError` where there is no such device."""
        ...


@dataclass(frozen=True, slots=True)
class Wiper:
    """Something personal that is to go when a session ends.

    Attributes:
        name: names it in a fault, for example ``screen``.
        wipe: does it and returns when it is done, in well under a second; raises anything if it cannot.
    """

    name: str
    wipe: Callable[[], None]
