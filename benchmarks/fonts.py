"""Fonts: what opening and embedding the rare ones costs, and every character of the standards there and back again.

The baseline is ReportLab's own font reader on the same files in the same run.
"""

import time
from collections.abc import Sequence
from typing import Any, Final

from benchmarks.harness import Figure, figure, report
from benchmarks.programs import Program
from printing.fonts.catalogue import Face
from tests.support.characters import gb18030_ideographs, gb18030_radicals, gbk_characters, standard_characters
from tests.support.paper import page_of_lines, pdfium_text, poppler_text

_RUNS: Final = 5
_A_PAGE: Final = 4_000
_A_LINE: Final = 80
_MIB: Final = 1024 * 1024


def cost_figures(runs: int = _RUNS) -> list[Figure]:
    """Time and memory of the rare fonts in fresh processes, ours and ReportLab's in turn."""
    ours: list[dict[str, Any]] = []
    reportlab: list[dict[str, Any]] = []
    for _ in range(runs):
        ours += Program("benchmarks.font_reader", "ours").finish()
        reportlab += Program("benchmarks.font_reader", "reportlab").finish()

    def compared(name: str, key: str, unit: str, scale: float = 1.0) -> Figure:
        return figure(
            name,
            [one[key] / scale for one in ours],
            unit,
            baseline=[other[key] / scale for other in reportlab],
        )

    return [
        compared("open both rare fonts", "open_ms", "ms"),
        compared("a page with 60 rare characters", "draw_ms", "ms"),
        compared("memory with both open", "opened_bytes", "MiB", _MIB),
        compared("memory after that page", "drawn_bytes", "MiB", _MIB),
        compared("size of that page", "pdf_bytes", "KiB", 1024),
    ]


def round_trip_figures() -> list[Figure]:
    """Every character of 通用规范汉字表, GBK and GB 18030-2022: how many do not come back, and the time for all."""
    characters = "".join(
        dict.fromkeys(standard_characters() + gb18030_ideographs() + gb18030_radicals() + gbk_characters())
    ).replace("\u3000", "")
    started = time.perf_counter()
    lost = [0, 0]
    for start in range(0, len(characters), _A_PAGE):
        text = characters[start : start + _A_PAGE]
        pdf = page_of_lines([text[at : at + _A_LINE] for at in range(0, len(text), _A_LINE)], Face.SERIF)
        lost[0] += _differing(poppler_text(pdf), text)
        lost[1] += _differing(pdfium_text(pdf), text)
    return [
        figure("characters set and read back", [len(characters)], ""),
        figure("of them changed or lost, by Poppler", [lost[0]], ""),
        figure("of them changed or lost, by PDFium", [lost[1]], ""),
        figure("time for all", [time.perf_counter() - started], "s"),
    ]


def _differing(read: str, written: str) -> int:
    return sum(a != b for a, b in zip(read, written, strict=False)) + abs(len(read) - len(written))


def figures() -> Sequence[Figure]:
    """All figures of this benchmark, for others to put beside theirs."""
    return [*cost_figures(), *round_trip_figures()]


if __name__ == "__main__":
    report("fonts", figures())
