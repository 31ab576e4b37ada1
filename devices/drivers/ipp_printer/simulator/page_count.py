"""How many pages a PDF has."""

from threading import Lock

import pypdfium2

_ONE_AT_A_TIME = Lock()
"""PDFium is not thread-safe. This lock covers the simulator only."""


def count_pages(pdf: bytes) -> int:
    """Return the number of pages; 0 if this is no PDF that could be printed."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()
