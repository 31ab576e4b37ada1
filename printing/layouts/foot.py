"""The foot of every page: the code, how to verify, which copy, page x of y."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm

from printing.codes import QUIET_MODULES, Code, code_operators, make_code
from printing.documents.paper import PaperIssue
from printing.fonts.catalogue import Face
from printing.layouts.styles import MARGIN_PT, NOTE, PAGE_WIDTH_PT
from printing.ornament.palette import RULE
from printing.pdf.form import Form
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import SetLine, single_line
from printing.typesetting.paragraph import EM_BOX_ASCENT, Paragraph, SetParagraph

_INK_MM: Final = 28.5
_INK_BOTTOM_MM: Final = 28.8
_RULE_ABOVE_MM: Final = 3.0
_TEXT_ABOVE_MM: Final = 4.6
_PAGE_MM: Final = 22.2
_BESIDE_MM: Final = 6.5
_NUMBER_PT: Final = 11.0
_FACT_PT: Final = 8.5
_FACT_LEADING_PT: Final = 12.2
_BELOW_HEADING_PT: Final = 4.0
_NOTE_GAP_PT: Final = 0.8
_HOW_TO_VERIFY: Final = "扫描左侧二维码，可离线核验签发机构、编号、时间和份号；不符的以核验结果为准。"


@dataclass(frozen=True, slots=True)
class Foot:
    """Everything at the bottom of the pages, already set; only the page number changes from page to page."""

    code: Code
    code_form: Form
    code_side_pt: float
    heading: SetLine
    numbers: tuple[SetLine, ...]
    notes: tuple[SetParagraph, ...]
    facts: tuple[SetLine, ...]

    @staticmethod
    def of(issue: PaperIssue, *, worth: str) -> "Foot":
        """Set the foot; `worth` says what the paper is good for.

        Raises:
            FieldError: the paper has no code yet.
            MissingGlyph: no font has a character.
            CodeTooLong: the code's text does not fit a version 10 code.
        """
        code = make_code(issue.signed_code)
        side = _INK_MM * mm / code.modules * code.side
        notes = (_HOW_TO_VERIFY, worth, *issue.notes)
        numbers = tuple(single_line(f"{number}.", NOTE.face, NOTE.size_pt) for number in range(1, len(notes) + 1))
        width = PAGE_WIDTH_PT - MARGIN_PT - _text_left_pt() - _NUMBER_PT
        facts = (
            f"查询码 {issue.verifier}　办件编号 {issue.case_number}",
            f"{issue.hall}　终端 {issue.terminal_id}　第{issue.copy_number}份",
        )
        return Foot(
            code=code,
            code_form=Form.of("code", (0, 0, side, side), code_operators(code, side)),
            code_side_pt=side,
            heading=single_line("防伪查验", Face.SANS_BOLD, 9.5, tracking_em=0.12),
            numbers=numbers,
            notes=tuple(Paragraph.of(text, NOTE).set(width) for text in notes),
            facts=tuple(single_line(fact, Face.SANS_MEDIUM, _FACT_PT) for fact in facts),
        )

    @property
    def content_bottom_pt(self) -> float:
        """From the bottom of the paper to the lowest text above the foot."""
        return self._top_pt + (_RULE_ABOVE_MM + _TEXT_ABOVE_MM) * mm

    @property
    def _top_pt(self) -> float:
        """The upper edge of code and notes, whichever is higher."""
        notes = sum(note.height_pt + _NOTE_GAP_PT for note in self.notes)
        text = self.heading.size_pt + _BELOW_HEADING_PT + notes + len(self.facts) * _FACT_LEADING_PT
        return _INK_BOTTOM_MM * mm + max(_INK_MM * mm, text)

    def draw(self, canvas: PaperCanvas, page: int, pages: int) -> None:
        """Draw the foot of page `page` of `pages`."""
        quiet = self.code_side_pt * QUIET_MODULES / self.code.side
        rule = self._top_pt + _RULE_ABOVE_MM * mm
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.35)
            canvas.line(MARGIN_PT, rule, PAGE_WIDTH_PT - MARGIN_PT, rule)
            canvas.restoreState()
            canvas.place(self.code_form, MARGIN_PT - quiet, _INK_BOTTOM_MM * mm - quiet)
        left = _text_left_pt()
        baseline = self._top_pt - EM_BOX_ASCENT * self.heading.size_pt + 0.6
        canvas.show(self.heading, left, baseline)
        top = baseline - _BELOW_HEADING_PT
        for number, note in zip(self.numbers, self.notes, strict=True):
            first = top - (NOTE.leading_pt - NOTE.size_pt) / 2 - EM_BOX_ASCENT * NOTE.size_pt
            canvas.show(number, left, first)
            note.draw(canvas, left + _NUMBER_PT, top)
            top -= note.height_pt + _NOTE_GAP_PT
        baseline = _INK_BOTTOM_MM * mm + 0.8
        for fact in reversed(self.facts):
            canvas.show(fact, left, baseline)
            baseline += _FACT_LEADING_PT
        self._draw_page_number(canvas, page, pages)

    def _draw_page_number(self, canvas: PaperCanvas, page: int, pages: int) -> None:
        line = single_line(f"第 {page} 页　共 {pages} 页", Face.SANS, 8.5)
        canvas.show(line, (PAGE_WIDTH_PT - line.width_pt) / 2, _PAGE_MM * mm)


def _text_left_pt() -> float:
    return MARGIN_PT + (_INK_MM + _BESIDE_MM) * mm
