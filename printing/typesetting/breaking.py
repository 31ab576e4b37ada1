"""Choose where the lines of a paragraph end, for the whole paragraph at once.

Every line costs the cube of how far its gaps are stretched or squeezed, plus what its break costs; the cheapest
paragraph wins. So a forbidden line start is cured by squeezing marks where that is enough and by stretching the
line before where it is not, and a last line of a single character is avoided.

Source: the method is Knuth and Plass, Breaking Paragraphs into Lines (1981); what may be squeezed is CLREQ 3.1.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from printing.typesetting.atoms import FORBIDDEN, Atoms

_WINDOW_EM: Final = 6.0
_SHORT_LAST_LINE_EM: Final = 2.6
_SHORT_LAST_LINE_COST: Final = 4000.0
_OVERFULL_COST: Final = 1e7
_HAIR_EM: Final = 1e-6
_TOO_LOOSE: Final = 10.0
_SQUEEZE_COST: Final = 250.0


@dataclass(frozen=True, slots=True)
class Line:
    """Atoms `start` to `end` (not included).

    Attributes:
        ratio: the share of each gap's stretch (above 0) or shrink (below) that the line takes.
        looseness: how many times each gap's `loose_em` it takes on top.
    """

    start: int
    end: int
    ratio: float
    looseness: float = 0.0


class _Sums:
    """Running sums, so that a line's width is two subtractions."""

    def __init__(self, pieces: Atoms) -> None:
        self._pieces = pieces
        widths = [a.width_em + g.width_em for a, g in zip(pieces.atoms, pieces.gaps, strict=True)]
        self.width = [0.0, *accumulate(widths)]
        self.stretch = [0.0, *accumulate(gap.stretch_em for gap in pieces.gaps)]
        self.shrink = [0.0, *accumulate(gap.shrink_em for gap in pieces.gaps)]
        self.loose = [0.0, *accumulate(gap.loose_em for gap in pieces.gaps)]

    def measure(self, start: int, end: int) -> tuple[float, float, float]:
        """Natural width, stretch and shrink of a line; its ends cut off the empty halves of marks."""
        first, last = self._pieces.atoms[start], self._pieces.atoms[end - 1]
        gap = self._pieces.gaps[start]
        width = self.width[end] - self.width[start] - gap.width_em - last.blank_right_em
        if start:
            width -= first.blank_left_em
        stretch = self.stretch[end] - self.stretch[start] - gap.stretch_em
        shrink = self.shrink[end] - self.shrink[start] - gap.shrink_em
        return width, stretch if stretch > _HAIR_EM else 0.0, shrink if shrink > _HAIR_EM else 0.0

    def looseness(self, start: int, end: int, lacking_em: float) -> float | None:
        """How loose a line gets that still lacks something when it is stretched; None when nothing there gives way."""
        loose = self.loose[end] - self.loose[start] - self._pieces.gaps[start].loose_em
        return lacking_em / loose if loose > _HAIR_EM else None


def break_lines(pieces: Atoms, *, width_em: float, indent_em: float, justified: bool) -> tuple[Line, ...]:
    """Return the lines of a paragraph `width_em` wide whose first line is indented by `indent_em`.

    A line that nothing can break is longer than `width_em` only if one atom is: `atoms_of` has cut those.
    """
    count = len(pieces.atoms)
    if not count:
        return ()
    sums = _Sums(pieces)
    cost = [FORBIDDEN] * (count + 1)
    came_from: list[Line | None] = [None] * (count + 1)
    cost[0] = 0.0
    for start in range(count):
        if cost[start] == FORBIDDEN:
            continue
        room = width_em - (0.0 if start else indent_em)
        for end in _ends(pieces, sums, start, room):
            line, line_cost = _line(pieces, sums, start, end, room, justified=justified)
            if cost[start] + line_cost < cost[end]:
                cost[end] = cost[start] + line_cost
                came_from[end] = line
    lines: list[Line] = []
    at = count
    while at:
        taken = came_from[at]
        assert taken is not None
        lines.append(taken)
        at = taken.start
    return tuple(reversed(lines))


def _ends(pieces: Atoms, sums: _Sums, start: int, room: float) -> list[int]:
    """Where a line from `start` may end: allowed breaks in the window below its full width, or the last resort."""
    count = len(pieces.atoms)
    nearly_full = bisect_left(sums.width, sums.width[start] + room - _WINDOW_EM, start + 1, count + 1)
    ends: list[int] = []
    longest = min(max(start + 1, nearly_full - 1), count)
    end = min(max(start + 1, nearly_full), count)
    while end <= count:
        width, _, shrink = sums.measure(start, end)
        if width - shrink > room + _HAIR_EM and end > start + 1:
            break
        longest = end
        if end == count or pieces.gaps[end].break_cost < FORBIDDEN:
            ends.append(end)
        end += 1
    if not ends:
        ends = [end for end in range(longest, start, -1) if end == count or pieces.gaps[end].break_cost < FORBIDDEN][:1]
    return ends or [longest]


def _line(pieces: Atoms, sums: _Sums, start: int, end: int, room: float, *, justified: bool) -> tuple[Line, float]:
    width, stretch, shrink = sums.measure(start, end)
    spare = room - width
    last = end == len(pieces.atoms)
    looseness = 0.0
    if spare < 0:
        ratio = max(-1.0, spare / shrink) if shrink else -1.0
        badness = -_SQUEEZE_COST * ratio**3 if width - shrink <= room + _HAIR_EM else _OVERFULL_COST
    elif last or not justified:
        ratio = 0.0
        badness = 0.0 if last else (spare / room) ** 2 * 400
    else:
        ratio = spare / stretch if stretch else _TOO_LOOSE
        badness = min(100 * ratio**3, _OVERFULL_COST)
        if ratio >= _TOO_LOOSE:
            # Letters strewn over a line are worse than a ragged end.
            ratio = 0.0
        elif ratio > 1.0 and (more := sums.looseness(start, end, spare - stretch)) is not None:
            ratio, looseness = 1.0, more
    if last and start and width < _SHORT_LAST_LINE_EM:
        badness += _SHORT_LAST_LINE_COST
    penalty = 0.0 if last else pieces.gaps[end].break_cost
    if penalty == FORBIDDEN:
        penalty = _OVERFULL_COST
    return Line(start, end, ratio, looseness), 1.0 + badness + penalty
