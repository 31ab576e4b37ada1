"""Code scanner: QR and bar codes shown by a citizen, whatever the hardware that sees them."""

from dataclasses import dataclass, field
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """What was shown. `payload` is byte for byte what was encoded; `text` is it as UTF-8 or GB18030, or None.

    `symbology` is the AIM-like name in lower case: ``qr_code``, ``code_128``, ...
    """

    payload: bytes = field(repr=False)
    text: str | None = field(repr=False)
    symbology: str


def text_of(payload: bytes) -> str | None:
    """Return `payload` as text: UTF-8, else GB18030, else None. Both strictly: a wrong guess is worse than none."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return payload.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


class CodeScanner(Device, Protocol):
    """Sees codes only while asked to."""

    def scan(self, control: Control) -> ScannedCode:
        """Wait until a code is shown. A code seen before the call is not returned.

        Raises:
            DeadlineExceeded: none was shown in time.
            CommandCancelled: called back.
        """
        ...


@dataclass(frozen=True, slots=True)
class ScanCode:
    """Command: `CodeScanner.scan`."""

    deadline_s: float = 60.0

    def perform(self, device: CodeScanner, control: Control) -> ScannedCode:
        """Run on the device's thread."""
        return device.scan(control)
