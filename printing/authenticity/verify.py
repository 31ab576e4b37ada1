"""Check a code against the published keys and the revocation list. No network: works wherever both are at hand."""

from datetime import datetime

from printing.authenticity import base45
from printing.authenticity.claim import claim_from_map
from printing.authenticity.envelope import PREFIX, EnvelopeError, open_envelope, read_deterministic
from printing.authenticity.keys import KeyStatus, PublishedKeys
from printing.authenticity.revocations import RevocationList, Withdrawal
from printing.authenticity.sm2 import EXTRA, Sm2Missing
from printing.authenticity.verdict import (
    AlgorithmMissing,
    Altered,
    CopySuperseded,
    Genuine,
    KeyRevoked,
    NotACode,
    NotACodeReason,
    OutsideKeyPeriod,
    PaperRevoked,
    Standing,
    UnknownKey,
    Verdict,
)
from printing.codes import MAX_ALPHANUMERIC
from printing.errors import ClaimError


def verify_code(text: str, keys: PublishedKeys) -> Verdict:
    """Return what the code `text` is worth by its signature alone. Never raises, whatever `text` holds.

    The payload is decoded only after its signature has been found good: nothing a stranger wrote is interpreted.
    """
    if not text.startswith(PREFIX):
        return NotACode(NotACodeReason.OTHER_CODE)
    if len(text) > MAX_ALPHANUMERIC:
        return NotACode(NotACodeReason.DAMAGED)
    try:
        envelope = open_envelope(base45.decode(text.removeprefix(PREFIX)))
    except (base45.Base45Error, EnvelopeError):
        return NotACode(NotACodeReason.DAMAGED)
    key = keys.find(envelope.kid)
    if key is None:
        return UnknownKey(envelope.kid)
    if key.algorithm.cose != envelope.algorithm:
        return Altered(envelope.kid)
    try:
        if not key.signed(envelope.signature, envelope.signed_bytes()):
            return Altered(envelope.kid)
    except Sm2Missing:
        return AlgorithmMissing(envelope.kid, EXTRA)
    try:
        claim = claim_from_map(read_deterministic(envelope.payload))
    except (EnvelopeError, ClaimError):
        return NotACode(NotACodeReason.LATER_VERSION)
    if key.status is KeyStatus.REVOKED:
        return KeyRevoked(claim, envelope.kid)
    if not key.not_before <= claim.issued_at <= key.not_after:
        return OutsideKeyPeriod(claim, envelope.kid)
    return Genuine(claim, envelope.kid)


def check_code(text: str, keys: PublishedKeys, revocations: RevocationList | None, *, now: datetime) -> Verdict:
    """Return what the paper with the code `text` is worth at `now`. Never raises, whatever `text` holds.

    A list that is out of date still condemns what it names; what it does not name stays genuine, with a standing that
    says how much that is worth.
    """
    verdict = verify_code(text, keys)
    if revocations is None or not isinstance(verdict, Genuine):
        return verdict
    if verdict.kid in revocations.revoked_keys:
        return KeyRevoked(verdict.claim, verdict.kid)
    withdrawn = revocations.find(verdict.claim)
    if withdrawn is not None:
        kind = PaperRevoked if withdrawn.why is Withdrawal.REVOKED else CopySuperseded
        return kind(verdict.claim, verdict.kid, withdrawn.at)
    standing = Standing.HOLDS if revocations.is_fresh(now) else Standing.LIST_OUT_OF_DATE
    return Genuine(verdict.claim, verdict.kid, standing, revocations.this_update)
