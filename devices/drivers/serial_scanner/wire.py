"""What scanners of several makers are told, and what they answer, besides the codes themselves. Pure.

Sources, each byte from the maker's own manual unless it says otherwise:

- Honeywell: ``SYN T CR`` activates, ``SYN U CR`` deactivates (N86 series user manual, 10-4, *Trigger commands*). A
  menu command ``SYN M CR REVINF.`` is answered by text and ``ACK`` (same manual, *Query commands*). Triggers are not
  acknowledged.
- GM65 (Hangzhou Grow; Newland EM3095 speaks the same): ``7E 00 | type | length | address | data | AB CD``, ``AB CD``
  in place of a CRC. 1 written to zone bit 0002 begins: ``7E 00 08 01 00 02 01 AB CD``, answered by
  ``02 00 00 01 00 33 31`` (Hamlet HBCS2D100W manual, 8.4). Refusals: ``02 00 01 01 00 04 01`` CRC wrong,
  ``02 00 03 01 00 6A 61`` command invalid (Newland NLS-EM3095 user manual, page 9). Type 07 reads a zone bit (GM65
  user manual V1.3).
- Newland: ``?`` is answered by ``!`` (NLS-EM3000, *Are-You-There*, page 27). The trigger ``SOH T EOT``, answered by
  ``SOH T ACK EOT``, and ``SOH P EOT`` to stop are known from the field and not confirmed from a manual: what another
  model wants is written into the binding (dialect ``custom``).
- AIM prefixes: ISO/IEC 15424, ``]`` code character and modifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Final

UNKNOWN_SYMBOLOGY: Final = "unknown"
"""What a scanner reports that does not say which kind of code it saw."""


class DialectName(Enum):
    """Whose commands a scanner understands. The value is what a binding says."""

    CONTINUOUS = "continuous"
    HONEYWELL = "honeywell"
    NEWLAND = "newland"
    GM65 = "gm65"
    SSI = "ssi"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The commands of a scanner that sends codes as they are; empty bytes for what it does not know.

    Attributes:
        start: begin to look for a code.
        stop: stop looking.
        started: what it answers to `start`.
        stopped: what it answers to `stop`.
        refusals: what it answers instead, with a code for technicians.
        question: something it answers whatever it is doing.
        answer_ends: the last byte of that answer.
        retrigger_s: how long it looks at least before it gives up by itself: then it is told again.
    """

    start: bytes = b""
    stop: bytes = b""
    started: bytes = b""
    stopped: bytes = b""
    refusals: Mapping[bytes, str] = field(default_factory=dict)
    question: bytes = b""
    answer_ends: bytes = b""
    retrigger_s: float = 20.0


GM65_START: Final = bytes.fromhex("7E 00 08 01 00 02 01 AB CD")
GM65_STOP: Final = bytes.fromhex("7E 00 08 01 00 02 00 AB CD")
GM65_DONE: Final = bytes.fromhex("02 00 00 01 00 33 31")
GM65_CRC_WRONG: Final = bytes.fromhex("02 00 01 01 00 04 01")
GM65_INVALID: Final = bytes.fromhex("02 00 03 01 00 6A 61")
GM65_QUESTION: Final = bytes.fromhex("7E 00 07 01 00 02 01 AB CD")
GM65_ANSWER_BYTES: Final = 7

DIALECTS: Final[Mapping[DialectName, Dialect]] = MappingProxyType(
    {
        DialectName.CONTINUOUS: Dialect(),
        DialectName.HONEYWELL: Dialect(
            start=b"\x16T\r", stop=b"\x16U\r", question=b"\x16M\rREVINF.", answer_ends=b"\x06"
        ),
        DialectName.NEWLAND: Dialect(
            start=b"\x01T\x04",
            stop=b"\x01P\x04",
            started=b"\x01T\x06\x04",
            stopped=b"\x01P\x06\x04",
            question=b"?",
            answer_ends=b"!",
            retrigger_s=2.5,
        ),
        DialectName.GM65: Dialect(
            start=GM65_START,
            stop=GM65_STOP,
            started=GM65_DONE,
            stopped=GM65_DONE,
            refusals=MappingProxyType({GM65_CRC_WRONG: "crc_wrong", GM65_INVALID: "invalid_command"}),
            question=GM65_QUESTION,
            retrigger_s=4.5,  # the module gives up after 5 s unless it is set otherwise
        ),
    }
)
"""Those whose codes come framed. SSI has packets of its own (`ssi`); a custom one is made from the binding."""


def is_answer(dialect: Dialect, came: bytes) -> bool:
    """Whether `came` is the whole answer to the dialect's question."""
    if dialect.answer_ends:
        return dialect.answer_ends in came
    return len(came) >= GM65_ANSWER_BYTES and is_gm65_answer(came[:GM65_ANSWER_BYTES])


def is_gm65_answer(came: bytes) -> bool:
    """Whether `came` is a GM65's answer of success with one byte of data, its CRC right."""
    return came[:4] == bytes.fromhex("02 00 00 01") and crc_ccitt(came[2:5]) == int.from_bytes(came[5:7], "big")


def gm65_answer(data: int) -> bytes:
    """Return a GM65's answer of success with one byte of data."""
    body = bytes([0x00, 0x01, data])
    return b"\x02\x00" + body + crc_ccitt(body).to_bytes(2, "big")


def crc_ccitt(body: bytes) -> int:
    """Return CRC-CCITT (polynomial 1021, from 0000) as the GM65 uses it, from its type byte on."""
    crc = 0
    for byte in body:
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


_AIM: Final = {
    "A": "code_39",
    "C": "code_128",
    "E": "ean",
    "F": "codabar",
    "G": "code_93",
    "I": "interleaved_2_of_5",
    "L": "pdf_417",
    "Q": "qr_code",
    "U": "maxicode",
    "X": "other",
    "d": "data_matrix",
    "e": "gs1_databar",
    "h": "han_xin",
    "z": "aztec",
}
_AIM_BYTES: Final = 3


def split_aim(payload: bytes) -> tuple[bytes, str]:
    """Take the AIM prefix off `payload`; return the rest and the kind of code. Without one it is as it came."""
    if len(payload) < _AIM_BYTES or payload[:1] != b"]" or not payload[:_AIM_BYTES].isascii():
        return payload, UNKNOWN_SYMBOLOGY
    symbology = _AIM.get(chr(payload[1]))
    return (payload, UNKNOWN_SYMBOLOGY) if symbology is None else (payload[_AIM_BYTES:], symbology)
