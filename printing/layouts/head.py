"""The head of an issued paper: issuer, title and number on the first page; title and number on the pages after it."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from printing.documents.moments import stamp
from printing.documents.paper import PaperIssue
from printing.fonts.catalogue import Face
from printing.layouts.styles import MARGIN_PT, PAGE_HEIGHT_PT, PAGE_WIDTH_PT, TEXT_WIDTH_PT
from printing.ornament.lettering import micro_text
from printing.ornament.palette import FOREST, SEAL_RED
from printing.pdf.form import Form
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, fitted_line, single_line
from printing.typesetting.paragraph import Align, Paragraph, SetParagraph, TextStyle

_FIRST_CONTENT_MM: Final = 68.2
NEXT_CONTENT_MM: Final = 42.0
"""From the top of any other page to its text."""

_ORGANISATION_MM: Final = 33.6
_TITLE_MM: Final = 46.6
_SUBTITLE_MM: Final = 54.4
_RULE_MM: Final = 58.0
_TITLE_ALONE_MM: Final = 2.2
_TAG_MM: Final = 25.4
_META_MM: Final = 64.0
_NEXT_TITLE_MM: Final = 32.6
_NEXT_RULE_MM: Final = 35.6
_TAG_PT: Final = 9.0
_TAG_PADDING_PT: Final = 5.0
_ORGANISATION_WRAPPED: Final = TextStyle(Face.SANS_MEDIUM, 12.0, 17.0, Align.CENTRE)


@dataclass(frozen=True, slots=True)
class Head:
    """Everything at the top of the pages, already set."""

    organisation: SetLine | SetParagraph
    title: SetLine
    subtitle: SetLine | None
    number: SetLine
    issued: SetLine
    tag: SetLine | None
    next_title: SetLine
    micro: Form

    @staticmethod
    def of(issue: PaperIssue, title: str, subtitle: str, *, issued: str) -> "Head":
        """Set the head; `issued` is what the time of issue is called.

        Raises:
            MissingGlyph: no font has a character.
        """
        organisation: SetLine | SetParagraph | None = fitted_line(
            issue.organisation, Face.SANS_MEDIUM, 13.5, TEXT_WIDTH_PT, tracking_em=0.30, smallest_pt=11.5
        )
        if organisation is None:
            organisation = Paragraph.of(issue.organisation, _ORGANISATION_WRAPPED).set(TEXT_WIDTH_PT)
        set_title = fitted_line(title, Face.SERIF_BOLD, 26.0, TEXT_WIDTH_PT, tracking_em=0.17, smallest_pt=1.0)
        assert set_title is not None
        return Head(
            organisation=organisation,
            title=set_title,
            subtitle=single_line(f"（{subtitle}）", Face.SERIF, 12.5, tracking_em=0.08) if subtitle else None,
            number=single_line(f"编号：{issue.paper_number}", Face.SANS, 9.5),
            issued=single_line(f"{issued}：{stamp(issue.issued_at)}", Face.SANS, 9.5),
            tag=_tag_line(issue),
            next_title=single_line(f"{title}（续页）", Face.SERIF_BOLD, 11.0),
            micro=micro_text(f"{issue.organisation}·{issue.paper_number}·", TEXT_WIDTH_PT),
        )

    @property
    def first_content_mm(self) -> float:
        """From the top of the first page to its text."""
        return _FIRST_CONTENT_MM - self._lines_less_mm

    @property
    def _lines_less_mm(self) -> float:
        """What a head without a subtitle is lower by."""
        return 0.0 if self.subtitle is not None else _SUBTITLE_MM - _TITLE_MM - _TITLE_ALONE_MM

    def draw_first(self, canvas: PaperCanvas) -> None:
        """Draw the head of the first page."""
        if isinstance(self.organisation, SetLine):
            _centred(canvas, self.organisation, _down(_ORGANISATION_MM))
        else:
            top = _down(_ORGANISATION_MM) + self.organisation.height_pt - 4
            self.organisation.draw(canvas, MARGIN_PT, top)
        _centred(canvas, self.title, _down(_TITLE_MM))
        if self.subtitle is not None:
            _centred(canvas, self.subtitle, _down(_SUBTITLE_MM))
        up = self._lines_less_mm
        self._draw_rule(canvas, _down(_RULE_MM - up))
        canvas.show(self.number, MARGIN_PT, _down(_META_MM - up))
        canvas.show(self.issued, PAGE_WIDTH_PT - MARGIN_PT - self.issued.width_pt, _down(_META_MM - up))
        self._draw_tag(canvas)

    def draw_next(self, canvas: PaperCanvas) -> None:
        """Draw the head of a page after the first."""
        canvas.show(self.next_title, MARGIN_PT, _down(_NEXT_TITLE_MM))
        canvas.show(self.number, PAGE_WIDTH_PT - MARGIN_PT - self.number.width_pt, _down(_NEXT_TITLE_MM))
        self._draw_rule(canvas, _down(_NEXT_RULE_MM))
        self._draw_tag(canvas)

    def _draw_tag(self, canvas: PaperCanvas) -> None:
        """A boxed line in red, at the top right of every page."""
        if self.tag is None:
            return
        x, y = PAGE_WIDTH_PT - MARGIN_PT - self.tag.width_pt - _TAG_PADDING_PT, _down(_TAG_MM)
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(SEAL_RED)
            canvas.setLineWidth(0.8)
            canvas.roundRect(
                x - _TAG_PADDING_PT, y - 4, self.tag.width_pt + 2 * _TAG_PADDING_PT, self.tag.size_pt + 5.5, 1.6
            )
            canvas.restoreState()
        canvas.show(self.tag, x, y, SEAL_RED)

    def _draw_rule(self, canvas: PaperCanvas, y_pt: float) -> None:
        """A rule with a line of micro text under it."""
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(FOREST)
            canvas.setLineWidth(1.1)
            canvas.line(MARGIN_PT, y_pt, PAGE_WIDTH_PT - MARGIN_PT, y_pt)
            canvas.place(self.micro, MARGIN_PT, y_pt - 2.9)
            canvas.restoreState()


def _down(from_top_mm: float) -> float:
    return PAGE_HEIGHT_PT - from_top_mm * mm


def _centred(canvas: PaperCanvas, line: SetLine, baseline_pt: float) -> None:
    canvas.show(line, (PAGE_WIDTH_PT - line.width_pt) / 2, baseline_pt)


def _tag_line(issue: PaperIssue) -> SetLine | None:
    """What a reader must see first: that this is a specimen, or a second copy."""
    facts = []
    if issue.specimen:
        facts.append("样张·非正式凭证")
    if issue.copy_number > 1:
        facts.append(f"补打·第{issue.copy_number}份")
    return single_line("　".join(facts), Face.SANS_MEDIUM, _TAG_PT) if facts else None
