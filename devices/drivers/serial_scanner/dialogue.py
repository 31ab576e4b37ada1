"""What the driver asks of a scanner, whatever its dialect, and how the line is brought to rest before a question."""

from typing import Final, Protocol

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import DeadlineExceeded
from devices.api.kinds.code_scanner import ScannedCode
from devices.ports.serial_line import SerialLine

TRIES: Final = 3
LONGEST_SETTLING_S: Final = 2.0


class ScannerSilent(DeadlineExceeded):
    """The scanner did not answer one question; the command as a whole may still have time."""


class Dialogue(Protocol):
    """One dialect over one open line. Belongs to the device's thread."""

    can_ask: bool
    """Whether the scanner can be asked whether it is there."""
    is_triggered: bool
    """Whether it looks only when told to."""

    def ask(self, control: Control) -> str:
        """Ask whether it is there; return what it says of itself, or "". Raises ScannerSilent, ProtocolError."""
        ...

    def begin(self, control: Control) -> None:
        """Forget what was sent before, and have the scanner look for a code.

        Raises:
            ScannerSilent: it does not acknowledge.
            CommandRefused: it refuses; `detail_code` says why.
        """
        ...

    def look(self, control: Control) -> ScannedCode | None:
        """Wait a moment for a code. Raises ProtocolError for damage that asking again did not mend."""
        ...

    def end(self, control: Control) -> None:
        """Have the scanner stop looking. Raises like `begin`."""
        ...


def settle(line: SerialLine, clock: Clock, control: Control) -> None:
    """Drop what has come, and what of it is still coming.

    Without that the second half of a code that was shown before the call would be returned as a whole one.
    """
    line.discard()
    ends_s = clock.monotonic_s() + LONGEST_SETTLING_S
    while line.receive() and clock.monotonic_s() < ends_s:
        control.check()
