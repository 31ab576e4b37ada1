"""The end of an issued paper: the last words, issuer and date, and the seal over both.

Source: GB/T 9704-2012, 7.3.5.1: the seal is upright, issuer and date are in its middle or slightly below, its top is
within one line of the text.
"""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from printing.documents.moments import date_words
from printing.documents.paper import PaperIssue
from printing.fonts.catalogue import Face
from printing.layouts.styles import BODY, CLOSING
from printing.ornament.seal import DIAMETER_MM, seal
from printing.pdf.form import Form
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, single_line
from printing.typesetting.paragraph import Align, Paragraph, SetParagraph, TextStyle, balanced_width_pt

_SIGNED: Final = TextStyle(Face.SERIF, 13.0, 20.0, Align.CENTRE)
_SEAL_TOP_MM: Final = 0.5
_SEAL_RIGHT_MM: Final = 5.0
_LONGEST_ISSUER_MM: Final = 92.0
_BELOW_CENTRE_MM: Final = 1.6
_DAY_GAP_PT: Final = 4.0
_HIGHEST_PT: Final = 42.0
"""From the seal's centre: an issuer of two lines grows up to here, so that the date stays clear of the seal's words."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The last paragraph of a paper, its last words, and who stands for them.

    They stay together: a seal on a page without a word of the text would be a seal on a blank (GB/T 9704, 7.3.5.4).
    """

    paragraph: str
    words: str
    issue: PaperIssue
    share: float = 1.0

    def tightened(self, share: float) -> "Closing":
        """See `Tightenable.tightened`: the text closes up, the seal and what it lies over never do."""
        return replace(self, share=self.share * share)

    def set(self, width_pt: float) -> "SetClosing":
        """See `Block.set`."""
        issue = self.issue
        issuer = Paragraph.of(issue.organisation, _SIGNED)
        return SetClosing(
            paragraph=Paragraph.of(self.paragraph, BODY).tightened(self.share).set(width_pt),
            words=Paragraph.of(self.words, CLOSING).set(width_pt),
            issuer=issuer.set(balanced_width_pt(issuer, _LONGEST_ISSUER_MM * mm)),
            day=single_line(date_words(issue.issued_at), _SIGNED.face, _SIGNED.size_pt, tracking_em=0.02),
            seal=seal(issue.organisation, issue.seal.purpose, issue.seal.code, specimen=issue.specimen),
            width_pt=width_pt,
        )


@dataclass(frozen=True, slots=True)
class SetClosing:
    """A `Closing` that has been set."""

    paragraph: SetParagraph
    words: SetParagraph
    issuer: SetParagraph
    day: SetLine
    seal: Form
    width_pt: float

    @property
    def height_pt(self) -> float:
        """From the last paragraph to the lower edge of the seal."""
        return self.paragraph.height_pt + (_SEAL_TOP_MM + DIAMETER_MM) * mm

    def divide(self, room_pt: float) -> None:  # noqa: ARG002 the last words, issuer and seal are one
        """See `SetBlock.divide`: never."""
        return

    def seal_box(self, x_pt: float, top_pt: float) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the seal when the block's upper left corner is at (`x_pt`, `top_pt`)."""
        x, y = self._seal_centre(x_pt, top_pt)
        radius = DIAMETER_MM / 2 * mm
        return x - radius, y - radius, x + radius, y + radius

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`. The seal first: black ink stays black over it."""
        x, y = self._seal_centre(x_pt, top_pt)
        with canvas.artifact():
            canvas.place(self.seal, x, y)
        self.paragraph.draw(canvas, x_pt, top_pt)
        self.words.draw(canvas, x_pt, top_pt - self.paragraph.height_pt)
        lines = self.issuer.height_pt + _SIGNED.leading_pt + _DAY_GAP_PT
        bottom_of_one = y - _BELOW_CENTRE_MM * mm - (2 * _SIGNED.leading_pt + _DAY_GAP_PT) / 2
        top = min(bottom_of_one + lines, y + _HIGHEST_PT)
        self.issuer.draw(canvas, x - self.issuer.width_pt / 2, top)
        baseline = top - lines + (_SIGNED.leading_pt - _SIGNED.size_pt) / 2 + 0.12 * _SIGNED.size_pt
        canvas.show(self.day, x - self.day.width_pt / 2, baseline)

    def _seal_centre(self, x_pt: float, top_pt: float) -> tuple[float, float]:
        half = max(DIAMETER_MM / 2 * mm, self.issuer.width_pt / 2) + _SEAL_RIGHT_MM * mm
        down = self.paragraph.height_pt + (_SEAL_TOP_MM + DIAMETER_MM / 2) * mm
        return x_pt + self.width_pt - half, top_pt - down
