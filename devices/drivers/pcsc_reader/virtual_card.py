"""Cards that are not there: what is on them, and how they answer commands. For simulators and tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from devices.api.errors import ProtocolError
from devices.api.kinds.smart_card_reader import CommandApdu
from devices.drivers.pcsc_reader import tlv
from devices.drivers.pcsc_reader.bank_card import PPSE, PSE
from devices.drivers.pcsc_reader.social_security import CARD_FILE, ENVIRONMENT, HOLDER_FILE
from devices.drivers.pcsc_reader.wire import (
    INS_GET_PROCESSING_OPTIONS,
    INS_READ_RECORD,
    INS_SELECT,
    INS_VERIFY,
    decode,
)

_OK: Final = b"\x90\x00"
_NOT_FOUND: Final = b"\x6a\x82"
_NO_RECORD: Final = b"\x6a\x83"
_BLOCKED: Final = b"\x69\x83"
_UNKNOWN_INS: Final = b"\x6d\x00"
_BAD_COMMAND: Final = b"\x67\x00"
MOST_TRIES: Final = 3
EXAMPLE_ATR: Final = bytes.fromhex("3B 68 00 00 00 73 C8 40 13 00 90 00")


@dataclass(frozen=True, slots=True, repr=False)
class Application:
    """One application of a card.

    Attributes:
        control: its file control information.
        records: by short file identifier and number.
        items: data items, by file identifier and item number, for cards that are read so.
        options: what it answers to GET PROCESSING OPTIONS, or b"" for an application that has none.
    """

    control: bytes = b""
    records: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    items: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    options: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class CardContent:
    """What a card holds: its ATR, its applications by AID, and the PIN as it is sent (b"" for none)."""

    atr: bytes
    applications: Mapping[bytes, Application]
    pin: bytes = b""


class VirtualCard:
    """A card with its state: what is selected, how many tries are left. Belongs to the thread that feeds it."""

    def __init__(self, content: CardContent) -> None:
        """Make one that has not been powered."""
        self.content = content
        self.tries = MOST_TRIES
        self._application: Application | None = None
        self._file = 0

    def reset(self) -> None:
        """Forget what was selected; tries are kept, as in a real card's memory."""
        self._application, self._file = None, 0

    def answer(self, sent: bytes) -> bytes:
        """Return the answer to one command APDU, status word included."""
        try:
            command = decode(sent)
        except ProtocolError:
            return _BAD_COMMAND
        match command.ins:
            case 0xA4:
                return self._select(command)
            case 0xB2:
                return self._read(command)
            case 0xA8:
                options = self._application.options if self._application else b""
                return options + _OK if options else _UNKNOWN_INS
            case 0x20:
                return self._verify(command)
            case _:
                return _UNKNOWN_INS

    def _select(self, command: CommandApdu) -> bytes:
        if command.p1 == 0x04:
            application = self.content.applications.get(command.data)
            if application is None:
                return _NOT_FOUND
            self._application, self._file = application, 0
            return application.control + _OK
        file = int.from_bytes(command.data, "big")
        if self._application is None or not any(key[0] == file for key in self._application.items):
            return _NOT_FOUND
        self._file = file
        return _OK

    def _read(self, command: CommandApdu) -> bytes:
        if self._application is None:
            return _NOT_FOUND
        if command.p2 == 0:
            found = self._application.items.get((self._file, command.p1))
            return _NO_RECORD if found is None else bytes([command.p1, len(found)]) + found + _OK
        found = self._application.records.get((command.p2 >> 3, command.p1))
        return _NO_RECORD if found is None else found + _OK

    def _verify(self, command: CommandApdu) -> bytes:
        if not self.content.pin:
            return _UNKNOWN_INS
        if self.tries == 0:
            return _BLOCKED
        if not command.data:
            return bytes([0x63, 0xC0 | self.tries])
        if command.data == self.content.pin:
            self.tries = MOST_TRIES
            return _OK
        self.tries -= 1
        return bytes([0x63, 0xC0 | self.tries])


COMMAND_NAMES: Final = {
    INS_SELECT: "select",
    INS_READ_RECORD: "read",
    INS_GET_PROCESSING_OPTIONS: "options",
    INS_VERIFY: "verify",
}


def social_security_card(
    *, number: str = "430124199001010014", name: str = "张样一", pin: bytes = b"\x12\x34\x56"
) -> CardContent:
    """Return a social-security card of nobody (docs/adr/0008)."""
    items = {
        (CARD_FILE, 0x01): bytes.fromhex("43010000000000000000000000000001"),
        (CARD_FILE, 0x03): b"2.00",
        (CARD_FILE, 0x04): bytes.fromhex("43010000FFFFFFFFFFFFFFFF"),
        (CARD_FILE, 0x05): bytes.fromhex("20200103"),
        (CARD_FILE, 0x06): bytes.fromhex("20300103"),
        (CARD_FILE, 0x07): b"A00000001",
        (HOLDER_FILE, 0x08): number.encode("ascii"),
        (HOLDER_FILE, 0x09): name.encode("gb18030").ljust(30, b"\x00"),
        (HOLDER_FILE, 0x0A): b"\x31",
        (HOLDER_FILE, 0x0B): b"\x01",
        (HOLDER_FILE, 0x0D): bytes.fromhex("19900101"),
    }
    return CardContent(EXAMPLE_ATR, {ENVIRONMENT: Application(items=items)}, pin)


def bank_card(*, number: str = "6200000000000000003", contactless: bool = True) -> CardContent:
    """Return a bank card of nobody: the prefix is China UnionPay's, the account is none."""
    aid = bytes.fromhex("A000000333010101")
    label = tlv.encode(0x50, b"SAMPLE DEBIT")
    entry = tlv.encode(0x61, tlv.encode(0x4F, aid) + label + tlv.encode(0x87, b"\x01"))
    pan = bytes.fromhex(number + "F" * (len(number) % 2))
    record = tlv.encode(0x70, tlv.encode(0x5A, pan) + tlv.encode(0x5F24, bytes.fromhex("301231")))
    pdol = bytes.fromhex("9F66049F02069F37045F2A02")
    application = Application(
        control=tlv.encode(0x6F, tlv.encode(0x84, aid) + tlv.encode(0xA5, label + tlv.encode(0x9F38, pdol))),
        records={(1, 1): record},
        options=tlv.encode(0x77, tlv.encode(0x82, b"\x7c\x00") + tlv.encode(0x94, bytes.fromhex("08010100"))),
    )
    if contactless:
        directory = Application(
            control=tlv.encode(0x6F, tlv.encode(0x84, PPSE) + tlv.encode(0xA5, tlv.encode(0xBF0C, entry)))
        )
        return CardContent(EXAMPLE_ATR, {PPSE: directory, aid: application})
    directory = Application(
        control=tlv.encode(0x6F, tlv.encode(0x84, PSE) + tlv.encode(0xA5, tlv.encode(0x88, b"\x01"))),
        records={(1, 1): tlv.encode(0x70, entry)},
    )
    return CardContent(EXAMPLE_ATR, {PSE: directory, aid: application})
