"""Who signed: ink over a line, and under it the name and when. Without ink the line waits for a pen."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from printing.documents.ink import ink_of
from printing.documents.mediation_agreement import InkSignature
from printing.documents.moments import minute_stamp
from printing.fonts.catalogue import Face
from printing.layouts.styles import FORM_LOOK, SIGNED_BY, SIGNED_FOR
from printing.pdf.stencil import Stencil
from printing.typesetting.blocks import Stack
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, single_line
from printing.typesetting.paragraph import Paragraph
from printing.typesetting.table import Cell, Row, Table

_TALL_MM: Final = 15.0
_MOST_WIDE_MM: Final = 46.0
_ABOVE_LINE_MM: Final = 1.2
_LONGEST_LINE_MM: Final = 74.0
_HINT_PT: Final = 8.0
_A_ROW: Final = 2


@dataclass(frozen=True, slots=True)
class Signatory:
    """For whom is signed (甲方), who signs, and the signature if there is one."""

    role: str
    name: str
    signature: InkSignature | None


@dataclass(frozen=True, slots=True)
class InkBlock:
    """The ink over its line."""

    signature: InkSignature | None

    def set(self, width_pt: float) -> "SetInk":
        """See `Block.set`."""
        if self.signature is None:
            return SetInk(None, (0.0, 0.0), single_line("（签名）", Face.SANS, _HINT_PT), width_pt)
        ink = ink_of(self.signature.png_b64)
        room_wide, room_tall = min(width_pt, _MOST_WIDE_MM * mm), (_TALL_MM - _ABOVE_LINE_MM) * mm
        scale = min(room_wide / ink.width, room_tall / ink.height)
        stencil = Stencil.of(ink.width, ink.height, ink.bits)
        return SetInk(stencil, (ink.width * scale, ink.height * scale), None, width_pt)


@dataclass(frozen=True, slots=True)
class SetInk:
    """An `InkBlock` that has been set."""

    stencil: Stencil | None
    size_pt: tuple[float, float]
    hint: SetLine | None
    width_pt: float

    @property
    def height_pt(self) -> float:
        """The same for all, so that lines are level."""
        return _TALL_MM * mm

    def divide(self, room_pt: float) -> None:  # noqa: ARG002 a signature is whole
        """See `SetBlock.divide`: never."""
        return

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        line = top_pt - self.height_pt
        half = min(self.width_pt, _LONGEST_LINE_MM * mm) / 2
        middle = x_pt + self.width_pt / 2
        with canvas.artifact():
            canvas.saveState()
            canvas.setLineWidth(0.5)
            canvas.line(middle - half, line, middle + half, line)
            canvas.restoreState()
        if self.hint is not None:
            canvas.show(self.hint, middle + half - self.hint.width_pt, line + 3)
        if self.stencil is not None:
            width, height = self.size_pt
            bottom = line + _ABOVE_LINE_MM * mm + ((_TALL_MM - _ABOVE_LINE_MM) * mm - height) / 2
            canvas.stamp(self.stencil, (middle - width / 2, bottom, width, height))


def signature_table(signatories: tuple[Signatory, ...]) -> Table:
    """Return the table, two signatures to a row; a row never parts.

    Raises:
        MissingGlyph: no font has a character.
    """
    rows = []
    for start in range(0, len(signatories), _A_ROW):
        pair = signatories[start : start + _A_ROW]
        rows.append(Row(tuple(Cell(_signed(one), 1 / len(pair)) for one in pair), from_top=True))
    return Table((), tuple(rows), FORM_LOOK)


def _signed(one: Signatory) -> Stack:
    when = minute_stamp(one.signature.signed_at) if one.signature is not None else "　　　　年　　月　　日"
    return Stack(
        (
            Paragraph.of(one.role, SIGNED_FOR),
            InkBlock(one.signature),
            Paragraph.of(one.name, SIGNED_BY),
            Paragraph.of(when, SIGNED_BY),
        ),
        (0.0, 1.0, 4.0, 0.0),
    )
