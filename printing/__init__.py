"""Documents as data, laid out for paper, each with a code that anyone can check offline.

documents      what can be printed: frozen data, checked when made
fonts          read, chained, embedded
typesetting    Chinese lines, paragraphs, tables, pages
ornament       guilloche, seal, micro text
layouts        where everything stands on A4 and on a receipt
pdf            the thin layer over ReportLab
codes          QR codes
authenticity   the signed claim in a code, and its check
coverage       whether the fonts have every character of a document
errors         what can be refused

The names below are loaded when they are first asked for: importing `printing` costs a kiosk's start nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from printing.coverage import check_characters
    from printing.raster import Raster
    from printing.raster_preview import pages_to_png
    from printing.rendered import RenderedPdf, SealPlace
    from printing.rendering import render_pdf, render_receipt, render_receipt_pdf
    from printing.warming import warm_up

__all__ = [
    "Raster",
    "RenderedPdf",
    "SealPlace",
    "check_characters",
    "pages_to_png",
    "render_pdf",
    "render_receipt",
    "render_receipt_pdf",
    "warm_up",
]

_HOMES: Final = {
    "Raster": "printing.raster",
    "RenderedPdf": "printing.rendered",
    "SealPlace": "printing.rendered",
    "check_characters": "printing.coverage",
    "pages_to_png": "printing.raster_preview",
    "render_pdf": "printing.rendering",
    "render_receipt": "printing.rendering",
    "render_receipt_pdf": "printing.rendering",
    "warm_up": "printing.warming",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'printing' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
