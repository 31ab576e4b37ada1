"""A receipt as PDF: the same places as the raster, as shapes and text."""

from datetime import datetime
from typing import Final, assert_never

from reportlab.lib.colors import white
from reportlab.lib.units import mm

from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.kinds import RollDocument
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.queue_ticket import QueueTicket
from printing.documents.service_receipt import ServiceReceipt
from printing.layouts.receipt.items import DOTS_PER_INCH, BarItem, CodeItem, FrameItem, ReceiptSheet, TextItem
from printing.rendered import RenderedPdf
from printing.typesetting.canvas import PaperCanvas

_POINTS_PER_DOT: Final = 72 / DOTS_PER_INCH
_ABOVE_BELOW_MM: Final = 3.0


def draw_pdf(document: RollDocument, sheet: ReceiptSheet) -> RenderedPdf:
    """Return the document as a PDF of one page as wide as the paper and as long as what stands on it."""
    hall, number, made_at = _about(document)
    width = sheet.width.value * mm
    height = sheet.height * _POINTS_PER_DOT + 2 * _ABOVE_BELOW_MM * mm
    canvas = PaperCanvas(
        page_size=(width, height),
        title=document.title,
        author=hall,
        subject=number,
        made_at=made_at,
    )
    canvas.translate((width - sheet.width.dots * _POINTS_PER_DOT) / 2, height - _ABOVE_BELOW_MM * mm)
    canvas.scale(_POINTS_PER_DOT, _POINTS_PER_DOT)
    for item in sheet.items:
        match item:
            case TextItem():
                canvas.show(item.line, item.x, -item.baseline, white if item.white else None)
            case BarItem():
                _bar(canvas, item)
            case FrameItem():
                half = item.pen / 2
                canvas.setLineWidth(item.pen)
                canvas.rect(
                    item.x + half, -item.top - item.height + half, item.width - item.pen, item.height - item.pen
                )
            case CodeItem():
                _code(canvas, item)
            case _:
                assert_never(item)
    return RenderedPdf.of(canvas.finish(), 1)


def _about(document: RollDocument) -> tuple[str, str, datetime]:
    """Hall, number and time, for the PDF's own description."""
    match document:
        case ServiceReceipt():
            return document.hall, document.case_number, document.accepted_at
        case ApplicationReceipt():
            return document.issue.hall, document.issue.paper_number, document.issue.issued_at
        case QueueTicket():
            return document.hall, document.number, document.taken_at
        case PaymentVoucher():
            return document.hall, document.voucher_number, document.paid_at
        case _:
            assert_never(document)


def _bar(canvas: PaperCanvas, item: BarItem) -> None:
    step = 2 * item.dash or item.width
    piece = item.dash or item.width
    for x in range(item.x, item.x + item.width, step):
        width = min(piece, item.x + item.width - x)
        canvas.rect(x, -item.top - item.height, width, item.height, stroke=0, fill=1)


def _code(canvas: PaperCanvas, item: CodeItem) -> None:
    shapes = " ".join(
        f"{item.x + column * item.module} {-item.top - (row + 1) * item.module} {length * item.module} {item.module} re"
        for row, column, length in item.code.runs()
    )
    canvas.addLiteral(f"{shapes} f")
