"""Text in lines: justified with full kinsoku, or left, centred, right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, assert_never

from reportlab.lib.colors import Color

from printing.fonts.catalogue import Face
from printing.typesetting.atoms import Span, atoms_of
from printing.typesetting.breaking import break_lines
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, place

EM_BOX_ASCENT: Final = 0.88
"""How much of the em box of a Han character is above the base line (both Noto families: OS/2 sTypoAscender)."""
_LEAST_LINES_TOGETHER: Final = 2
_BALANCE_STEP_PT: Final = 2.0
_LEAST_LEADING: Final = 1.36


class Align(Enum):
    """Where the lines of a paragraph stand."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks. Text is black unless `colour` says otherwise: grey text prints as a screen of dots."""

    face: Face
    size_pt: float
    leading_pt: float
    align: Align = Align.LEFT
    indent_em: float = 0.0
    colour: Color | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and its style."""

    spans: tuple[Span, ...]
    style: TextStyle

    @staticmethod
    def of(text: str | Sequence[Span], style: TextStyle) -> "Paragraph":
        """Make a paragraph of one text, or of spans in several faces."""
        return Paragraph((Span(text, style.face),) if isinstance(text, str) else tuple(text), style)

    def tightened(self, share: float) -> "Paragraph":
        """See `Tightenable.tightened`. Lines never come closer than reads well."""
        least = min(self.style.leading_pt, self.style.size_pt * _LEAST_LEADING)
        return replace(self, style=replace(self.style, leading_pt=max(self.style.leading_pt * share, least)))

    def set(self, width_pt: float) -> "SetParagraph":
        """See `Block.set`."""
        style = self.style
        width_em = width_pt / style.size_pt
        pieces = atoms_of(self.spans, max_width_em=width_em - style.indent_em)
        lines = break_lines(
            pieces, width_em=width_em, indent_em=style.indent_em, justified=style.align is Align.JUSTIFIED
        )
        return SetParagraph(
            lines=tuple(place(pieces, line, style.size_pt) for line in lines),
            style=style,
            width_pt=width_pt,
            first_indent_pt=style.indent_em * style.size_pt,
        )


def balanced_width_pt(paragraph: Paragraph, widest_pt: float) -> float:
    """Return the least width at which `paragraph` has no more lines than at `widest_pt`: its lines come out even.

    Raises:
        MissingGlyph: no font has a character.
    """
    lines = len(paragraph.set(widest_pt).lines)
    low, high = widest_pt / (lines + 1), widest_pt
    while high - low > _BALANCE_STEP_PT:
        middle = (low + high) / 2
        if len(paragraph.set(middle).lines) > lines:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph in its lines."""

    lines: tuple[SetLine, ...]
    style: TextStyle
    width_pt: float
    first_indent_pt: float

    @property
    def height_pt(self) -> float:
        """Its height: one leading a line."""
        return len(self.lines) * self.style.leading_pt

    def divide(self, room_pt: float) -> "tuple[SetParagraph, SetParagraph] | None":
        """See `SetBlock.divide`. Two lines at least stay together on either side."""
        return self._divided(room_pt, _LEAST_LINES_TOGETHER)

    def cut(self, room_pt: float) -> "tuple[SetParagraph, SetParagraph] | None":
        """See `Cuttable.cut`: between any two lines."""
        return self._divided(room_pt, 1)

    def _divided(self, room_pt: float, least: int) -> "tuple[SetParagraph, SetParagraph] | None":
        fitting = min(int(room_pt / self.style.leading_pt + 1e-6), len(self.lines) - least)
        if fitting < least:
            return None
        head = SetParagraph(self.lines[:fitting], self.style, self.width_pt, self.first_indent_pt)
        return head, SetParagraph(self.lines[fitting:], self.style, self.width_pt, 0.0)

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        style = self.style
        baseline = top_pt - (style.leading_pt - style.size_pt) / 2 - EM_BOX_ASCENT * style.size_pt
        for index, line in enumerate(self.lines):
            indent = 0.0 if index else self.first_indent_pt
            canvas.show(line, x_pt + self._offset(line, indent), baseline, style.colour)
            baseline -= style.leading_pt

    def _offset(self, line: SetLine, indent_pt: float) -> float:
        match self.style.align:
            case Align.JUSTIFIED | Align.LEFT:
                return indent_pt
            case Align.CENTRE:
                return indent_pt + (self.width_pt - indent_pt - line.width_pt) / 2
            case Align.RIGHT:
                return self.width_pt - line.width_pt
            case _:
                assert_never(self.style.align)
