"""ESC/POS commands as octets, and what a printer sends back as values.

Source: Epson, ESC/POS Application Programming Guide / Command Reference: DLE EOT, DLE ENQ, DLE DC4 (fn 8), ESC @,
ESC J, GS V, GS v 0, GS a, GS r, GS I, GS ( H (fn 48), and its chapter on telling transmitted data apart by bits 0, 1,
4 and 7.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, unique
from typing import Final

from devices.api.kinds.receipt_printer import ReceiptRaster

INITIALISE: Final = b"\x1b@"
ASK_IN_ORDER: Final = b"\x1dr\x01"
"""GS r 1: answered when everything before it has been carried out."""
CUT: Final = b"\x1dV\x42\x00"
"""GS V 66 0: feed what is printed past the cutter, and cut but for a bridge."""
CLEAR_BUFFERS: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 fn 8, at once: forget everything received and not yet printed."""
RECOVER_AND_CLEAR: Final = b"\x10\x05\x02"
"""DLE ENQ 2, at once: leave a recoverable error and forget everything received."""
PROCESS_ID_OCTETS: Final = 4
MOST_FEED: Final = 255
MOST_BAND_ROWS: Final = 0xFFFF
BAND_HEAD_OCTETS: Final = 8
LONGEST_REQUEST_OCTETS: Final = 11
_MOST_INFORMATION: Final = 90
"""GS I and GS ( H replies are at most 80 octets and their frame."""


@unique
class Ask(IntEnum):
    """What DLE EOT asks for."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


@unique
class Information(IntEnum):
    """What GS I asks for."""

    MAKER = 66
    MODEL = 67
    SERIAL_NUMBER = 68


AUTOMATIC_STATUS_ON: Final = b"\x1da\x0e"
"""GS a: tell by itself when it goes on or off line, errs, or the paper changes."""


def ask_now(ask: Ask) -> bytes:
    """DLE EOT: answered at once, whatever is still to be printed."""
    return bytes((0x10, 0x04, ask))


def ask_information(what: Information) -> bytes:
    """GS I: answered in order, with text."""
    return bytes((0x1D, 0x49, what))


def ask_process_id(identity: bytes) -> bytes:
    """GS ( H, function 48: `identity`, four printable octets, comes back when all before it is printed."""
    if len(identity) != PROCESS_ID_OCTETS or not all(0x20 <= octet <= 0x7E for octet in identity):
        raise ValueError(f"{identity!r} is no process id")
    return b"\x1d(H\x06\x00\x30\x30" + identity


def feed(dots: int) -> bytes:
    """ESC J: feed up to 255 dots."""
    if not 0 <= dots <= MOST_FEED:
        raise ValueError(f"{dots} dots cannot be fed at once")
    return bytes((0x1B, 0x4A, dots))


def bands(raster: ReceiptRaster, *, rows: int) -> Iterator[bytes]:
    """Cut a raster into GS v 0 commands of up to `rows` rows, each no wider than its blackest row needs.

    A band that ends in white is sent narrower: dots to the right of a narrow image stay white, and on a serial line
    octets are time.
    """
    width = raster.width_px // 8
    for top in range(0, raster.height_px, rows):
        height = min(rows, raster.height_px - top)
        lines = [raster.bits[row * width : (row + 1) * width] for row in range(top, top + height)]
        needed = max(1, *(len(line.rstrip(b"\x00")) for line in lines))
        head = b"\x1dv0\x00" + needed.to_bytes(2, "little") + height.to_bytes(2, "little")
        yield head + b"".join(line[:needed] for line in lines)


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """The answer to DLE EOT."""

    octet: int


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four octets that the printer sends by itself when something changes (GS a)."""

    octets: bytes


@dataclass(frozen=True, slots=True)
class InOrderStatus:
    """The answer to GS r 1."""

    octet: int


@dataclass(frozen=True, slots=True)
class ProcessIdReturned:
    """The answer to GS ( H: all before it is printed."""

    identity: bytes


@dataclass(frozen=True, slots=True)
class BuffersCleared:
    """The answer to DLE DC4 fn 8."""


@dataclass(frozen=True, slots=True)
class InformationText:
    """The answer to GS I."""

    text: str


@dataclass(frozen=True, slots=True)
class FlowControl:
    """XON or XOFF, where the port does not take them out itself."""

    go_on: bool


@dataclass(frozen=True, slots=True)
class Noise:
    """Octets that mean nothing here."""

    octets: bytes = field(repr=False)


Reply = (
    RealTimeStatus
    | AutomaticStatus
    | InOrderStatus
    | ProcessIdReturned
    | BuffersCleared
    | InformationText
    | FlowControl
    | Noise
)

_XON: Final = 0x11
_XOFF: Final = 0x13
_BLOCK: Final = 0x37
_INFORMATION: Final = 0x5F
_PROCESS_ID: Final = 0x22
_CLEARED: Final = 0x25
_AUTOMATIC_OCTETS: Final = 4


class ReplyReader:
    """Tells replies apart as they come in, in any pieces. Never raises, and keeps no more than one reply's length."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._kept = b""

    def feed(self, octets: bytes) -> list[Reply]:
        """Take what came; return the replies that are whole by now, in order."""
        self._kept += octets
        replies: list[Reply] = []
        while self._kept:
            reply, length = _read(self._kept)
            if reply is None:
                break
            replies.append(reply)
            self._kept = self._kept[length:]
        return replies

    def forget(self) -> None:
        """Drop the beginning of a reply whose rest will not come."""
        self._kept = b""


def _read(octets: bytes) -> tuple[Reply | None, int]:
    """Return the first reply in `octets` and its length; None where more must come."""
    first = octets[0]
    if first in (_XON, _XOFF):
        return FlowControl(go_on=first == _XON), 1
    if first == _BLOCK:
        return _read_block(octets)
    if first == _INFORMATION:
        end = octets.find(b"\x00", 0, _MOST_INFORMATION)
        if end < 0:
            return _unless_more(octets, _MOST_INFORMATION)
        return InformationText(octets[1:end].decode("ascii", "replace")), end + 1
    if first & 0x93 == 0x10:
        return _read_automatic(octets)
    if first & 0x93 == 0x12:
        return RealTimeStatus(first), 1
    if first & 0x90 == 0x00:
        return InOrderStatus(first), 1
    return Noise(octets[:1]), 1


def _read_block(octets: bytes) -> tuple[Reply | None, int]:
    end = octets.find(b"\x00", 0, _MOST_INFORMATION)
    if end < 0:
        return _unless_more(octets, _MOST_INFORMATION)
    body = octets[1:end]
    if len(body) == PROCESS_ID_OCTETS + 1 and body[0] == _PROCESS_ID:
        return ProcessIdReturned(body[1:]), end + 1
    if body == bytes((_CLEARED,)):
        return BuffersCleared(), end + 1
    return Noise(octets[: end + 1]), end + 1


def _read_automatic(octets: bytes) -> tuple[Reply | None, int]:
    group = octets[:_AUTOMATIC_OCTETS]
    if any(octet & 0x90 for octet in group[1:]):
        return Noise(octets[:1]), 1
    if len(group) < _AUTOMATIC_OCTETS:
        return None, 0
    return AutomaticStatus(group), _AUTOMATIC_OCTETS


def _unless_more(octets: bytes, most: int) -> tuple[Reply | None, int]:
    """A block whose end is not there yet, or will never be."""
    return (None, 0) if len(octets) < most else (Noise(octets[:1]), 1)
