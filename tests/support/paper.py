"""What tests of paper share: text and fonts as other programs see them, and golden pictures of pages.

``python -m tests.support.paper`` draws the golden pictures anew; look at each before committing it.
"""

import re
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from printing import coverage, render_pdf, render_receipt
from printing.documents.kinds import Document, RollDocument
from printing.fonts.catalogue import Face
from printing.layouts.receipt.dots import raster_image
from printing.samples import sample
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.lines import single_line

GOLDEN: Final = Path(__file__).resolve().parents[1] / "printing" / "golden"
GOLDEN_DPI: Final = 60
_FRAMED: Final = {
    "no-house-proof": (0,),
    "no-house-proof-extreme": (0, 1),
    "property-listing": (0,),
    "property-listing-extreme": (0, 6),
    "registry-proof": (0,),
    "registry-proof-extreme": (0, 1),
}
_INSIDE: Final = {
    "licence-copy": (0,),
    "licence-copy-extreme": (0, 1),
    "application-receipt": (0,),
    "application-receipt-extreme": (0, 1, 4),
    "mediation-agreement": (0, 1),
    "mediation-agreement-extreme": (0, 4),
}
"""These are kept without the guilloche, which is on the ones above and is three quarters of a picture's size."""
_REPORTS: Final = {"daily-report": (0,), "daily-report-extreme": (0, 5, 6)}
_ROLLS: Final = {
    "service-receipt": (576, 384),
    "service-receipt-extreme": (576, 384),
    "application-receipt": (576, 384),
    "payment-voucher": (576, 384),
    "payment-voucher-extreme": (384,),
    "queue-ticket": (576, 384),
    "queue-ticket-extreme": (576, 384),
}
_FRAME_SHARE: Final = 0.1
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
_POINTS_PER_INCH: Final = 72
_SHADES: Final = 8
_FAR_APART: Final = 72
_TOLERATED_SHARE: Final = 0.004


def poppler_text(pdf: bytes) -> str:
    """The text of a PDF as pdftotext sees it, in the order of the page's operators, without line ends."""
    return _poppler(["pdftotext", "-raw", "-enc", "UTF-8", "-nopgbrk"], pdf, ["-"]).replace("\n", "")


def poppler_fonts(pdf: bytes) -> list[list[str]]:
    """The rows of pdffonts: name, type (two words), encoding, emb, sub, uni, object."""
    return [line.split() for line in _poppler(["pdffonts"], pdf, []).splitlines()[2:]]


def pdfium_text(pdf: bytes) -> str:
    """The text of a PDF as PDFium sees it, without line ends."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text_page = page.get_textpage()
        pages.append(str(text_page.get_text_range()))
        text_page.close()
        page.close()
    document.close()
    return "".join(pages).replace("\r", "").replace("\n", "")


def plain(text: str) -> str:
    """The text without white space, which line ends add and take."""
    return re.sub(r"\s", "", text)


def texts_of(document: Document, *, without: str) -> list[str]:
    """Every text in the document's data, those at paths that match `without` left out: ``issue.code``.

    Moments and days are left out too: they are printed in other words.
    """
    left_out = re.compile(rf"document|{without}")
    return [
        text
        for path, text in coverage.texts_of(document)
        if text and not left_out.fullmatch(path) and not _MOMENT.fullmatch(text)
    ]


def missing_texts(pdf: bytes, texts: Sequence[str]) -> list[str]:
    """Those of `texts` that Poppler or PDFium does not find in `pdf`, line ends and one page's end apart."""
    read = [plain(poppler_text(pdf)), plain(pdfium_text(pdf))]
    return [text for text in texts if not all(_found(plain(text), whole) for whole in read)]


def _found(text: str, whole: str) -> bool:
    """Whether all of it is there: in one piece, or in two where a page ends within it."""
    if text in whole:
        return True
    first = bisect_left(range(len(text)), True, key=lambda end: text[: end + 1] not in whole)
    return first > 0 and text[first:] in whole


def empty_page(page_size: tuple[float, float] = (800, 600)) -> PaperCanvas:
    """A document to draw on."""
    return PaperCanvas(
        page_size=page_size, title="t", author="a", subject="s", made_at=datetime(2026, 11, 23, tzinfo=UTC)
    )


def page_of_lines(lines: Sequence[str], face: Face, *, size_pt: float = 10.0) -> bytes:
    """A PDF of these lines, one below the other, on one page as high as they need."""
    height = (len(lines) + 2) * 2 * size_pt
    page = empty_page((900, height))
    for number, line in enumerate(lines, start=1):
        page.show(single_line(line, face, size_pt), 20, height - number * 2 * size_pt)
    return page.finish()


def golden_names() -> frozenset[str]:
    """The pictures under golden comparison, by file name."""
    return frozenset(_golden())


def golden_page(name: str) -> Image.Image:
    """The page of this golden picture, drawn now."""
    return _golden()[name]()


@cache
def _golden() -> dict[str, Callable[[], Image.Image]]:
    drawn: dict[str, Callable[[], Image.Image]] = {"service-receipt-pdf.png": partial(_page, "service-receipt", 0)}
    for name, numbers in {**_FRAMED, **_INSIDE, **_REPORTS}.items():
        for number in numbers:
            drawn[f"{name}-{number + 1}.png"] = partial(_page, name, number)
    for name, widths in _ROLLS.items():
        for width_px in widths:
            drawn[f"{name}-{width_px}.png"] = partial(_dots, name, width_px)
    return drawn


def _page(name: str, number: int) -> Image.Image:
    """One page and no other: a page of guilloche takes a tenth of a second."""
    with pypdfium2.PdfDocument(_pdf(name)) as document:
        page = document[number]
        bitmap = page.render(scale=GOLDEN_DPI / _POINTS_PER_INCH)
        picture: Image.Image = bitmap.to_pil().convert("L")
        bitmap.close()
        page.close()
    return picture.crop(_inside(picture)) if name in _INSIDE else picture


@cache
def _pdf(name: str) -> bytes:
    return render_pdf(sample(name)).pdf


def _dots(name: str, width_px: int) -> Image.Image:
    document = sample(name)
    assert isinstance(document, RollDocument)
    return raster_image(render_receipt(document, width_px=width_px)).convert("L").reduce(3)


def _inside(page: Image.Image) -> tuple[int, int, int, int]:
    """The box within the frame, foot included."""
    edge = round(page.width * _FRAME_SHARE)
    return edge, edge, page.width - edge, page.height - edge


def differs(drawn: Image.Image, golden: Image.Image) -> bool:
    """Whether two pictures differ by more than another version of the renderer may make them differ."""
    if drawn.size != golden.size:
        return True
    apart = np.abs(_grey(drawn) - _grey(golden)) > _FAR_APART
    return float(apart.mean()) > _TOLERATED_SHARE


def _grey(picture: Image.Image) -> NDArray[np.int16]:
    return np.asarray(picture.convert("L"), dtype=np.int16)


def _poppler(before: list[str], pdf: bytes, after: list[str]) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run([*before, file.name, *after], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def _refresh() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in sorted(golden_names()):
        picture = golden_page(name)
        shades = picture.point([round(value / 255 * (_SHADES - 1)) for value in range(256)]).convert("P")
        shades.putpalette([round(level / (_SHADES - 1) * 255) for level in range(_SHADES) for _ in range(3)])
        shades.save(GOLDEN / name, optimize=True, bits=4)
        sys.stdout.write(f"{name} {(GOLDEN / name).stat().st_size}\n")


if __name__ == "__main__":
    _refresh()
