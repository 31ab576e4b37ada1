"""Draws codes as modules, one pixel a module, with their quiet zones. For simulators and tests."""

from enum import Enum
from typing import Final, assert_never

import numpy as np
import qrcode
import zxingcpp
from numpy.typing import NDArray
from qrcode.exceptions import DataOverflowError
from qrcode.util import QRData

QUIET_MODULES: Final = 4
BYTE_MODE: Final = 4  # qrcode.util.MODE_8BIT_BYTE, as a literal type
BAR_HEIGHT_SHARE: Final = 0.28
"""Height of a bar code against its width, as payment apps draw it."""


class DrawnSymbology(Enum):
    """What can be drawn; the value is the name the scanner gives it."""

    QR_CODE = "qr_code"
    DATA_MATRIX = "data_matrix"
    AZTEC = "aztec"
    PDF_417 = "pdf_417"
    CODE_128 = "code_128"


def draw_code(payload: bytes, symbology: DrawnSymbology = DrawnSymbology.QR_CODE) -> NDArray[np.uint8]:
    """Return `payload` as a code: height x width, 0 black, 255 white, quiet zone included.

    Code 128 carries ASCII only.

    Raises:
        ValueError: the payload does not fit into the symbology.
    """
    match symbology:
        case DrawnSymbology.QR_CODE:
            return _qr_code(payload)
        case DrawnSymbology.CODE_128:
            return _bars(payload)
        case DrawnSymbology.DATA_MATRIX:
            return _matrix(payload, zxingcpp.BarcodeFormat.DataMatrix)
        case DrawnSymbology.AZTEC:
            return _matrix(payload, zxingcpp.BarcodeFormat.Aztec)
        case DrawnSymbology.PDF_417:
            return _matrix(payload, zxingcpp.BarcodeFormat.PDF417)
        case _:
            assert_never(symbology)


def _qr_code(payload: bytes) -> NDArray[np.uint8]:
    code = qrcode.QRCode(border=QUIET_MODULES, error_correction=qrcode.constants.ERROR_CORRECT_M)
    try:
        # As bytes, whatever they look like: the library would pick a mode of its own, which is another code.
        code.add_data(QRData(payload, BYTE_MODE), optimize=0)
        code.make(fit=True)
    except DataOverflowError as error:
        raise ValueError(f"{len(payload)} bytes do not fit into a QR code") from error
    return np.where(np.array(code.get_matrix(), dtype=bool), 0, 255).astype(np.uint8)


def _matrix(payload: bytes, symbology: "zxingcpp.BarcodeFormat") -> NDArray[np.uint8]:
    code = zxingcpp.create_barcode(payload, symbology)
    return np.pad(np.array(code.to_image(scale=1, add_quiet_zones=False)), QUIET_MODULES, constant_values=255)


def _bars(payload: bytes) -> NDArray[np.uint8]:
    code = zxingcpp.create_barcode(payload.decode("ascii"), zxingcpp.BarcodeFormat.Code128)
    row = np.array(code.to_image(scale=1, add_quiet_zones=False))[0]
    bars = np.repeat(row[None, :], max(1, round(len(row) * BAR_HEIGHT_SHARE)), axis=0)
    return np.pad(bars, ((QUIET_MODULES, QUIET_MODULES), (10, 10)), constant_values=255)
