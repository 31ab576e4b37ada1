"""Cut a text into pieces that are never broken, and say how the gap between two pieces may be changed.

All measures are in ems of the paragraph's size. Source: CLREQ 3.1.3 to 3.1.7 (punctuation width adjustment, gaps
between Han and Western text, order of squeezing and stretching); GB/T 15834-2011, 5.1.12 and 5.1.13.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from printing.fonts.catalogue import Face, source
from printing.typesetting.characters import (
    WORD_JOINTS,
    CharacterClass,
    classify,
    counts,
    goes_on,
    is_unit,
    may_end_a_line,
    may_start_a_line,
)

FORBIDDEN: Final = float("inf")
_HALF: Final = 0.5
_HAN_LATIN_GAP: Final = 0.125
"""An eighth, which a line that lacks something stretches to a quarter: CLREQ 3.1.7 asks for a quarter at most."""
_BETWEEN_HAN: Final = 0.05
_FIXED_SPACES: Final = frozenset("\u3000\u2003\u2007\u202f\u00a0")
_NO_BREAK_SPACES: Final = frozenset("\u00a0\u202f\u2007")
_RIGID: Final = frozenset(
    {CharacterClass.INTERVAL, CharacterClass.CONNECTOR, CharacterClass.HYPHEN, CharacterClass.DIVIDER}
)
_PART_A_DATE: Final = 4000.0
"""As much as a line costs whose Han characters stand a seventh of an em apart: beyond that, part the date."""
_SHORT_NAME_EM: Final = 7.0
_BREAK_A_NAME: Final = 10_000.0
"""As much as a line whose Han characters stand nearly a quarter of an em apart: rather that than half a name."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. An `unbroken` one (a name) stays on one line, a long one breaks at its dots."""

    text: str
    face: Face
    unbroken: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One character in its place: `face` draws it at `x_em` from the start of its atom, taking `width_em`."""

    character: str
    face: Face
    x_em: float
    width_em: float


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece that is never broken.

    Attributes:
        blank_left_em, blank_right_em: empty halves of a full-width mark, which the ends of a line cut off.
    """

    letters: tuple[Letter, ...]
    width_em: float
    first: CharacterClass
    last: CharacterClass
    blank_left_em: float = 0.0
    blank_right_em: float = 0.0

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(letter.character for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two atoms: its width, how far that may change, and what a line's end here costs.

    Attributes:
        loose_em: its share of what a line still lacks when every gap has had its `stretch_em`: none where Han and
            Latin meet, whose gap is a quarter of an em at most (CLREQ 3.1.7).
    """

    width_em: float
    stretch_em: float
    shrink_em: float
    break_cost: float
    spaces: tuple[Letter, ...] = ()
    loose_em: float = 0.0


@dataclass(frozen=True, slots=True)
class Atoms:
    """A text in pieces. `gaps[i]` lies before `atoms[i]`; the first is empty."""

    atoms: tuple[Atom, ...]
    gaps: tuple[Gap, ...]


def atoms_of(spans: Sequence[Span], *, max_width_em: float) -> Atoms:
    """Cut `spans` into atoms; a piece wider than `max_width_em` is cut between its characters.

    Raises:
        MissingGlyph: no font has a character.
    """
    atoms: list[Atom] = []
    gaps: list[Gap] = []
    spaces: tuple[Letter, ...] = ()
    for span in spans:
        inner_cost = _inner_cost(span, max_width_em)
        first_of_span = True
        for piece in _pieces(span.text):
            if piece.isspace():
                spaces = _row(piece, span.face)
                continue
            for atom in _fitting(_atom(piece, span.face), max_width_em):
                gap = _gap(atoms[-1], atom, spaces) if atoms else Gap(0.0, 0.0, 0.0, FORBIDDEN)
                if not first_of_span and atoms[-1].last is not CharacterClass.INTERVAL:
                    gap = replace(gap, break_cost=gap.break_cost + inner_cost)
                atoms.append(atom)
                gaps.append(gap)
                spaces, first_of_span = (), False
    return Atoms(tuple(atoms), tuple(gaps))


def _inner_cost(span: Span, max_width_em: float) -> float:
    """What a line's end inside `span` costs on top."""
    if not span.unbroken:
        return 0.0
    width = sum(source(character, span.face)[2] for character in span.text)
    return FORBIDDEN if width <= min(_SHORT_NAME_EM, max_width_em) else _BREAK_A_NAME


def _pieces(text: str) -> Iterable[str]:
    """Words with their inner marks, runs of dashes or dots, runs of spaces, and single characters."""
    at, end = 0, len(text)
    while at < end:
        start = at
        kind = classify(text[at])
        at += 1
        if kind is CharacterClass.WORD:
            while at < end and (
                classify(text[at]) is CharacterClass.WORD
                or (text[at] in WORD_JOINTS and at + 1 < end and classify(text[at + 1]) is CharacterClass.WORD)
            ):
                at += 1
        elif kind is CharacterClass.LONG_MARK:
            while at < end and text[at] == text[start]:
                at += 1
        elif kind is CharacterClass.SPACE:
            while at < end and text[at].isspace():
                at += 1
        while at < end and unicodedata.combining(text[at]):
            at += 1
        yield text[start:at]


def _row(characters: str, face: Face) -> tuple[Letter, ...]:
    """Characters one behind the other."""
    letters: list[Letter] = []
    x = 0.0
    for character in characters:
        found, _, width = source(character, face)
        letters.append(Letter(character, found, x, width))
        x += width
    return tuple(letters)


def _atom(piece: str, face: Face) -> Atom:
    letters = _row(piece, face)
    x = sum(letter.width_em for letter in letters)
    first, last = classify(piece[0]), classify(piece[-1])
    if piece == "—":
        # One dash connects (北京—上海) and begins no line; two are a dash proper (GB/T 15834, 5.1.10).
        first = last = CharacterClass.CONNECTOR
    if first is CharacterClass.INTERVAL:
        # A dot takes half an em whatever the font gives it (GB/T 15834, 5.1.8).
        letters = (replace(letters[0], x_em=(_HALF - letters[0].width_em) / 2),)
        x = _HALF
    full_width = len(piece) == 1 and letters[0].width_em == 1.0
    return Atom(
        letters=letters,
        width_em=x,
        first=first,
        last=last,
        blank_left_em=_HALF if full_width and first is CharacterClass.OPENING else 0.0,
        blank_right_em=_HALF if full_width and last is CharacterClass.CLOSING and piece not in "？！" else 0.0,
    )


def _fitting(atom: Atom, max_width_em: float) -> list[Atom]:
    """Cut an atom that is wider than a line: at its inner marks, and where that is not enough, anywhere.

    A hyphen goes to the next line: at the end of a line it would read as a broken word, and copy as one.
    """
    if atom.width_em <= max_width_em:
        return [atom]
    pieces: list[list[Letter]] = [[]]
    for letter in atom.letters:
        if letter.character == "-" and pieces[-1]:
            pieces.append([])
        pieces[-1].append(letter)
        if letter.character in WORD_JOINTS and letter.character != "-":
            pieces.append([])
    cut: list[Atom] = []
    for piece in pieces:
        fits = sum(letter.width_em for letter in piece) <= max_width_em
        cut += [_loose(piece)] if fits and piece else [_loose([letter]) for letter in piece]
    return cut


def _loose(letters: list[Letter]) -> Atom:
    """Part of a word, as an atom that a line may begin and end with."""
    start = letters[0].x_em
    return Atom(
        tuple(replace(letter, x_em=letter.x_em - start) for letter in letters),
        sum(letter.width_em for letter in letters),
        CharacterClass.WORD,
        CharacterClass.WORD,
    )


def _gap(before: Atom, after: Atom, spaces: tuple[Letter, ...]) -> Gap:
    cost = 0.0 if may_end_a_line(before.last) and may_start_a_line(after.first) else FORBIDDEN
    number_before = before.text[-1].isdigit()
    if number_before and (is_unit(after.text) or (not spaces and counts(after.text[0]))):
        cost = FORBIDDEN
    if spaces:
        width = sum(space.width_em for space in spaces)
        fixed = any(space.character in _FIXED_SPACES for space in spaces)
        if any(space.character in _NO_BREAK_SPACES for space in spaces):
            cost = FORBIDDEN
        stretch = 0.0 if fixed else 0.2
        return Gap(width, stretch, 0.0 if fixed else width * 0.4, cost, spaces, loose_em=stretch)
    kinds = {before.last, after.first}
    if kinds == {CharacterClass.WORD}:
        return Gap(0.0, 0.0, 0.0, cost)
    if kinds == {CharacterClass.HAN, CharacterClass.WORD}:
        if cost == 0.0 and goes_on(before.text[-1]) and after.text[0].isdigit():
            cost = _PART_A_DATE
        return Gap(_HAN_LATIN_GAP, _HAN_LATIN_GAP, _HAN_LATIN_GAP / 3, cost)
    if before.blank_right_em and (after.blank_right_em or after.blank_left_em):
        return Gap(-_HALF, 0.02, 0.0 if after.blank_right_em else 0.2, cost, loose_em=0.02)
    if before.blank_left_em and after.blank_left_em:
        return Gap(-_HALF, 0.0, 0.0, cost)
    if kinds & _RIGID:
        return Gap(0.0, 0.0, 0.0, cost)
    blank = max(before.blank_right_em, after.blank_left_em)
    return Gap(0.0, _BETWEEN_HAN, blank / 2, cost, loose_em=_BETWEEN_HAN)
