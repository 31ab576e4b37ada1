"""What can stand on a receipt. All measures are printer's dots, y downwards from the top of the paper.

Source: thermal heads of 80 mm printers have 576 dots over 72 mm, those of 58 mm printers 384 over 48 mm: 203 an inch.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from printing.codes import Code
from printing.typesetting.lines import SetLine

DOTS_PER_INCH: Final = 203


class PaperWidth(IntEnum):
    """The two papers; the value is millimetres."""

    MM_80 = 80
    MM_58 = 58

    @property
    def dots(self) -> int:
        """Dots of the head."""
        match self:
            case PaperWidth.MM_80:
                return 576
            case PaperWidth.MM_58:
                return 384


@dataclass(frozen=True, slots=True)
class TextItem:
    """A set line (its measures in dots) from `x`, on the base line `baseline`; white on a bar."""

    line: SetLine
    x: float
    baseline: int
    white: bool = False


@dataclass(frozen=True, slots=True)
class BarItem:
    """A black box: a rule, or the ground of white letters. A `dash` above 0 cuts it into pieces that long."""

    x: int
    top: int
    width: int
    height: int
    dash: int = 0


@dataclass(frozen=True, slots=True)
class FrameItem:
    """An empty box, `pen` dots thick inwards."""

    x: int
    top: int
    width: int
    height: int
    pen: int


@dataclass(frozen=True, slots=True)
class CodeItem:
    """A QR code; (`x`, `top`) is the corner of its first module, `module` its size. Its quiet zone is kept free."""

    code: Code
    x: int
    top: int
    module: int


Item = TextItem | BarItem | FrameItem | CodeItem


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A whole receipt."""

    width: PaperWidth
    height: int
    items: tuple[Item, ...]
