"""A paper's claim in its code: short, signed, checkable by anyone who has the hall's published keys, without a network.

base45      bytes as the alphanumeric set of a QR code
claim       what the code says
envelope    the claim, signed (COSE_Sign1)
keys        the published keys
sm2         the national algorithm, where the extra is installed
revocations what no longer holds, signed
verdict     what a check can find
verify      the check
"""

from printing.authenticity.claim import Claim, PaperKind
from printing.authenticity.envelope import sign_claim
from printing.authenticity.keys import KeyAlgorithm, KeyStatus, PublishedKey, PublishedKeys
from printing.authenticity.revocations import RevocationList, Withdrawal, WithdrawnCopy, read_list, sign_list
from printing.authenticity.verdict import (
    AlgorithmMissing,
    Altered,
    CopySuperseded,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    Outcome,
    OutsideKeyPeriod,
    PaperRevoked,
    Standing,
    UnknownKey,
    Verdict,
    outcome_of,
)
from printing.authenticity.verify import check_code, verify_code

__all__ = [
    "AlgorithmMissing",
    "Altered",
    "Claim",
    "CopySuperseded",
    "Genuine",
    "KeyAlgorithm",
    "KeyRevoked",
    "KeyStatus",
    "NotACode",
    "NotACodeReason",
    "Outcome",
    "OutsideKeyPeriod",
    "PaperKind",
    "PaperRevoked",
    "PublishedKey",
    "PublishedKeys",
    "RevocationList",
    "Standing",
    "UnknownKey",
    "Verdict",
    "Withdrawal",
    "WithdrawnCopy",
    "check_code",
    "outcome_of",
    "read_list",
    "sign_claim",
    "sign_list",
    "verify_code",
]
