"""A paper's claim in its code: short, signed, checkable by anyone who has the hall's published keys, without a network.

base45      bytes as the alphanumeric set of a QR code
claim       what the code says
envelope    the claim, signed (COSE_Sign1)
keys        the published keys
verdict     what a check can find
verify      the check
"""

from printing.authenticity.claim import Claim, PaperKind
from printing.authenticity.envelope import sign_claim
from printing.authenticity.keys import KeyStatus, PublishedKey, PublishedKeys
from printing.authenticity.verdict import (
    Altered,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    UnknownKey,
    Verdict,
)
from printing.authenticity.verify import verify_code

__all__ = [
    "Altered",
    "Claim",
    "Genuine",
    "KeyRevoked",
    "KeyStatus",
    "NotACode",
    "NotACodeReason",
    "OutsideKeyPeriod",
    "PaperKind",
    "PublishedKey",
    "PublishedKeys",
    "UnknownKey",
    "Verdict",
    "sign_claim",
    "verify_code",
]
