"""A page that shows a technician whether a printer prints well: edges, lines, greys, small and rare characters.

It says nothing of anybody and is no document of the hall's: no frame, no seal, no code.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import Column
from printing.layouts.receipt.dots import draw_raster
from printing.layouts.receipt.items import PaperWidth
from printing.layouts.styles import PAGE_HEIGHT_PT, PAGE_WIDTH_PT
from printing.raster import Raster
from printing.rendered import RenderedPdf
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import single_line

_GREYS: Final = 11
_SAMPLE: Final = "国家政务服务 永东国酬愛鬱靐龘 0123456789 ABCDEFG abcdefg"
_RARE: Final = "㐀䶮𠮷𫖯𬭊𮧵"
_SIZES: Final = (6, 7, 8, 9, 10.5, 12, 14)


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What stands on it.

    Attributes:
        terminal, device, driver: which terminal printed it, on what; codes, no sentences.
        at: when, aware, in the hall's time.
    """

    terminal: str
    device: str
    driver: str
    at: datetime

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value of each line."""
        at = self.at.strftime("%Y-%m-%d %H:%M:%S")
        return (("终端", self.terminal), ("设备", self.device), ("驱动", self.driver), ("时间", at))


def render_test_page(page: TrialPage) -> RenderedPdf:
    """Return it as one A4 page.

    Raises:
        MissingGlyph: a character of a fact is in no font.
    """
    canvas = PaperCanvas(
        page_size=(PAGE_WIDTH_PT, PAGE_HEIGHT_PT),
        title="打印测试页",
        author=page.terminal,
        subject=page.device,
        made_at=page.at,
    )
    _draw_edges(canvas)
    left, top = 24 * mm, PAGE_HEIGHT_PT - 34 * mm
    canvas.show(single_line("打印测试页", Face.SANS_BOLD, 26), left, top)
    top -= 14 * mm
    for label, value in page.facts:
        canvas.show(single_line(label, Face.SANS, 12), left, top)
        canvas.show(single_line(value, Face.SANS_BOLD, 12), left + 20 * mm, top)
        top -= 8 * mm
    top = _draw_greys(canvas, left, top - 6 * mm)
    top = _draw_lines(canvas, left, top - 8 * mm)
    for size in _SIZES:
        for face in (Face.SERIF, Face.SANS):
            canvas.show(single_line(f"{size:g}  {_SAMPLE}", face, size), left, top)
            top -= size * 1.25 + 2
    canvas.show(single_line(_RARE, Face.SERIF, 20), left, top - 6 * mm)
    canvas.showPage()
    return RenderedPdf.of(canvas.finish(), 1)


def render_test_strip(page: TrialPage, *, width_px: int) -> Raster:
    """Return it as dots for a receipt printer's head of 576 or 384 dots.

    Raises:
        ValueError: no head has `width_px` dots.
        MissingGlyph: as `render_test_page`.
    """
    width = next((width for width in PaperWidth if width.dots == width_px), None)
    if width is None:
        raise ValueError(f"no test strip for {width_px} dots")
    column = Column(width)
    column.skip(16)
    column.heading("打印测试", Face.SANS_BOLD, 48, tracking_em=0.1)
    column.rule(3, above=16, below=16)
    for label, value in page.facts:
        column.text(f"{label}  {value}", Face.SANS, 26)
    column.rule(1, dash=6, above=16, below=16)
    for size in (26, 30, 36):
        column.text(_SAMPLE, Face.SERIF, size)
    column.text(_RARE, Face.SERIF, 40)
    for thickness in (1, 2, 3, 4, 6, 8):
        column.rule(thickness, above=8, below=8)
    return draw_raster(column.finish(24))


def _draw_edges(canvas: PaperCanvas) -> None:
    """Frames 5, 10 and 15 mm from the edge: the outermost that is whole says how far this printer prints."""
    canvas.setLineWidth(0.4)
    for inset_mm in (5, 10, 15):
        inset = inset_mm * mm
        canvas.rect(inset, inset, PAGE_WIDTH_PT - 2 * inset, PAGE_HEIGHT_PT - 2 * inset)
        canvas.show(single_line(f"{inset_mm} mm", Face.SANS, 7), inset + 2 * mm, inset + 1.4 * mm)


def _draw_greys(canvas: PaperCanvas, left: float, top: float) -> float:
    """Eleven steps from white to black; return where they end."""
    width, height = 14 * mm, 12 * mm
    for step in range(_GREYS):
        grey = 1 - step / (_GREYS - 1)
        canvas.setFillColor(Color(grey, grey, grey))
        canvas.rect(left + step * width, top - height, width, height, fill=1, stroke=1)
    canvas.setFillColor(Color(0, 0, 0))
    for step in range(_GREYS):
        canvas.show(single_line(f"{step * 10}%", Face.SANS, 8), left + step * width + 2, top - height - 4 * mm)
    return top - height - 4 * mm


def _draw_lines(canvas: PaperCanvas, left: float, top: float) -> float:
    """Lines of growing width, and hair lines close together; return where the next thing may begin."""
    for step, width_pt in enumerate((0.1, 0.25, 0.5, 1, 2, 4)):
        canvas.setLineWidth(width_pt)
        canvas.line(left, top - step * 3 * mm, left + 70 * mm, top - step * 3 * mm)
        canvas.show(single_line(f"{width_pt:g} pt", Face.SANS, 7), left + 72 * mm, top - step * 3 * mm - 2)
    canvas.setLineWidth(0.25)
    for step in range(40):
        canvas.line(left + 95 * mm + step * 0.8 * mm, top, left + 95 * mm + step * 0.8 * mm, top - 15 * mm)
        canvas.line(left + 130 * mm, top - step * 0.38 * mm, left + 155 * mm, top - step * 0.38 * mm)
    return top - 24 * mm
