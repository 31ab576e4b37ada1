"""What devices post, as the flow's events: a card laid and lifted, and the health of the parts that have a role."""

from collections.abc import Callable, Mapping

from devices.api.events import CardPresented, CardRemoved, CommandDone, CommandFailed, DeviceEvent, StatusChanged
from devices.api.status import CheckState, DeviceState, Status, SupplyState
from kiosk.domain.health import Part, PartHealth
from kiosk.flow.events import Event
from kiosk.flow.outcomes import HealthChanged
from kiosk.flow.touches import CardLaid, CardLifted

_OUT_OF_REACH = {
    DeviceState.NO_DEVICE: PartHealth.ABSENT,
    DeviceState.OFFLINE: PartHealth.FAULT,
    DeviceState.POWER_OFF: PartHealth.FAULT,
}
_BY_STATE = {
    DeviceState.ONLINE: PartHealth.WORKS,
    DeviceState.BUSY: PartHealth.WORKS,
    DeviceState.USER_ERROR: PartHealth.NEEDS_CLEARING,
    DeviceState.HARDWARE_ERROR: PartHealth.FAULT,
    DeviceState.UNKNOWN: PartHealth.UNKNOWN,
}


_TAMPERING = frozenset({"picture_covered", "picture_frozen"})
"""What a camera sees when a hand, a sticker or a still picture is before it (devices/drivers/opencv_camera)."""


def health_of(status: Status) -> PartHealth:
    """Return how a device with that status is to the flow. A named cause says more than 'hardware error'."""
    if status.state in _OUT_OF_REACH:
        return _OUT_OF_REACH[status.state]
    if CheckState.FAULT in status.parts.values():
        return PartHealth.NEEDS_CLEARING
    if SupplyState.OUT in status.parts.values():
        return PartHealth.NEEDS_SUPPLY
    return _BY_STATE[status.state]


class DeviceEvents:
    """The devices' mailbox: give `post` to the supervisor. Safe from any thread, never blocks."""

    def __init__(
        self,
        roles: Mapping[Part, str],
        *,
        post: Callable[[Event], None],
        new_session_id: Callable[[], str],
        tampered: Callable[[str], None],
    ) -> None:
        """Translate for these roles.

        Args:
            roles: the device id of each part; "" where there is none.
            post: the flow's mailbox.
            new_session_id: makes a fresh UUID, for the session that a card may begin.
            tampered: told what somebody does to the terminal, as a code; must not block.
        """
        self._parts = {device_id: part for part, device_id in roles.items() if device_id}
        self._post = post
        self._new_session_id = new_session_id
        self._tampered = tampered

    def post(self, event: DeviceEvent) -> None:
        """Translate `event`; what has no meaning to the flow ends here."""
        part = self._parts.get(event.device_id)
        if part is None:
            return
        match event:
            case CardPresented() if part is Part.CARD_READER:
                self._post(CardLaid(self._new_session_id()))
            case CardRemoved() if part is Part.CARD_READER:
                self._post(CardLifted())
            case StatusChanged():
                self._post(HealthChanged(part, health_of(event.status)))
                if event.status.detail_code in _TAMPERING:
                    self._tampered(f"{part.value}:{event.status.detail_code}")
            case CommandDone() | CommandFailed():
                # Somebody else's command: the runner waits for its own where it gives them.
                return
