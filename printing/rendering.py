"""Documents onto paper: the functions that hall and kiosk call. All are safe from any thread and keep nothing."""

from typing import Final, assert_never

from printing.coverage import check_characters
from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.daily_report import DailyReport
from printing.documents.kinds import Document, RollDocument
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import MediationAgreement
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.property_listing import PropertyListing
from printing.documents.queue_ticket import QueueTicket
from printing.documents.registry_proof import RegistryProof
from printing.documents.service_receipt import ServiceReceipt
from printing.layouts.application_receipt import render_application_receipt
from printing.layouts.daily_report import render_daily_report
from printing.layouts.licence_copy import render_licence_copy
from printing.layouts.mediation_agreement import render_mediation_agreement
from printing.layouts.no_house_proof import render_no_house_proof
from printing.layouts.property_listing import render_property_listing
from printing.layouts.receipt.compose import compose
from printing.layouts.receipt.dots import draw_raster
from printing.layouts.receipt.items import PaperWidth
from printing.layouts.receipt.vector import draw_pdf
from printing.layouts.registry_proof import render_registry_proof
from printing.raster import Raster
from printing.rendered import RenderedPdf

_WIDTHS_BY_DOTS: Final = {width.dots: width for width in PaperWidth}


def render_pdf(document: Document) -> RenderedPdf:
    """Return `document` as PDF: A4, or the 80 mm page for what stands on a roll only. The same gives the same bytes.

    Raises:
        FieldError: an issued paper without its code.
        MissingGlyph: a character that no font has, and its field; nothing has been drawn.
        CodeTooLong: the code's text does not fit a version 10 code.
        DoesNotFit: one row is taller than a page.
    """
    check_characters(document)
    match document:
        case NoHouseProof():
            return render_no_house_proof(document)
        case PropertyListing():
            return render_property_listing(document)
        case RegistryProof():
            return render_registry_proof(document)
        case LicenceCopy():
            return render_licence_copy(document)
        case ApplicationReceipt():
            return render_application_receipt(document)
        case MediationAgreement():
            return render_mediation_agreement(document)
        case DailyReport():
            return render_daily_report(document)
        case ServiceReceipt() | QueueTicket() | PaymentVoucher():
            return render_receipt_pdf(document)
        case _:
            assert_never(document)


def render_receipt(receipt: RollDocument, *, width_px: int = 576) -> Raster:
    """Return a document for a roll as dots for a head of 576 (80 mm paper) or 384 dots (58 mm, a layout of its own).

    Raises:
        ValueError: no head has `width_px` dots.
        MissingGlyph, CodeTooLong: as `render_pdf`.
    """
    if width_px not in _WIDTHS_BY_DOTS:
        raise ValueError(f"no receipt layout for {width_px} dots: {sorted(_WIDTHS_BY_DOTS)}")
    check_characters(receipt)
    return draw_raster(compose(receipt, _WIDTHS_BY_DOTS[width_px]))


def render_receipt_pdf(receipt: RollDocument, *, width_mm: int = 80) -> RenderedPdf:
    """Return a document for a roll as a PDF page as wide as the paper (80 or 58 mm) and as long as it needs.

    Raises:
        ValueError: no layout for `width_mm`.
        MissingGlyph, CodeTooLong: as `render_pdf`.
    """
    check_characters(receipt)
    return draw_pdf(receipt, compose(receipt, PaperWidth(width_mm)))
