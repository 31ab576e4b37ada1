"""A signature's ink: a PNG of strokes, as text in a document's data, made into a stencil of black dots.

Papers keep ink as one bit a dot: a laser printer sets it sharp, and no paper needs transparency, which printers flatten
slowly and badly.
"""

import base64
import binascii
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

from printing.errors import FieldError, FieldRule

MOST_BYTES: Final = 96_000
MOST_DOTS: Final = 2_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_DARK: Final = 128
_CACHED: Final = 32
_FINER: Final = 3
"""Grey edges become steps a third of a dot of the pad's picture high: too small to see."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Rows of `(width + 7) // 8` bytes, most significant bit left, 1 = ink. Trimmed to the strokes."""

    width: int
    height: int
    bits: bytes = field(repr=False)


def check_ink(name: str, png_b64: str) -> None:
    """Refuse what is no base64 of a PNG of strokes: too large, damaged, or without a dark dot."""
    ink_of(png_b64, name)


@lru_cache(maxsize=_CACHED)
def ink_of(png_b64: str, name: str = "png_b64") -> Ink:
    """Return the strokes of a PNG, white or transparent where there is none.

    Raises:
        FieldError: it holds no strokes; `name` is the field it names.
    """
    expected = FieldError(name, FieldRule.PATTERN, f"base64 of a PNG of strokes, at most {MOST_BYTES} bytes")
    try:
        png = base64.b64decode(png_b64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise expected from error
    if len(png) > MOST_BYTES or not png.startswith(_PNG):
        raise expected
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise expected
            pale = Image.new("RGBA", picture.size, "white")
            pale.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise expected from error
    grey = pale.convert("L")
    box = grey.point([255 if shade < _DARK else 0 for shade in range(256)]).getbbox()
    if box is None:
        raise expected
    trimmed = grey.crop(box)
    finer = trimmed.resize((trimmed.width * _FINER, trimmed.height * _FINER), Image.Resampling.BICUBIC)
    strokes = finer.point([255 if shade < _DARK else 0 for shade in range(256)]).convert("1", dither=Image.Dither.NONE)
    return Ink(strokes.width, strokes.height, strokes.tobytes())
