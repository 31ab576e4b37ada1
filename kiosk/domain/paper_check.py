"""What the terminal found of a paper that somebody held before it. Nothing in it tells whose paper it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

_SHOWN_AT_FRONT = 6
_SHOWN_AT_END = 4


class Finding(Enum):
    """The verdict in one of five words."""

    GENUINE = "genuine"
    ALTERED = "altered"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Why(Enum):
    """What the verdict rests on."""

    HOLDS = "holds"
    LIST_OUT_OF_DATE = "list_out_of_date"
    NOT_CHECKED = "not_checked"
    SIGNATURE = "signature"
    PAPER_REVOKED = "paper_revoked"
    KEY_REVOKED = "key_revoked"
    NEWER_COPY = "newer_copy"
    OTHER_CODE = "other_code"
    UNREADABLE = "unreadable"
    UNKNOWN_ISSUER = "unknown_issuer"
    CANNOT_CHECK = "cannot_check"


class CheckedKind(Enum):
    """Which paper it is."""

    NO_HOUSE_PROOF = "no_house_proof"
    PROPERTY_LISTING = "property_listing"
    SERVICE_RECEIPT = "service_receipt"
    REGISTRY_PROOF = "registry_proof"
    LICENCE_COPY = "licence_copy"
    APPLICATION_RECEIPT = "application_receipt"
    MEDIATION_AGREEMENT = "mediation_agreement"
    PAYMENT_VOUCHER = "payment_voucher"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a genuine signature says of the paper.

    Attributes:
        number: masked.
        issued_at: aware.
    """

    kind: CheckedKind
    number: str
    issued_at: datetime
    copy_number: int


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """The verdict, why, and what the paper says of itself where its signature is good.

    Attributes:
        online: whether the hall itself answered just now.
        as_of: from when the list of papers taken back is, or None where there is none.
    """

    finding: Finding
    why: Why
    facts: PaperFacts | None
    online: bool
    as_of: datetime | None


def masked_paper_number(number: str) -> str:
    """Return `number` with its middle hidden: enough to compare with the paper in one's hand."""
    if len(number) <= _SHOWN_AT_FRONT + _SHOWN_AT_END:
        return number[:2] + "****" + number[-2:]
    return number[:_SHOWN_AT_FRONT] + "****" + number[-_SHOWN_AT_END:]
