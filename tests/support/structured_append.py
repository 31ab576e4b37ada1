"""One part of a payload that is spread over several QR codes (ISO/IEC 18004, 8: structured append)."""

from typing import Final

import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode import base, util

VERSION: Final = 3
ERROR_CORRECTION: Final = qrcode.constants.ERROR_CORRECT_M


def structured_append_part(part: bytes, *, index: int, total: int) -> NDArray[np.uint8]:
    """Return part `index` (from 0) of `total` as modules, 0 black, quiet zone included."""
    bits = util.BitBuffer()
    for value, length in ((3, 4), (index, 4), (total - 1, 4), (0x5A, 8), (4, 4), (len(part), 8)):
        bits.put(value, length)
    for byte in part:
        bits.put(byte, 8)
    blocks = base.rs_blocks(VERSION, ERROR_CORRECTION)
    capacity = sum(block.data_count for block in blocks) * 8
    bits.put(0, min(4, capacity - len(bits)))
    bits.put(0, -len(bits) % 8)
    for number in range((capacity - len(bits)) // 8):
        bits.put((0xEC, 0x11)[number % 2], 8)
    code = qrcode.QRCode(version=VERSION, error_correction=ERROR_CORRECTION, border=4)
    code.data_cache = util.create_bytes(bits, blocks)
    code.makeImpl(False, 0)
    return np.where(np.array(code.get_matrix(), dtype=bool), 0, 255).astype(np.uint8)
