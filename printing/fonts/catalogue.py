"""Which typefaces there are, what stands in for what, and opening each file once, when it is first needed.

The chain ends in the two fonts of Hanazono Mincho: together with Noto they have all 87,887 ideographs and 228
radicals of GB 18030-2022 (docs/fonts.md says which code points). They are opened when the first rare character is met.

Memory: a face that is open costs about 1 MB; its file is mapped, and the pages touched are shared by all processes.
"""

import unicodedata
from enum import Enum
from functools import cache
from threading import Lock
from typing import Final

import assets
from printing.errors import MissingGlyph
from printing.fonts.sfnt import SfntFont

_OPENING: Final = Lock()


_THICKENED: Final = "/thickened"


class Face(Enum):
    """A typeface; the value is its file in assets/fonts without the suffix, and what is done to its outlines."""

    SERIF = "NotoSerifSC-Regular"
    SERIF_BOLD = "NotoSerifSC-Bold"
    SANS = "NotoSansSC-Regular"
    SANS_MEDIUM = "NotoSansSC-Medium"
    SANS_BOLD = "NotoSansSC-Bold"
    RARE = "HanaMinB"
    """Ideographs of the extensions B to F; one weight, stands in for every other face."""
    OTHER = "HanaMinA"
    """Compatibility ideographs and symbols that Noto lacks; one weight, stands in for every other face."""
    RARE_BOLD = "HanaMinB/thickened"
    OTHER_BOLD = "HanaMinA/thickened"
    """The same two where they stand in for a bold face: the canvas draws a stroke around their outlines."""

    @property
    def file_name(self) -> str:
        """The face's file, relative to assets/."""
        return f"fonts/{self.value.removesuffix(_THICKENED)}.ttf"

    @property
    def thickened(self) -> bool:
        """Whether its outlines are thickened when drawn."""
        return self.value.endswith(_THICKENED)


TEXT_FACES: Final = (Face.SERIF, Face.SERIF_BOLD, Face.SANS, Face.SANS_MEDIUM, Face.SANS_BOLD)
"""The faces that a design sets text in; the others only stand in."""
CHAINS: Final[dict[Face, tuple[Face, ...]]] = {
    Face.SERIF: (Face.SERIF, Face.SANS, Face.RARE, Face.OTHER),
    Face.SERIF_BOLD: (Face.SERIF_BOLD, Face.SERIF, Face.SANS_BOLD, Face.RARE_BOLD, Face.OTHER_BOLD),
    Face.SANS: (Face.SANS, Face.SERIF, Face.RARE, Face.OTHER),
    Face.SANS_MEDIUM: (Face.SANS_MEDIUM, Face.SANS, Face.SERIF, Face.RARE, Face.OTHER),
    Face.SANS_BOLD: (Face.SANS_BOLD, Face.SANS, Face.SERIF_BOLD, Face.RARE_BOLD, Face.OTHER_BOLD),
    Face.RARE: (Face.RARE, Face.SERIF, Face.OTHER),
    Face.OTHER: (Face.OTHER, Face.SERIF, Face.RARE),
    Face.RARE_BOLD: (Face.RARE_BOLD, Face.SERIF_BOLD, Face.OTHER_BOLD),
    Face.OTHER_BOLD: (Face.OTHER_BOLD, Face.SERIF_BOLD, Face.RARE_BOLD),
}
"""For each face the faces that are asked for a character, in order. Another font joins by standing at the ends."""


def font(face: Face) -> SfntFont:
    """Return the open font of a face; the first call opens it. Safe from any thread.

    Raises:
        FileNotFoundError: the file is not unpacked yet.
        FontFileError: the file is damaged.
    """
    with _OPENING:
        return _open(face.file_name)


@cache
def _open(file_name: str) -> SfntFont:
    return SfntFont(assets.path(file_name))


_SOURCES: Final[dict[tuple[str, Face], tuple[Face, int, float]]] = {}
_MOST_SOURCES: Final = 20_000
"""About 5 MB. A hall that has met more characters than that begins to remember anew."""


def source(character: str, face: Face) -> tuple[Face, int, float]:
    """Return which face of the chain draws a character, its glyph there and its width in ems.

    Raises:
        MissingGlyph: none does.
    """
    known = _SOURCES.get((character, face))
    if known is None:
        if len(_SOURCES) >= _MOST_SOURCES:
            _SOURCES.clear()
        known = _SOURCES[character, face] = _find(character, face)
    return known


def _find(character: str, face: Face) -> tuple[Face, int, float]:
    code_point = ord(character)
    if not _prints(character):
        raise MissingGlyph(character)
    for candidate in CHAINS[face]:
        opened = font(candidate)
        glyph = opened.glyph_of(code_point)
        if glyph:
            return candidate, glyph, opened.advance(glyph) / 1000
    raise MissingGlyph(character)


def _prints(character: str) -> bool:
    """Whether a glyph for it would be the character.

    Fonts draw dashed boxes for variation selectors and their own inventions in the private areas: on paper either
    would be taken for a character. Pictures (emoji) stand in no register.
    """
    code_point = ord(character)
    return not (
        unicodedata.category(character) in _NO_CHARACTERS
        or any(first <= code_point <= last for first, last in _SELECTORS_AND_PICTURES)
    )


_NO_CHARACTERS: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SELECTORS_AND_PICTURES: Final = ((0xFE00, 0xFE0F), (0xFFFC, 0xFFFD), (0xE0100, 0xE01EF), (0x1F000, 0x1FAFF))
