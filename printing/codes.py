"""QR codes: as a grid of modules, as vector shapes for PDF, as dots for a thermal head.

Source: ISO/IEC 18004 (level M: 15 % of the code may be lost; a quiet zone of four modules on every side).
"""

from dataclasses import dataclass
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from printing.errors import CodeTooLong

QUIET_MODULES: Final = 4
MAX_VERSION: Final = 10
MAX_ALPHANUMERIC: Final = 311
"""Characters of the alphanumeric set (0-9 A-Z space $%*+-./:) that a version 10 code holds at level M."""

_RANDOM_LENGTH: Final = 120
_MASK_OF_RANDOM: Final = 2
"""Trying all eight masks takes four times as long as the code itself. A mask breaks up patterns; a long text here is a
signature, which has none: with 1 and 2 % of the modules inverted, 60 such codes of each mask read equally well."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code. `rows[r][c]` is whether the module is dark; the quiet zone is not in it."""

    rows: tuple[tuple[bool, ...], ...]
    version: int

    @property
    def modules(self) -> int:
        """Modules along one side, without the quiet zone."""
        return len(self.rows)

    @property
    def side(self) -> int:
        """Modules along one side, with the quiet zone on both ends."""
        return self.modules + 2 * QUIET_MODULES

    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Dark runs as (row, first column, length), rows from the top."""
        found: list[tuple[int, int, int]] = []
        for row_number, row in enumerate(self.rows):
            start = None
            for column, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    found.append((row_number, start, column - start))
                    start = None
        return tuple(found)


def make_code(text: str) -> Code:
    """Return `text` as a QR code at level M, of the smallest version that holds it.

    A text of the alphanumeric set takes two characters in eleven bits; any other is encoded as UTF-8.

    Raises:
        CodeTooLong: it needs a version above 10.
    """
    mask = _MASK_OF_RANDOM if len(text) >= _RANDOM_LENGTH else None
    maker = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    maker.add_data(text.encode("utf-8"), optimize=0)
    try:
        maker.best_fit(start=1)
    except (DataOverflowError, ValueError) as error:
        raise CodeTooLong(len(text)) from error
    if maker.version > MAX_VERSION:
        raise CodeTooLong(len(text))
    maker.make(fit=False)
    return Code(tuple(tuple(bool(dark) for dark in row) for row in maker.modules), maker.version)


def code_operators(code: Code, side_pt: float) -> str:
    """Return PDF operators that draw `code`, quiet zone included, as a square of `side_pt` from the origin upwards.

    The whole square is painted white first: a guilloche behind it would eat the quiet zone.
    """
    module = side_pt / code.side
    top = side_pt - QUIET_MODULES * module
    parts = [f"1 g 0 0 {side_pt:.3f} {side_pt:.3f} re f 0 g"]
    parts += [
        f"{(QUIET_MODULES + column) * module:.3f} {top - (row + 1) * module:.3f} {length * module:.3f} {module:.3f} re"
        for row, column, length in code.runs()
    ]
    parts.append("f")
    return " ".join(parts)
