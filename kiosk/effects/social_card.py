"""The social-security card: read without a PIN, then its own chip checks the PIN, which goes nowhere else."""

from devices.api.clock import Clock
from devices.api.kinds.smart_card_reader import Pin, ReadSocialSecurityCard, VerifyPin
from kiosk.domain.health import Part
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.problems import absent
from kiosk.flow.effects import CheckSocialPin, ReadSocialCard
from kiosk.flow.outcomes import SocialCardWasRead, SocialPinAccepted
from kiosk.settings.model import RoleSettings


class SocialCardEffects:
    """Carries out `ReadSocialCard` and `CheckSocialPin`. Both raise `DeviceError`, `Failed`."""

    def __init__(self, devices: DeviceCalls, *, clock: Clock, roles: RoleSettings) -> None:
        """Read by the device that `roles` names."""
        self._devices = devices
        self._clock = clock
        self._roles = roles

    def read(self, effect: ReadSocialCard, errand: Errand) -> SocialCardWasRead:
        """Wait for a card and read who its holder is."""
        card = self._devices.call(
            self._device(), ReadSocialSecurityCard(), deadline_s=effect.within_s, cancel_from=errand.cancellation
        )
        return SocialCardWasRead(effect.request, card)

    def check_pin(self, effect: CheckSocialPin, errand: Errand) -> SocialPinAccepted:
        """Have the card check a PIN, once: each wrong one costs a try."""
        device_id = self._device()
        pin = Pin(bytearray(effect.pin.encode("ascii")))
        try:
            self._devices.call(device_id, VerifyPin(pin), cancel_from=errand.cancellation)
        finally:
            pin.wipe()
        return SocialPinAccepted(effect.request, self._clock.now())

    def _device(self) -> str:
        if not self._roles.smart_card_reader:
            raise Failed(absent(Part.SMART_CARD_READER))
        return self._roles.smart_card_reader
