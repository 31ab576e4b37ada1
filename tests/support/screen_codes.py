"""Codes on a screen, read as a phone's camera reads them."""

import numpy as np
import zxingcpp
from PySide6.QtGui import QImage


def code_on(screen: QImage) -> str:
    """Read the code off the screen, as a phone's camera does; "" where there is none."""
    picture = screen.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return next((code.text for code in zxingcpp.read_barcodes(dots[:, : picture.width()])), "")
