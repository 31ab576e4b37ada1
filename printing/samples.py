"""Sample documents, signed with the sample key: what the command line writes and the tests compare.

The sample key is public on purpose. It signs specimens only; a hall that published it would accept what anyone wrote.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from printing.authenticity.claim import Claim, PaperKind
from printing.authenticity.envelope import sign_claim
from printing.authenticity.keys import PublishedKey, PublishedKeys
from printing.documents import desk_examples, examples, hall_examples
from printing.documents.application_receipt import ApplicationReceipt
from printing.documents.daily_report import DailyReport
from printing.documents.digest import content_digest
from printing.documents.kinds import CodedDocument, Document, IssuedPaper
from printing.documents.licence_copy import LicenceCopy
from printing.documents.mediation_agreement import MediationAgreement
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.payment_voucher import PaymentVoucher
from printing.documents.property_listing import PropertyListing
from printing.documents.queue_ticket import QueueTicket
from printing.documents.registry_proof import RegistryProof
from printing.documents.service_receipt import ServiceReceipt

SAMPLE_KID: Final = "SAMPLE"
_SAMPLE_ISSUER: Final = "12999901MB0000001X"

_MAKERS: Final[dict[str, Callable[[], Document]]] = {
    "no-house-proof": examples.ordinary_no_house_proof,
    "no-house-proof-extreme": examples.extreme_no_house_proof,
    "no-house-proof-bare": examples.bare_no_house_proof,
    "property-listing": examples.ordinary_property_listing,
    "property-listing-extreme": examples.extreme_property_listing,
    "registry-proof": examples.ordinary_registry_proof,
    "registry-proof-extreme": examples.extreme_registry_proof,
    "registry-proof-bare": examples.bare_registry_proof,
    "licence-copy": desk_examples.ordinary_licence_copy,
    "licence-copy-extreme": desk_examples.extreme_licence_copy,
    "application-receipt": desk_examples.ordinary_application_receipt,
    "application-receipt-extreme": desk_examples.extreme_application_receipt,
    "application-receipt-bare": desk_examples.bare_application_receipt,
    "mediation-agreement": desk_examples.ordinary_mediation_agreement,
    "mediation-agreement-extreme": desk_examples.extreme_mediation_agreement,
    "queue-ticket": hall_examples.ordinary_queue_ticket,
    "queue-ticket-extreme": hall_examples.extreme_queue_ticket,
    "queue-ticket-bare": hall_examples.bare_queue_ticket,
    "payment-voucher": hall_examples.ordinary_payment_voucher,
    "payment-voucher-extreme": hall_examples.extreme_payment_voucher,
    "daily-report": hall_examples.ordinary_daily_report,
    "daily-report-extreme": hall_examples.extreme_daily_report,
    "daily-report-bare": hall_examples.bare_daily_report,
    "service-receipt": examples.ordinary_service_receipt,
    "service-receipt-extreme": examples.extreme_service_receipt,
    "service-receipt-bare": examples.bare_service_receipt,
}
_PAPER_KINDS: Final[dict[type[IssuedPaper], PaperKind]] = {
    NoHouseProof: PaperKind.NO_HOUSE_PROOF,
    PropertyListing: PaperKind.PROPERTY_LISTING,
    RegistryProof: PaperKind.REGISTRY_PROOF,
    LicenceCopy: PaperKind.LICENCE_COPY,
    ApplicationReceipt: PaperKind.APPLICATION_RECEIPT,
    MediationAgreement: PaperKind.MEDIATION_AGREEMENT,
}
SAMPLE_NAMES: Final = tuple(_MAKERS)


def sample(name: str) -> Document:
    """Return the sample document `name` (one of `SAMPLE_NAMES`), its code, if any, signed with the sample key."""
    document = _MAKERS[name]()
    if isinstance(document, QueueTicket | DailyReport):
        return document
    return document.with_code(sign_claim(sample_claim(document), key=sample_key(), kid=SAMPLE_KID))


def sample_receipt() -> ServiceReceipt:
    """Return the everyday sample receipt."""
    receipt = sample("service-receipt")
    assert isinstance(receipt, ServiceReceipt)
    return receipt


def sample_claim(document: CodedDocument) -> Claim:
    """Return what the code of a sample document says."""
    digest = content_digest(document)
    if isinstance(document, ServiceReceipt):
        return Claim(
            paper_number=document.case_number,
            issued_at=document.accepted_at,
            kind=PaperKind.SERVICE_RECEIPT,
            copy_number=document.copy_number,
            content_digest=digest,
            issuer=_SAMPLE_ISSUER,
            verifier=document.verifier,
        )
    if isinstance(document, PaymentVoucher):
        return Claim(
            paper_number=document.voucher_number,
            issued_at=document.paid_at,
            kind=PaperKind.PAYMENT_VOUCHER,
            copy_number=document.copy_number,
            content_digest=digest,
            issuer=_SAMPLE_ISSUER,
        )
    return Claim(
        paper_number=document.issue.paper_number,
        issued_at=document.issue.issued_at,
        kind=_PAPER_KINDS[type(document)],
        copy_number=document.issue.copy_number,
        content_digest=digest,
        issuer=_SAMPLE_ISSUER,
    )


def sample_key() -> Ed25519PrivateKey:
    """Return the sample key, the same on every machine."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"hallkiosk sample key, for specimens only").digest())


def sample_keys() -> PublishedKeys:
    """Return the published half of the sample key."""
    return PublishedKeys(
        [
            PublishedKey(
                kid=SAMPLE_KID,
                public_key=sample_key().public_key().public_bytes_raw(),
                not_before=datetime(2026, 1, 1, tzinfo=UTC),
                not_after=datetime(2027, 1, 1, tzinfo=UTC),
            )
        ]
    )
