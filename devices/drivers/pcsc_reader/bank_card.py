"""The number of a bank card, read as a payment terminal begins to, and no further: nothing is paid or signed.

Source: EMV 4.4 Book 1, 11 (PSE: 1PAY.SYS.DDF01), Book B, 3.3 (PPSE: 2PAY.SYS.DDF01), Book 3, 6.5.8 (GET PROCESSING
OPTIONS), 10.2 (reading application data); PBOC 3.0 follows them.
"""

from datetime import date
from typing import Final

from devices.api.errors import ApplicationMissing, CommandRefused, NotSupported, ProtocolError
from devices.api.kinds.smart_card_reader import BankCard, CommandApdu
from devices.drivers.pcsc_reader import tlv
from devices.drivers.pcsc_reader.channel import CardChannel
from devices.drivers.pcsc_reader.wire import INS_GET_PROCESSING_OPTIONS, read_record, select

PPSE: Final = b"2PAY.SYS.DDF01"
PSE: Final = b"1PAY.SYS.DDF01"
_MOST_RECORDS: Final = 32
_AID: Final = 0x4F
_ENTRY: Final = 0x61
_LABEL: Final = 0x50
_NAME: Final = 0x84
_PRIORITY: Final = 0x87
_SFI: Final = 0x88
_PDOL: Final = 0x9F38
_AFL: Final = 0x94
_PAN: Final = 0x5A
_TRACK_2: Final = 0x57
_EXPIRY: Final = 0x5F24
_TERMINAL: Final = {
    0x9F66: bytes.fromhex("36000000"),  # contactless: what this terminal can do
    0x9F1A: bytes.fromhex("0156"),  # country: China
    0x5F2A: bytes.fromhex("0156"),  # currency: yuan
    0x9F37: bytes.fromhex("00000000"),  # a random number: nothing is signed that anybody would check
}
"""What a card may ask for before it answers (PDOL); zeros for everything else: no amount, no date."""


def read(channel: CardChannel) -> BankCard:
    """Read the card's number, of the application that it prefers.

    Raises:
        ApplicationMissing: it is no bank card.
        ProtocolError: it has no number, or its data are not such as they should be.
    """
    objects: tuple[tlv.DataObject, ...] = ()
    for aid, label in _applications(channel):
        control = tlv.parse(channel.ask(select(aid)))
        objects = _application_data(channel, tlv.find(control, _PDOL) or b"")
        number = _number(objects)
        if number is not None:
            named = tlv.find(control, _LABEL) or label
            return BankCard(number, aid, named.decode("gb18030", errors="replace").strip(), _expiry(objects))
    raise ProtocolError(detail_code="no_account_number")


def _applications(channel: CardChannel) -> list[tuple[bytes, bytes]]:
    """Return AID and label of each application, the preferred first."""
    try:
        entries = tlv.find_all(tlv.parse(channel.ask(select(PPSE))), _ENTRY)
    except (ApplicationMissing, NotSupported):
        entries = _directory(channel)
    found = []
    for entry in entries:
        aid = tlv.find(entry.parts, _AID)
        if aid:
            priority = (tlv.find(entry.parts, _PRIORITY) or b"\x0f")[:1]
            found.append((priority[0] & 0x0F or 0x0F, aid, tlv.find(entry.parts, _LABEL) or b""))
    if not found:
        raise ApplicationMissing(detail_code="no_payment_application")
    return [(aid, label) for _, aid, label in sorted(found, key=lambda one: one[0])]


def _directory(channel: CardChannel) -> tuple[tlv.DataObject, ...]:
    """Return the entries of a contact card's payment system directory."""
    control = tlv.parse(channel.ask(select(PSE)))
    file = (tlv.find(control, _SFI) or b"\x01")[0]
    entries: list[tlv.DataObject] = []
    for number in range(1, _MOST_RECORDS):
        try:
            record = channel.ask(read_record(number, file))
        except CommandRefused:
            break
        entries += tlv.find_all(tlv.parse(record), _ENTRY)
    return tuple(entries)


def _application_data(channel: CardChannel, pdol: bytes) -> tuple[tlv.DataObject, ...]:
    asked = tlv.encode(0x83, _filled(pdol))
    answer = tlv.parse(channel.ask(CommandApdu(0x80, INS_GET_PROCESSING_OPTIONS, 0, 0, asked, le=0)))
    objects = list(answer)
    plain = tlv.find(answer, 0x80)
    files = plain[2:] if plain is not None else tlv.find(answer, _AFL) or b""
    read = 0
    for at in range(0, len(files) - 3, 4):
        file, first, last = files[at] >> 3, files[at + 1], files[at + 2]
        for number in range(first, last + 1):
            read += 1
            if read > _MOST_RECORDS:
                raise ProtocolError(detail_code="too_many_records")
            objects += tlv.parse(channel.ask(read_record(number, file)))
    return tuple(objects)


def _filled(pdol: bytes) -> bytes:
    """Return what the card asks for, in its order and lengths."""
    filled = b""
    at = 0
    while at < len(pdol):
        tag, at = tlv.read_tag(pdol, at)
        if at >= len(pdol):
            raise ProtocolError(detail_code="pdol_cut_short")
        length = pdol[at]
        at += 1
        filled += _TERMINAL.get(tag, b"")[:length].ljust(length, b"\x00")
    return filled


def _number(objects: tuple[tlv.DataObject, ...]) -> str | None:
    pan = tlv.find(objects, _PAN)
    digits = pan.hex().rstrip("f") if pan is not None else ""
    if not digits:
        track = tlv.find(objects, _TRACK_2)
        digits = track.hex().partition("d")[0] if track is not None else ""
    if not digits:
        return None
    if not digits.isdecimal() or not 12 <= len(digits) <= 19:
        raise ProtocolError(detail_code="account_number")
    return digits


def _expiry(objects: tuple[tlv.DataObject, ...]) -> date | None:
    said = tlv.find(objects, _EXPIRY)
    digits = said.hex() if said is not None else ""
    if not digits:
        track = tlv.find(objects, _TRACK_2)
        digits = track.hex().partition("d")[2][:4] if track is not None else ""
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), 1)
    except ValueError:
        return None
