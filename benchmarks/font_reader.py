"""A fresh process that opens the fonts of the rare characters and embeds sixty of them; reports time and memory.

python -m benchmarks.font_reader PIPE ours|reportlab
"""

import sys
import time
from io import BytesIO
from typing import Final

import psutil
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import assets
from benchmarks.programs import tell
from printing.fonts.catalogue import Face
from printing.fonts.embedding import embedded

SIXTY: Final = "".join(map(chr, range(0x20010, 0x20010 + 60)))


def register(kind: str) -> None:
    """Make both fonts known to ReportLab: ours by our reader, or by ReportLab's own."""
    for face in (Face.RARE, Face.OTHER):
        if kind == "ours":
            embedded(face)
        else:
            pdfmetrics.registerFont(TTFont(face.value, str(assets.path(face.file_name))))


def draw() -> int:
    """Embed the sixty characters in a page; return its size in bytes."""
    out = BytesIO()
    page = Canvas(out, initialFontName=Face.RARE.value)  # type: ignore[arg-type]  # the stub says float
    page.setFont(Face.RARE.value, 12)
    page.drawString(20, 700, SIXTY)
    page.save()
    return len(out.getvalue())


def main() -> None:
    """Measure once and report."""
    pipe, kind = int(sys.argv[1]), sys.argv[2]
    process = psutil.Process()
    before = process.memory_info().rss
    started = time.perf_counter()
    register(kind)
    opened = time.perf_counter()
    opened_bytes = process.memory_info().rss - before
    size = draw()
    drawn = time.perf_counter()
    tell(
        pipe,
        open_ms=(opened - started) * 1000,
        draw_ms=(drawn - opened) * 1000,
        opened_bytes=opened_bytes,
        drawn_bytes=process.memory_info().rss - before,
        pdf_bytes=size,
    )


if __name__ == "__main__":
    main()
