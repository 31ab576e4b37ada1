"""QR codes as ZBar sees them.

pyzbar's own `decode` is not used: it asks ZBar for text, and ZBar then guesses an encoding and turns short Chinese
and binary payloads into other characters; and it raises on the parts of a structured append. Here ZBar is asked
for bytes (``ZBAR_CFG_BINARY``, since 0.23.1) and whole symbols only.
"""

from ctypes import c_void_p, cast, string_at
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

try:
    # It looks for the system's libzbar when imported.
    from pyzbar import wrapper as _zbar
except ImportError:
    _zbar = None

_ALL_SYMBOLS: Final = 0
_QR_CODE: Final = 64
_ENABLE: Final = 0
_BINARY: Final = 4  # unknown to pyzbar, which was written before it
_Y800: Final = 0x30303859  # "Y800": one byte a pixel, grey


def is_available() -> bool:
    """Return whether the system has a ZBar that can give bytes."""
    if _zbar is None:
        return False
    scanner = _zbar.zbar_image_scanner_create()
    try:
        return int(_zbar.zbar_image_scanner_set_config(scanner, _QR_CODE, _BINARY, 1)) == 0
    finally:
        _zbar.zbar_image_scanner_destroy(scanner)


def read_qr_codes(grey: NDArray[np.uint8]) -> list[tuple[bytes, float]]:
    """Return the payload of each QR code in `grey` (height x width), and the area in pixels it covers.

    Nothing without a ZBar that can give bytes. A scanner is made for each call, so that no payload stays in one.
    """
    if _zbar is None:
        return []
    pixels = np.ascontiguousarray(grey)
    height_px, width_px = pixels.shape
    scanner = _zbar.zbar_image_scanner_create()
    image = _zbar.zbar_image_create()
    try:
        _zbar.zbar_image_scanner_set_config(scanner, _ALL_SYMBOLS, _ENABLE, 0)
        _zbar.zbar_image_scanner_set_config(scanner, _QR_CODE, _ENABLE, 1)
        if _zbar.zbar_image_scanner_set_config(scanner, _QR_CODE, _BINARY, 1) != 0:
            return []
        _zbar.zbar_image_set_format(image, _Y800)
        _zbar.zbar_image_set_size(image, width_px, height_px)
        _zbar.zbar_image_set_data(image, cast(pixels.ctypes.data, c_void_p), pixels.size, None)
        _zbar.zbar_scan_image(scanner, image)
        return _symbols(image)
    finally:
        _zbar.zbar_image_destroy(image)
        _zbar.zbar_image_scanner_destroy(scanner)


def _symbols(image: Any) -> list[tuple[bytes, float]]:
    found: list[tuple[bytes, float]] = []
    symbol = _zbar.zbar_image_first_symbol(image)
    while symbol:
        # One part of a structured append comes as ZBAR_PARTIAL, with zeros for the parts that are missing.
        if symbol.contents.type == _QR_CODE:
            payload = string_at(_zbar.zbar_symbol_get_data(symbol), _zbar.zbar_symbol_get_data_length(symbol))
            found.append((payload, _area_px(symbol)))
        symbol = _zbar.zbar_symbol_next(symbol)
    return found


def _area_px(symbol: Any) -> float:
    """Return the area of the symbol's outline (the shoelace formula)."""
    count = int(_zbar.zbar_symbol_get_loc_size(symbol))
    corners = [
        (int(_zbar.zbar_symbol_get_loc_x(symbol, index)), int(_zbar.zbar_symbol_get_loc_y(symbol, index)))
        for index in range(count)
    ]
    return abs(sum(x * corners[i - 1][1] - corners[i - 1][0] * y for i, (x, y) in enumerate(corners))) / 2
