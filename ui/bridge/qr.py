"""QR codes as paths for `QrCode.qml`: the dark modules, one unit a module, the quiet zone counted in."""

from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M

_QUIET_MODULES: Final = 4


class QrDrawing:
    """Draws a QR code once, however often the state is shown."""

    def __init__(self) -> None:
        """Draw nothing yet."""
        self._drawn: tuple[str, str, int] = ("", "", 0)

    def draw(self, text: str) -> tuple[str, int]:
        """Return path and size of the code that says `text`."""
        if self._drawn[0] != text:
            code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
            code.add_data(text)
            rows = code.get_matrix()
            dark = ((x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module)
            path = "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)
            self._drawn = (text, path, len(rows))
        return self._drawn[1], self._drawn[2]

    def forget(self) -> None:
        """The code is secret while it lasts."""
        self._drawn = ("", "", 0)
