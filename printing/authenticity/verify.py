"""Check a code against the published keys. No network, no clock: a paper is judged by its own time of issue."""

from printing.authenticity import base45
from printing.authenticity.claim import claim_from_map
from printing.authenticity.envelope import PREFIX, EnvelopeError, open_envelope, read_deterministic
from printing.authenticity.keys import KeyStatus, PublishedKeys
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
from printing.codes import MAX_ALPHANUMERIC
from printing.errors import ClaimError


def verify_code(text: str, keys: PublishedKeys) -> Verdict:
    """Return what the code `text` is worth. Never raises, whatever `text` holds.

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
    if not key.signed(envelope.signature, envelope.signed_bytes):
        return Altered(envelope.kid)
    try:
        claim = claim_from_map(read_deterministic(envelope.payload))
    except (EnvelopeError, ClaimError):
        return NotACode(NotACodeReason.LATER_VERSION)
    if key.status is KeyStatus.REVOKED:
        return KeyRevoked(claim, envelope.kid)
    if not key.not_before <= claim.issued_at <= key.not_after:
        return OutsideKeyPeriod(claim, envelope.kid)
    return Genuine(claim, envelope.kid)
