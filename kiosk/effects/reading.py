"""What a citizen shows: a card on the reader, a code before the scanner."""

from devices.api.clock import Clock
from devices.api.errors import DeadlineExceeded
from devices.api.kinds.code_scanner import ScanCode
from devices.api.kinds.id_card_reader import ReadCard as ReadCardCommand
from kiosk.domain.health import Part
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.problems import absent
from kiosk.effects.shown_code import is_payment_code
from kiosk.flow.effects import ReadCard, ScanIdentityCode
from kiosk.flow.outcomes import CardWasRead, CodeWasShown
from kiosk.settings.model import RoleSettings

_LONGEST_CODE = 512
"""Characters that the hall takes (its contract, POST /v1/sign-ins)."""


class Reading:
    """Carries out `ReadCard` and `ScanIdentityCode`."""

    def __init__(self, devices: DeviceCalls, *, clock: Clock, roles: RoleSettings) -> None:
        """Read by the devices that `roles` names."""
        self._devices = devices
        self._clock = clock
        self._roles = roles

    def read_card(self, effect: ReadCard, errand: Errand) -> CardWasRead:
        """Wait for a card and read it. Raises `DeviceError`, `Failed`."""
        if not self._roles.card_reader:
            raise Failed(absent(Part.CARD_READER))
        card = self._devices.call(
            self._roles.card_reader,
            ReadCardCommand(),
            deadline_s=effect.within_s,
            cancel_from=errand.cancellation,
        )
        return CardWasRead(effect.request, card, self._clock.now())

    def scan_code(self, effect: ScanIdentityCode, errand: Errand) -> CodeWasShown:
        """Wait for a code that may be an identity code. Raises `DeviceError`, `Failed`."""
        device_id = self._roles.code_scanner
        if not device_id:
            raise Failed(absent(Part.CODE_SCANNER))
        ends_s = self._clock.monotonic_s() + effect.within_s
        while (left_s := ends_s - self._clock.monotonic_s()) > 0.0:
            shown = self._devices.call(device_id, ScanCode(), deadline_s=left_s, cancel_from=errand.cancellation)
            text = (shown.text or "").strip()
            if 0 < len(text) <= _LONGEST_CODE and not is_payment_code(text):
                return CodeWasShown(effect.request, text)
        raise DeadlineExceeded(device_id=device_id, detail_code="no_identity_code")
