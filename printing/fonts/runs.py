"""Split text into runs of one font each, and refuse text that no font can show, before anything is drawn."""

from dataclasses import dataclass
from itertools import groupby

from printing.fonts.catalogue import Face, source


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters that one font draws."""

    face: Face
    text: str


def runs(text: str, face: Face) -> tuple[Run, ...]:
    """Split `text`, meant for `face`, by the font that has each character.

    Raises:
        MissingGlyph: names the first character that no font of the chain has.
    """
    return tuple(
        Run(found, "".join(characters)) for found, characters in groupby(text, key=lambda c: source(c, face)[0])
    )


def width_em(text: str, face: Face) -> float:
    """Return the width of `text` in ems, without any spacing added.

    Raises:
        MissingGlyph: as `runs`.
    """
    return sum(source(character, face)[2] for character in text)
