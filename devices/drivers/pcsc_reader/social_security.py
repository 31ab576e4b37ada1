"""What a social-security card says without a PIN.

The environment is selected by its name, ``sx1.sh.社会保障`` in GB 2312,
``73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF``; then a file by its identifier (``00 A4 02 00 02 EF 05``: the card;
``EF 06``: its holder), then each data item by its number (``00 B2 NN 00 00``). Neither file asks for a PIN.

Sources: *社会保障(个人)卡规范* LB 002-2000 and LD/T 32.5-2015 (commands); 人社信息函 2012 37 号, file structure and
data items V2.0; seen in use at https://blog.csdn.net/zz_bubble/article/details/106245384. The items' lengths differ
between issues, so they are taken from the card.
"""

from datetime import date
from typing import Final

from devices.api.errors import CommandRefused, ProtocolError
from devices.api.kinds.smart_card_reader import CommandApdu, SocialSecurityCard
from devices.drivers.pcsc_reader.channel import CardChannel
from devices.drivers.pcsc_reader.wire import INS_READ_RECORD, INS_SELECT, select

ENVIRONMENT: Final = "sx1.sh.社会保障".encode("gb2312")
CARD_FILE: Final = 0xEF05
HOLDER_FILE: Final = 0xEF06
CARD_ITEMS: Final = (0x01, 0x03, 0x04, 0x05, 0x06, 0x07)
"""Identification, version of the specification, issuer, day of issue, end, card number."""
HOLDER_ITEMS: Final = (0x08, 0x09, 0x0A, 0x0B, 0x0D)
"""Number, name, sex, ethnicity, day of birth."""


def read(channel: CardChannel, environment: bytes = ENVIRONMENT) -> SocialSecurityCard:
    """Read the card.

    Raises:
        ApplicationMissing: it is no social-security card.
        ProtocolError: its items are not such as they should be.
    """
    channel.ask(select(environment))
    items: dict[int, bytes] = {}
    for file, numbers in ((CARD_FILE, CARD_ITEMS), (HOLDER_FILE, HOLDER_ITEMS)):
        channel.ask(CommandApdu(0x00, INS_SELECT, 0x02, 0x00, file.to_bytes(2, "big"), le=0))
        for number in numbers:
            value = _item(channel, number)
            if value is not None:
                items[number] = value
    return SocialSecurityCard(
        number=_text(items, 0x08),
        name=_text(items, 0x09),
        card_number=_text(items, 0x07),
        issuer=_coded(items, 0x04),
        issued=_day(items, 0x05),
        valid_until=_day(items, 0x06),
        items=items,
    )


def _item(channel: CardChannel, number: int) -> bytes | None:
    """Read one item; None where this issue of the card lacks it."""
    try:
        came = channel.ask(CommandApdu(0x00, INS_READ_RECORD, number, 0x00, le=0))
    except CommandRefused:
        return None
    # Some cards answer the item alone, others with its number and length before it.
    if len(came) >= 2 and came[0] == number and came[1] == len(came) - 2:
        return came[2:]
    return came


def _text(items: dict[int, bytes], number: int) -> str:
    if number not in items:
        raise ProtocolError(detail_code=f"no_item_{number:02x}")
    try:
        text = items[number].rstrip(b"\x00 \xff").decode("gb18030")
    except UnicodeDecodeError:
        # Without its cause: the library's own error quotes what it could not decode.
        raise ProtocolError(detail_code=f"item_{number:02x}") from None
    if not text:
        raise ProtocolError(detail_code=f"item_{number:02x}")
    return text


def _coded(items: dict[int, bytes], number: int) -> str:
    """Return a code as hexadecimal digits (format cn: padded with F)."""
    return items.get(number, b"").hex().rstrip("f")


def _day(items: dict[int, bytes], number: int) -> date | None:
    digits = _coded(items, number)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
