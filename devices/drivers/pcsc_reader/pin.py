"""A PIN as it is sent to a card, in memory that is overwritten."""

from typing import Final, assert_never

from devices.api.kinds.smart_card_reader import Pin
from devices.drivers.pcsc_reader.options import PinCoding

_PADDED_BYTES: Final = 8
_FILL: Final = 0xF


def pin_block(pin: Pin, coding: PinCoding) -> bytearray:
    """Return the digits of `pin` in `coding`; the caller overwrites what it is given."""
    match coding:
        case PinCoding.ASCII:
            return bytearray(pin.digits)
        case PinCoding.BCD:
            return _packed(pin.digits)
        case PinCoding.BCD_PADDED:
            packed = _packed(pin.digits)
            return packed + bytearray([0xFF] * (_PADDED_BYTES - len(packed)))
        case _:
            assert_never(coding)


def _packed(digits: bytearray) -> bytearray:
    """Two digits in a byte, an odd last one with F."""
    packed = bytearray()
    for at in range(0, len(digits), 2):
        low = digits[at + 1] & 0x0F if at + 1 < len(digits) else _FILL
        packed.append((digits[at] & 0x0F) << 4 | low)
    return packed
