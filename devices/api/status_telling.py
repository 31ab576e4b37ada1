"""How a driver tells of its device's health while a command of its own holds the device's thread.

The supervisor asks for the status only between commands; a print that waits for paper must be on the screen before.
"""

from collections.abc import Callable

from devices.api.events import DeviceEvent, StatusChanged
from devices.api.status import Status


class StatusTelling:
    """Posts what is new. Belongs to the device's thread.

    The supervisor does not hear what is posted here. So that nobody is left with an old fault that it never knew
    of, a driver calls `settle` with what it answers to the next question of the supervisor.
    """

    def __init__(self, device_id: str, post: Callable[[DeviceEvent], None]) -> None:
        """Post by `post`."""
        self._device_id = device_id
        self._post = post
        self._told: Status | None = None

    def tell(self, status: Status) -> None:
        """Post `status` if it can no longer serve, or has changed since something was told."""
        if status != self._told and (self._told is not None or not status.can_serve):
            self._post(StatusChanged(self._device_id, status))
            self._told = status

    def settle(self, status: Status) -> Status:
        """The command is over and this is asked of the device: post it if it is not what was told last. Return it."""
        if self._told is not None and status != self._told:
            self._post(StatusChanged(self._device_id, status))
        self._told = None
        return status
