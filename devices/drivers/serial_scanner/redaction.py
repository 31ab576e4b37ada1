"""What scanners send, as a recorder sees it: codes become as many ``X``, everything else stays.

A recorder knows no dialect, so this goes by what can be told from the bytes alone: an SSI packet by its head, a known
answer by its bytes, and any other byte that can be printed is part of a code, which may be somebody's identity code.
"""

from typing import Final

from devices.api.errors import ChecksumError
from devices.api.wire_language import Direction, Piece
from devices.drivers.serial_scanner.ssi import SCANNER, Opcode, Packet, PacketScanner
from devices.drivers.serial_scanner.wire import DIALECTS, is_gm65_answer, split_aim

_FILLING: Final = b"X"
_FIRST_PRINTABLE: Final = 0x20
_SSI_HEAD_BYTES: Final = 3
_SSI_CHECKSUM_BYTES: Final = 2
_LEAST_SSI_LENGTH: Final = 4
_OPCODES: Final = frozenset(Opcode)
_ANSWERS: Final = frozenset(
    answer
    for dialect in DIALECTS.values()
    for answer in (dialect.started, dialect.stopped, dialect.answer_ends, *dialect.refusals)
    if answer
)


class _AsItComes:
    """What is told to a scanner goes out in one piece. Meets `devices.api.wire_language.Splitter`."""

    def feed(self, came: bytes) -> list[Piece]:
        """Return it."""
        return [Piece(came)] if came else []

    def rest(self) -> bytes:
        """Nothing is held back."""
        return b""


class _FromScanner:
    """SSI packets whole; anything else as it comes. Meets `devices.api.wire_language.Splitter`."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came."""
        self._held += came
        pieces: list[Piece] = []
        while self._held:
            length = _packet_length(self._held)
            if length is None:
                pieces.append(Piece(self._held))
                self._held = b""
            elif len(self._held) < length:
                break
            else:
                pieces.append(Piece(self._held[:length]))
                self._held = self._held[length:]
        return pieces

    def rest(self) -> bytes:
        """Return a packet that broke off, and forget it."""
        rest, self._held = self._held, b""
        return rest


class ScannerLanguage:
    """Meets `devices.api.wire_language.WireLanguage`."""

    def splitter(self, direction: Direction) -> "_AsItComes | _FromScanner":
        """Return a splitter of commands, or of what the scanner sends."""
        return _AsItComes() if direction is Direction.TO_DEVICE else _FromScanner()

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return it without a code: an SSI packet with its check right, text as filling of the same length."""
        if direction is Direction.TO_DEVICE or message in _ANSWERS or is_gm65_answer(message):
            return message
        packet = _packet(message)
        if packet is None:
            payload, symbology = split_aim(message)
            kept = message[: len(message) - len(payload)] if symbology else b""
            return kept + _filled(payload)
        if packet.opcode != Opcode.DECODE_DATA:
            return message
        return Packet(
            packet.opcode, packet.source, packet.status, packet.data[:1] + _filled(packet.data[1:])
        ).as_bytes()

    def key(self, request: bytes) -> str:
        """Return the command's bytes."""
        return request.hex()

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return the answer: it repeats nothing of its request."""
        del request
        return answer


def _filled(payload: bytes) -> bytes:
    return b"".join(_FILLING if byte >= _FIRST_PRINTABLE else bytes([byte]) for byte in payload)


def _packet_length(held: bytes) -> int | None:
    """Return how long the SSI packet is that `held` begins with, or None where it begins with none."""
    if len(held) < _SSI_HEAD_BYTES or held[0] < _LEAST_SSI_LENGTH or held[1] not in _OPCODES or held[2] != SCANNER:
        return None
    return held[0] + _SSI_CHECKSUM_BYTES


def _packet(message: bytes) -> Packet | None:
    if _packet_length(message) != len(message):
        return None
    scanner = PacketScanner()
    scanner.feed(message)
    try:
        return scanner.next_packet()
    except ChecksumError:
        return None


SCANNER_LANGUAGE: Final = ScannerLanguage()
