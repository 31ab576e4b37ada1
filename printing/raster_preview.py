"""PDF pages as pictures, for the screen, samples and golden comparisons."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Final

import pypdfium2
from PIL import Image

from printing.errors import PdfUnreadable

_PDFIUM: Final = Lock()
"""PDFium keeps global state: one call at a time in a process."""
_POINTS_PER_INCH: Final = 72
_QUICK: Final = 3
"""A page of guilloche is a tenth larger so, and written in half the time."""


def pages_to_png(pdf: bytes, *, dpi: int) -> list[bytes]:
    """Return each page of `pdf` as a PNG at `dpi`. Safe from any thread; calls wait for each other.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    pictures = []
    for page in page_images(pdf, dpi=dpi):
        buffer = BytesIO()
        page.save(buffer, "PNG", dpi=(dpi, dpi), compress_level=_QUICK)
        pictures.append(buffer.getvalue())
    return pictures


def page_images(pdf: bytes, *, dpi: int) -> list[Image.Image]:
    """Return each page of `pdf` as an RGB picture at `dpi`.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    with _PDFIUM, _opened(pdf) as document:
        images = []
        for page in document:
            bitmap = page.render(scale=dpi / _POINTS_PER_INCH)
            images.append(bitmap.to_pil().convert("RGB"))
            bitmap.close()
            page.close()
        return images


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page of `pdf`, as a reader of it would copy it.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    with _PDFIUM, _opened(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def attached_files(pdf: bytes, *, at_most: int) -> dict[str, bytes]:
    """Return the files attached to `pdf` by name, larger ones than `at_most` bytes left out.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    files: dict[str, bytes] = {}
    with _PDFIUM, _opened(pdf) as document:
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            try:
                content = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                continue
            if len(content) <= at_most:
                files[attachment.get_name()] = content
    return files


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PdfUnreadable from error
    try:
        yield document
    finally:
        document.close()
