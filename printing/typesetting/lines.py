"""A set line: every character in its place. It can no longer fail: all its glyphs have been found."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.fonts.catalogue import Face
from printing.typesetting.atoms import Atoms, Span, atoms_of
from printing.typesetting.breaking import Line

_UNBOUNDED_EM = 1e6


@dataclass(frozen=True, slots=True)
class PlacedLetter:
    """One character: `face` draws it `x_pt` from the line's start; without any spacing it takes `width_pt`."""

    character: str
    face: Face
    x_pt: float
    width_pt: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line at one size. `width_pt` is from its start to the end of its ink box, without what the ends cut off."""

    letters: tuple[PlacedLetter, ...]
    size_pt: float
    width_pt: float

    @property
    def text(self) -> str:
        """The characters, as they should come out when the line is copied."""
        return "".join(letter.character for letter in self.letters)

    @property
    def spaced(self) -> bool:
        """Whether any character stands elsewhere than right behind the one before it."""
        x = 0.0
        for letter in self.letters:
            if abs(letter.x_pt - x) > self.size_pt / 1000:
                return True
            x = letter.x_pt + letter.width_pt
        return False


def place(pieces: Atoms, line: Line, size_pt: float) -> SetLine:
    """Give every character of `line` its place."""
    letters: list[PlacedLetter] = []
    x = 0.0
    for index in range(line.start, line.end):
        atom, gap = pieces.atoms[index], pieces.gaps[index]
        if index == line.start:
            x -= atom.blank_left_em if index else 0.0
        else:
            letters += [
                PlacedLetter(space.character, space.face, (x + space.x_em) * size_pt, space.width_em * size_pt)
                for space in gap.spaces
            ]
            change = gap.stretch_em if line.ratio > 0 else gap.shrink_em
            x += gap.width_em + change * line.ratio + gap.loose_em * line.looseness
        letters += [
            PlacedLetter(letter.character, letter.face, (x + letter.x_em) * size_pt, letter.width_em * size_pt)
            for letter in atom.letters
        ]
        x += atom.width_em
    x -= pieces.atoms[line.end - 1].blank_right_em
    return SetLine(tuple(letters), size_pt, x * size_pt)


def single_line(spans: Sequence[Span] | str, face: Face, size_pt: float, *, tracking_em: float = 0.0) -> SetLine:
    """Set a text that is one line whatever its length, with `tracking_em` more between any two pieces.

    Raises:
        MissingGlyph: no font has a character.
    """
    given = (Span(spans, face),) if isinstance(spans, str) else spans
    pieces = atoms_of(given, max_width_em=_UNBOUNDED_EM)
    if not pieces.atoms:
        return SetLine((), size_pt, 0.0)
    line = place(pieces, Line(0, len(pieces.atoms), 0.0), size_pt)
    if not tracking_em:
        return line
    letters, steps = _spread(line, pieces, tracking_em * size_pt)
    return SetLine(letters, size_pt, line.width_pt + tracking_em * size_pt * steps)


def distributed_line(text: str, face: Face, size_pt: float, width_pt: float) -> SetLine:
    """Set a label over exactly `width_pt`, its characters evenly apart (均排); a longer one stays as it is.

    Raises:
        MissingGlyph: no font has a character.
    """
    line = single_line(text, face, size_pt)
    steps = len(line.letters) - 1
    spare = width_pt - line.width_pt
    if steps < 1 or spare <= 0:
        return line
    letters = tuple(
        PlacedLetter(letter.character, letter.face, letter.x_pt + spare * index / steps, letter.width_pt)
        for index, letter in enumerate(line.letters)
    )
    return SetLine(letters, size_pt, width_pt)


def fitted_line(
    text: str, face: Face, size_pt: float, width_pt: float, *, tracking_em: float = 0.0, smallest_pt: float
) -> SetLine | None:
    """Set one line no wider than `width_pt`: first with less tracking, then smaller; None below `smallest_pt`.

    Raises:
        MissingGlyph: no font has a character.
    """
    for share in (1.0, 0.5, 0.0):
        line = single_line(text, face, size_pt, tracking_em=tracking_em * share)
        if line.width_pt <= width_pt:
            return line
    fitting_pt = size_pt * width_pt / single_line(text, face, size_pt).width_pt
    return single_line(text, face, fitting_pt) if fitting_pt >= smallest_pt else None


def _spread(line: SetLine, pieces: Atoms, step_pt: float) -> tuple[tuple[PlacedLetter, ...], int]:
    letters: list[PlacedLetter] = []
    at = 0
    for index, atom in enumerate(pieces.atoms):
        size = len(atom.letters) + len(pieces.gaps[index].spaces)
        letters += [
            PlacedLetter(letter.character, letter.face, letter.x_pt + step_pt * index, letter.width_pt)
            for letter in line.letters[at : at + size]
        ]
        at += size
    return tuple(letters), len(pieces.atoms) - 1
