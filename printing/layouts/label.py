"""A label whose characters are spread over the same width in every row (均排)."""

from dataclasses import dataclass

from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, distributed_line
from printing.typesetting.paragraph import EM_BOX_ASCENT, TextStyle


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text over `spread_em` ems, in the middle of its cell."""

    text: str
    style: TextStyle
    spread_em: float = 4.0

    def set(self, width_pt: float) -> "SetLabel":
        """See `Block.set`."""
        style = self.style
        spread_pt = min(width_pt, self.spread_em * style.size_pt)
        return SetLabel(distributed_line(self.text, style.face, style.size_pt, spread_pt), style, width_pt)


@dataclass(frozen=True, slots=True)
class SetLabel:
    """A `Label` that has been set."""

    line: SetLine
    style: TextStyle
    width_pt: float

    @property
    def height_pt(self) -> float:
        """One leading."""
        return self.style.leading_pt

    def divide(self, room_pt: float) -> None:  # noqa: ARG002 one line has no inside to divide
        """See `SetBlock.divide`: never."""
        return

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        style = self.style
        baseline = top_pt - (style.leading_pt - style.size_pt) / 2 - EM_BOX_ASCENT * style.size_pt
        canvas.show(self.line, x_pt + (self.width_pt - self.line.width_pt) / 2, baseline)
