"""Which typefaces there are, what stands in for what, and opening each file once, when it is first needed.

Memory: a face that is open costs about 1 MB; its file is mapped, and the pages touched are shared by all processes.
"""

from enum import Enum
from functools import cache
from threading import Lock
from typing import Final

import assets
from printing.errors import MissingGlyph
from printing.fonts.sfnt import SfntFont

_OPENING: Final = Lock()


class Face(Enum):
    """A typeface; the value is its file in assets/fonts without the suffix."""

    SERIF = "NotoSerifSC-Regular"
    SERIF_BOLD = "NotoSerifSC-Bold"
    SANS = "NotoSansSC-Regular"
    SANS_MEDIUM = "NotoSansSC-Medium"
    SANS_BOLD = "NotoSansSC-Bold"

    @property
    def file_name(self) -> str:
        """The face's file, relative to assets/."""
        return f"fonts/{self.value}.ttf"


CHAINS: Final[dict[Face, tuple[Face, ...]]] = {
    Face.SERIF: (Face.SERIF, Face.SANS),
    Face.SERIF_BOLD: (Face.SERIF_BOLD, Face.SERIF, Face.SANS_BOLD),
    Face.SANS: (Face.SANS, Face.SERIF),
    Face.SANS_MEDIUM: (Face.SANS_MEDIUM, Face.SANS, Face.SERIF),
    Face.SANS_BOLD: (Face.SANS_BOLD, Face.SANS, Face.SERIF_BOLD),
}
"""For each face the faces that are asked for a character, in order. Another font joins by standing at the ends."""


def font(face: Face) -> SfntFont:
    """Return the open font of a face; the first call opens it. Safe from any thread.

    Raises:
        FileNotFoundError: the file is not unpacked yet.
        FontFileError: the file is damaged.
    """
    with _OPENING:
        return _open(face)


@cache
def _open(face: Face) -> SfntFont:
    return SfntFont(assets.path(face.file_name))


_SOURCES: Final[dict[tuple[str, Face], tuple[Face, int, float]]] = {}


def source(character: str, face: Face) -> tuple[Face, int, float]:
    """Return which face of the chain draws a character, its glyph there and its width in ems.

    Raises:
        MissingGlyph: none does.
    """
    known = _SOURCES.get((character, face))
    if known is None:
        known = _SOURCES[character, face] = _find(character, face)
    return known


def _find(character: str, face: Face) -> tuple[Face, int, float]:
    code_point = ord(character)
    for candidate in CHAINS[face]:
        opened = font(candidate)
        glyph = opened.glyph_of(code_point)
        if glyph:
            return candidate, glyph, opened.advance(glyph) / 1000
    raise MissingGlyph(character)
