"""A plain A4 report: a head, text over its pages, page x of y. No frame, no seal, no code: it proves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reportlab.lib.units import mm

from printing.documents.moments import stamp
from printing.fonts.catalogue import Face
from printing.layouts.sheet import Part
from printing.layouts.styles import PAGE_HEIGHT_PT, PAGE_WIDTH_PT, REPORT_MARGIN_PT
from printing.ornament.lettering import specimen_mark
from printing.ornament.palette import FOREST, RULE
from printing.rendered import RenderedPdf
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flow import Flowing, fill_pages
from printing.typesetting.lines import SetLine, fitted_line, single_line

WIDTH_PT: Final = PAGE_WIDTH_PT - 2 * REPORT_MARGIN_PT
_TITLE_MM: Final = 24.0
_SUBJECT_MM: Final = 31.5
_RULE_MM: Final = 34.5
_FIRST_MM: Final = 38.5
_NEXT_TITLE_MM: Final = 16.5
_NEXT_RULE_MM: Final = 18.8
_NEXT_MM: Final = 23.0
_BOTTOM_MM: Final = 21.0
_FOOT_RULE_MM: Final = 16.5
_FOOT_MM: Final = 11.8
_SMALL_PT: Final = 8.5


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What stands at the head and the foot of every page.

    Attributes:
        title: the report's name.
        subject: what it is about, one line: hall, terminal, day.
        made_at: when.
        specimen: whether this is a sample.
    """

    title: str
    subject: str
    made_at: datetime
    specimen: bool


def lay_out_report(head: ReportHead, story: Sequence[Part], *, author: str) -> RenderedPdf:
    """Return the report as PDF.

    Raises:
        MissingGlyph: no font has a character.
        DoesNotFit: a block is taller than a page.
    """
    mark = "（样张）" if head.specimen else ""
    title = single_line(f"{head.title}{mark}", Face.SERIF_BOLD, 22.0, tracking_em=0.12)
    subject = _fitted(head.subject, 10.0)
    next_title = single_line(f"{head.title}{mark}（续页）", Face.SERIF_BOLD, 10.0)
    next_subject = _fitted(head.subject, _SMALL_PT, WIDTH_PT - next_title.width_pt - 6 * mm)
    made = single_line(f"生成时间：{stamp(head.made_at)}", Face.SANS, _SMALL_PT)
    blocks = [Flowing(part.block.set(WIDTH_PT), part.gap_pt, part.heading) for part in story]
    tops = [PAGE_HEIGHT_PT - down * mm for down in (_FIRST_MM, _NEXT_MM)]
    rooms = [top - _BOTTOM_MM * mm for top in tops]
    pages = fill_pages(blocks, first_room_pt=rooms[0], next_room_pt=rooms[1])
    canvas = PaperCanvas(
        page_size=(PAGE_WIDTH_PT, PAGE_HEIGHT_PT),
        title=head.title,
        author=author,
        subject=head.subject,
        made_at=head.made_at,
    )
    for index, page in enumerate(pages):
        if head.specimen:
            with canvas.artifact():
                canvas.place(specimen_mark(PAGE_WIDTH_PT, PAGE_HEIGHT_PT))
        if index:
            canvas.show(next_title, REPORT_MARGIN_PT, _down(_NEXT_TITLE_MM))
            right = PAGE_WIDTH_PT - REPORT_MARGIN_PT - next_subject.width_pt
            canvas.show(next_subject, right, _down(_NEXT_TITLE_MM))
            _rule(canvas, _down(_NEXT_RULE_MM))
        else:
            canvas.show(title, (PAGE_WIDTH_PT - title.width_pt) / 2, _down(_TITLE_MM))
            canvas.show(subject, (PAGE_WIDTH_PT - subject.width_pt) / 2, _down(_SUBJECT_MM))
            _rule(canvas, _down(_RULE_MM))
        page.draw(canvas, REPORT_MARGIN_PT, tops[min(index, 1)])
        _foot(canvas, made, index + 1, len(pages))
        canvas.showPage()
    return RenderedPdf.of(canvas.finish(), len(pages))


def _foot(canvas: PaperCanvas, made: SetLine, page: int, pages: int) -> None:
    with canvas.artifact():
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.35)
        canvas.line(REPORT_MARGIN_PT, _FOOT_RULE_MM * mm, PAGE_WIDTH_PT - REPORT_MARGIN_PT, _FOOT_RULE_MM * mm)
        canvas.restoreState()
    number = single_line(f"第 {page} 页　共 {pages} 页", Face.SANS, _SMALL_PT)
    canvas.show(made, REPORT_MARGIN_PT, _FOOT_MM * mm)
    canvas.show(number, PAGE_WIDTH_PT - REPORT_MARGIN_PT - number.width_pt, _FOOT_MM * mm)


def _rule(canvas: PaperCanvas, y_pt: float) -> None:
    with canvas.artifact():
        canvas.saveState()
        canvas.setStrokeColor(FOREST)
        canvas.setLineWidth(1.1)
        canvas.line(REPORT_MARGIN_PT, y_pt, PAGE_WIDTH_PT - REPORT_MARGIN_PT, y_pt)
        canvas.restoreState()


def _fitted(text: str, size_pt: float, width_pt: float = WIDTH_PT) -> SetLine:
    line = fitted_line(text, Face.SANS, size_pt, width_pt, smallest_pt=1.0)
    assert line is not None
    return line


def _down(from_top_mm: float) -> float:
    return PAGE_HEIGHT_PT - from_top_mm * mm
