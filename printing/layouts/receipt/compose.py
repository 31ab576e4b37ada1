"""A document for a roll, laid out for 80 mm or for 58 mm."""

from typing import assert_never

from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.kinds import RollDocument
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.queue_ticket import QueueTicket
from printing.documents.service_receipt import ServiceReceipt
from printing.layouts.receipt.application import compose_application_receipt
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.layouts.receipt.service import compose_service_receipt
from printing.layouts.receipt.ticket import compose_queue_ticket
from printing.layouts.receipt.voucher import compose_payment_voucher


def compose(document: RollDocument, width: PaperWidth) -> ReceiptSheet:
    """Return the document for a paper.

    Raises:
        FieldError: an issued paper without its code.
        MissingGlyph: no font has a character.
        CodeTooLong: the code's text does not fit a version 10 code.
    """
    match document:
        case ServiceReceipt():
            return compose_service_receipt(document, width)
        case ApplicationReceipt():
            return compose_application_receipt(document, width)
        case QueueTicket():
            return compose_queue_ticket(document, width)
        case PaymentVoucher():
            return compose_payment_voucher(document, width)
        case _:
            assert_never(document)
