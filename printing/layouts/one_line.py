"""A number that must not be read in two pieces: one line, smaller where its cell is narrow, on the same leading."""

from dataclasses import dataclass

from printing.typesetting.lines import fitted_line
from printing.typesetting.paragraph import SetParagraph, TextStyle


@dataclass(frozen=True, slots=True)
class OneLine:
    """One line of text in `style`."""

    text: str
    style: TextStyle

    def set(self, width_pt: float) -> SetParagraph:
        """See `Block.set`."""
        style = self.style
        line = fitted_line(self.text, style.face, style.size_pt, width_pt, smallest_pt=1.0)
        assert line is not None
        return SetParagraph((line,), style, width_pt, 0.0)
