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
MOST_PAD_BYTES: Final = 4_000_000
MOST_PAD_DOTS: Final = 16_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_DARK: Final = 128
_DARK_IS_WHITE: Final = [255 if shade < _DARK else 0 for shade in range(256)]
_COMPACT_DOTS: Final = (720, 240)
"""Some 400 dots an inch in the room that a signature has on paper."""
_GREYS: Final = 4
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
    refused = FieldError(name, FieldRule.PATTERN, f"base64 of a PNG of strokes, at most {MOST_BYTES} bytes")
    try:
        png = base64.b64decode(png_b64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise refused from error
    if len(png) > MOST_BYTES:
        raise refused
    trimmed = _trimmed(png, MOST_DOTS, refused)
    finer = trimmed.resize((trimmed.width * _FINER, trimmed.height * _FINER), Image.Resampling.BICUBIC)
    strokes = finer.point(_DARK_IS_WHITE).convert("1", dither=Image.Dither.NONE)
    return Ink(strokes.width, strokes.height, strokes.tobytes())


def compact_ink(png: bytes) -> str:
    """Return a pad's picture as text for a document's data: trimmed to the strokes, some kilobytes.

    Pads draw for any use, in millions of dots with transparency; on paper a signature is a few centimetres wide.

    Raises:
        FieldError: it is no PNG, holds no strokes, or is larger than any pad's.
    """
    refused = FieldError("png", FieldRule.PATTERN, f"a PNG of strokes, at most {MOST_PAD_BYTES} bytes")
    if len(png) > MOST_PAD_BYTES:
        raise refused
    trimmed = _trimmed(png, MOST_PAD_DOTS, refused)
    trimmed.thumbnail(_COMPACT_DOTS, Image.Resampling.LANCZOS)
    greys = trimmed.point([shade * _GREYS // 256 for shade in range(256)]).convert("P")
    greys.putpalette([round(level / (_GREYS - 1) * 255) for level in range(_GREYS) for _ in range(3)])
    buffer = BytesIO()
    greys.save(buffer, "PNG", optimize=True, bits=2)
    return base64.b64encode(buffer.getvalue()).decode()


def _trimmed(png: bytes, most_dots: int, refused: FieldError) -> Image.Image:
    """Return the strokes in greys on white, without the blank around them. Raises `refused` where there are none."""
    if not png.startswith(_PNG):
        raise refused
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as picture:
            if picture.width * picture.height > most_dots:
                raise refused
            pale = Image.new("RGBA", picture.size, "white")
            pale.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise refused from error
    grey = pale.convert("L")
    box = grey.point(_DARK_IS_WHITE).getbbox()
    if box is None:
        raise refused
    return grey.crop(box)
