"""All documents, and the names they go by in JSON and on the command line."""

from typing import Final

from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.daily_report import DailyReport
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import MediationAgreement
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.property_listing import PropertyListing
from printing.documents.queue_ticket import QueueTicket
from printing.documents.registry_proof import RegistryProof
from printing.documents.service_receipt import ServiceReceipt

IssuedPaper = NoHouseProof | PropertyListing | RegistryProof | LicenceCopy | ApplicationReceipt | MediationAgreement
"""Documents on A4 that are issued under a number, a seal and a signed code."""

CodedDocument = IssuedPaper | ServiceReceipt | PaymentVoucher
"""Documents whose code is a signed claim."""

RollDocument = ServiceReceipt | ApplicationReceipt | QueueTicket | PaymentVoucher
"""Documents that have a layout for 80 mm and one for 58 mm."""

Document = IssuedPaper | ServiceReceipt | QueueTicket | PaymentVoucher | DailyReport

NAMES: Final[dict[type[Document], str]] = {
    NoHouseProof: "no_house_proof",
    PropertyListing: "property_listing",
    RegistryProof: "registry_proof",
    LicenceCopy: "licence_copy",
    ApplicationReceipt: "application_receipt",
    MediationAgreement: "mediation_agreement",
    ServiceReceipt: "service_receipt",
    QueueTicket: "queue_ticket",
    PaymentVoucher: "payment_voucher",
    DailyReport: "daily_report",
}
"""The value of ``"document"`` in a document's JSON."""
