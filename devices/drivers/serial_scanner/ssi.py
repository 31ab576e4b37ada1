"""Zebra's Simple Serial Interface: packets with checksums, each acknowledged. Pure.

``length | opcode | source | status | data | checksum``: length counts all before the checksum, which is the two's
complement of the sum of all bytes before it, 16 bits, high byte first. Source is 04 for the host, 00 for the scanner.
Source: *Simple Serial Interface Programmer's Guide*, Zebra 72-40451; the frames ``04 E4 04 00 FF 14`` (start a
session), ``04 E5 04 00 FF 13`` (stop it), ``04 D0 04 00 FF 28`` (acknowledge) and ``04 A3 04 00 FF 55`` (ask for the
revision) stand in the manuals of scanners that speak it too (GM72 user manual, 9).
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from devices.api.errors import ChecksumError
from devices.drivers.serial_scanner.wire import UNKNOWN_SYMBOLOGY

HOST: Final = 0x04
SCANNER: Final = 0x00
RETRANSMITTED: Final = 0x01
"""Status bit 0: this packet was sent before."""
MORE_FOLLOW: Final = 0x02
"""Status bit 1: further packets belong to this message."""
_HEAD_BYTES: Final = 4
_CHECKSUM_BYTES: Final = 2
MOST_DATA_BYTES: Final = 0xFF - _HEAD_BYTES


class Opcode(IntEnum):
    """What a packet means. Those that a scanner may send by itself are acknowledged and left alone."""

    REQUEST_REVISION = 0xA3
    REPLY_REVISION = 0xA4
    IMAGE_DATA = 0xB1
    PARAM_SEND = 0xC6
    PARAM_REQUEST = 0xC7
    ACK = 0xD0
    NAK = 0xD1
    FLUSH_QUEUE = 0xD2
    START_SESSION = 0xE4
    STOP_SESSION = 0xE5
    DECODE_DATA = 0xF3
    EVENT = 0xF6


class Nak(IntEnum):
    """Why a packet was not taken."""

    RESEND = 0x01
    BAD_CONTEXT = 0x02
    DENIED = 0x06
    CANCELLED = 0x0A


_FROM_SCANNER: Final = frozenset(
    {
        Opcode.REPLY_REVISION,
        Opcode.IMAGE_DATA,
        Opcode.PARAM_SEND,
        Opcode.ACK,
        Opcode.NAK,
        Opcode.DECODE_DATA,
        Opcode.EVENT,
    }
)
_TYPES: Final = {
    0x01: "code_39",
    0x02: "codabar",
    0x03: "code_128",
    0x06: "interleaved_2_of_5",
    0x07: "code_93",
    0x0A: "ean",
    0x0B: "ean",
    0x0F: "code_128",
    0x11: "pdf_417",
    0x1B: "data_matrix",
    0x1C: "qr_code",
    0x2D: "aztec",
}
"""The first data byte of a decode packet."""
TYPE_OF: Final = {
    "code_39": 0x01,
    "code_128": 0x03,
    "pdf_417": 0x11,
    "data_matrix": 0x1B,
    "qr_code": 0x1C,
    "aztec": 0x2D,
}


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet. The data may be somebody's code and is kept out of `repr`."""

    opcode: Opcode
    source: int
    status: int = 0
    data: bytes = field(default=b"", repr=False)

    @property
    def is_retransmitted(self) -> bool:
        """Whether it was sent before."""
        return bool(self.status & RETRANSMITTED)

    @property
    def more_follow(self) -> bool:
        """Whether it is a part of a message and not the last."""
        return bool(self.status & MORE_FOLLOW)

    def as_bytes(self) -> bytes:
        """Return it as it is sent."""
        body = bytes([_HEAD_BYTES + len(self.data), self.opcode, self.source, self.status]) + self.data
        return body + checksum(body).to_bytes(_CHECKSUM_BYTES, "big")


def checksum(body: bytes) -> int:
    """Return the two's complement of the sum of `body`, 16 bits."""
    return -sum(body) & 0xFFFF


def from_host(opcode: Opcode, data: bytes = b"", *, again: bool = False) -> bytes:
    """Return a packet as the host sends it."""
    return Packet(opcode, HOST, RETRANSMITTED if again else 0, data).as_bytes()


def symbology_of(type_byte: int) -> str:
    """Return the kind of code that the first data byte of a decode packet names."""
    return _TYPES.get(type_byte, UNKNOWN_SYMBOLOGY)


class PacketScanner:
    """Finds packets from `source` in what came. There is no preamble: what cannot begin a packet is passed over."""

    def __init__(self, source: int = SCANNER) -> None:
        """Listen to the scanner, or, for a simulator, to the host."""
        self._source = source
        self._known = _FROM_SCANNER if source == SCANNER else frozenset(Opcode)
        self._held = bytearray()

    def feed(self, came: bytes) -> None:
        """Take what came."""
        self._held += came

    def clear(self) -> None:
        """Overwrite and forget what is held."""
        self._held[:] = bytes(len(self._held))
        self._held.clear()

    def give_up(self) -> bool:
        """What was held as the beginning of a packet is none: pass over its first byte. False if nothing is held."""
        if not self._held:
            return False
        del self._held[0]
        return True

    def next_packet(self) -> Packet | None:
        """Return the next whole packet, or None.

        Raises:
            ChecksumError: one came whole and damaged; it is dropped.
        """
        while self._held:
            if not self._may_begin():
                del self._held[0]
                continue
            length = self._held[0]
            if len(self._held) < length + _CHECKSUM_BYTES:
                return None
            whole = bytes(self._held[: length + _CHECKSUM_BYTES])
            del self._held[: length + _CHECKSUM_BYTES]
            if checksum(whole[:length]) != int.from_bytes(whole[length:], "big"):
                raise ChecksumError(detail_code="ssi_packet")
            return Packet(Opcode(whole[1]), whole[2], whole[3], whole[_HEAD_BYTES:length])
        return None

    def _may_begin(self) -> bool:
        held = self._held
        return (
            held[0] >= _HEAD_BYTES
            and (len(held) < 2 or held[1] in self._known)
            and (len(held) < 3 or held[2] == self._source)
        )
