"""An issued A4 paper: frame and rosette, heads, the text over its pages, the foot with the code, the seal."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from printing.documents.kinds import IssuedPaper
from printing.layouts.closing import Closing, SetClosing
from printing.layouts.foot import Foot
from printing.layouts.head import NEXT_CONTENT_MM, Head
from printing.layouts.styles import MARGIN_PT, PAGE_HEIGHT_PT, PAGE_WIDTH_PT, TEXT_WIDTH_PT
from printing.ornament.frame import frame
from printing.ornament.lettering import specimen_mark
from printing.ornament.rosette import BEHIND_TEXT, rosette
from printing.rendered import RenderedPdf, SealPlace
from printing.typesetting.airy import spread_blocks
from printing.typesetting.blocks import Block, tightened
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flow import FilledPage, Flowing, fill_pages

_ROSETTE_RADIUS_PT = 62 * mm
_MOST_AIR_PT = 3 * mm
_ABOVE_CLOSING_PT = 2.5 * mm
_CLOSER = (0.95, 0.9, 0.85)
"""How much closer text may be set before the closing is let go to a page of its own."""
_ROSETTE_UP_PT = PAGE_HEIGHT_PT * 0.505


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a paper's content and the gap above it; a heading stays with the part behind it."""

    block: Block
    gap_pt: float = 0.0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class FormWords:
    """Words of the form itself: what the time of issue is called, and what the foot says of the paper's worth."""

    issued: str = "出证时间"
    worth: str = "查询结果仅反映数据截止时点登记簿的记载，仅用于所列查询目的；涂改无效。"


PROOF_WORDS = FormWords()


def lay_out(paper: IssuedPaper, story: Sequence[Part], closing: Closing, words: FormWords = PROOF_WORDS) -> RenderedPdf:
    """Return `paper` as PDF: `story` is its content, `closing` its end.

    Everything is set before the first operator is written: an error leaves nothing half drawn.

    Raises:
        FieldError: the paper has no code yet.
        MissingGlyph: no font has a character.
        CodeTooLong, DoesNotFit: the code or a table row is too big for the paper.
    """
    issue = paper.issue
    head = Head.of(issue, paper.title, paper.subtitle, issued=words.issued)
    foot = Foot.of(issue, worth=words.worth)
    tops = (PAGE_HEIGHT_PT - head.first_content_mm * mm, PAGE_HEIGHT_PT - NEXT_CONTENT_MM * mm)
    pages = _fill([*story, Part(closing, _ABOVE_CLOSING_PT)], [top - foot.content_bottom_pt for top in tops])
    if len(pages) == 1:
        pages = (spread_blocks(pages[0], room_pt=tops[0] - foot.content_bottom_pt, most_pt=_MOST_AIR_PT),)
    canvas = PaperCanvas(
        page_size=(PAGE_WIDTH_PT, PAGE_HEIGHT_PT),
        title=paper.title,
        author=issue.organisation,
        subject=issue.paper_number,
        made_at=issue.issued_at,
    )
    for index, page in enumerate(pages):
        _draw_ground(canvas, specimen=issue.specimen)
        if index:
            head.draw_next(canvas)
        else:
            head.draw_first(canvas)
        page.draw(canvas, MARGIN_PT, tops[min(index, 1)])
        foot.draw(canvas, index + 1, len(pages))
        canvas.showPage()
    return RenderedPdf.of(canvas.finish(), len(pages), _seal_place(pages, tops))


def _fill(story: Sequence[Part], rooms_pt: Sequence[float]) -> tuple[FilledPage, ...]:
    """Fill the pages; where only the closing would begin a page, set everything closer, if that brings it back."""

    def filled(share: float) -> tuple[FilledPage, ...]:
        blocks = [
            Flowing(
                tightened(part.block, share).set(TEXT_WIDTH_PT), part.gap_pt * max(2 * share - 1, 0.5), part.heading
            )
            for part in story
        ]
        return fill_pages(blocks, first_room_pt=rooms_pt[0], next_room_pt=rooms_pt[1])

    natural = filled(1.0)
    if len(natural) == 1 or len(natural[-1].blocks) > 1:
        return natural
    return next((closer for share in _CLOSER if len(closer := filled(share)) < len(natural)), natural)


def _draw_ground(canvas: PaperCanvas, *, specimen: bool) -> None:
    with canvas.artifact():
        if specimen:
            canvas.place(specimen_mark(PAGE_WIDTH_PT, PAGE_HEIGHT_PT))
        canvas.place(rosette("behind-text", _ROSETTE_RADIUS_PT, BEHIND_TEXT), PAGE_WIDTH_PT / 2, _ROSETTE_UP_PT)
        canvas.place(frame(PAGE_WIDTH_PT, PAGE_HEIGHT_PT))


def _seal_place(pages: Sequence[FilledPage], tops: tuple[float, float]) -> SealPlace | None:
    for index, page in enumerate(pages):
        for placed in page.blocks:
            if isinstance(placed.block, SetClosing):
                box = placed.block.seal_box(MARGIN_PT, tops[min(index, 1)] - placed.down_pt)
                return SealPlace(index, box)
    return None
