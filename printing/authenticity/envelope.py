"""A signed claim: COSE_Sign1 with Ed25519 or SM2, in base45 behind ``HK1:``, for an alphanumeric code of version 10.

Sources: RFC 9052, 4.2 and 4.4 (COSE_Sign1 and its Sig_structure); RFC 9053, 2.2 (EdDSA); RFC 8949, 4.2 (deterministic
CBOR: one claim has one encoding, so that nobody can make a second code out of a first one).
"""

from dataclasses import dataclass
from typing import Any, Final, Protocol

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from printing.authenticity import base45
from printing.authenticity.claim import Claim, claim_to_map
from printing.codes import MAX_ALPHANUMERIC
from printing.errors import ClaimError, CodeTooLong

PREFIX: Final = "HK1:"
"""Names the format and its version in every code."""
MAX_KID: Final = 24

_COSE_SIGN1: Final = 18
_ALGORITHM: Final = 1
_KID: Final = 4
EDDSA: Final = -8
SM2_SM3: Final = -65537
"""SM2 with SM3 (GB/T 32918.2). COSE has registered no number for it: this one is of its private range."""
_SIGNATURE_BYTES: Final = 64
_MAX_BYTES: Final = 1024


class ClaimSigner(Protocol):
    """A private key that signs bytes into 64 bytes: Ed25519, or SM2."""

    def sign(self, data: bytes, /) -> bytes:
        """Return the signature over `data`."""
        ...


class EnvelopeError(ValueError):
    """The bytes are no envelope of this format."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of a COSE_Sign1 message; nothing in it has been verified."""

    protected: bytes
    kid: str
    algorithm: int
    payload: bytes
    signature: bytes

    def signed_bytes(self, context: bytes = b"") -> bytes:
        """What the signature is over (RFC 9052, 4.4)."""
        return _signed_bytes(self.protected, self.payload, context)


def sign_claim(claim: Claim, *, key: ClaimSigner, kid: str) -> str:
    """Return the text of the code for `claim`, signed by `key`, which verifiers know as `kid`.

    Raises:
        ClaimError: `kid` is empty, not ASCII or longer than 24 characters.
        CodeTooLong: the text does not fit a version 10 code at level M; shorten the issuer or the paper number.
    """
    text = PREFIX + base45.encode(seal_payload(deterministic(claim_to_map(claim)), key=key, kid=kid))
    if len(text) > MAX_ALPHANUMERIC:
        raise CodeTooLong(len(text))
    return text


def seal_payload(payload: bytes, *, key: ClaimSigner, kid: str, context: bytes = b"") -> bytes:
    """Return `payload` signed by `key` as a COSE_Sign1 message.

    Args:
        payload: what is signed, in deterministic CBOR.
        key: Ed25519, or SM2 (`sm2.Sm2PrivateKey`).
        kid: how verifiers know the key.
        context: signed with it and not sent (external_aad): a list cannot be passed off as a claim, nor a claim as one.

    Raises:
        ClaimError: `kid` is empty, not ASCII or longer than 24 characters.
    """
    if not (0 < len(kid) <= MAX_KID and kid.isascii() and kid.isprintable()):
        raise ClaimError(f"kid: 1 to {MAX_KID} printable ASCII characters")
    algorithm = EDDSA if isinstance(key, Ed25519PrivateKey) else SM2_SM3
    protected = deterministic({_ALGORITHM: algorithm, _KID: kid.encode("ascii")})
    signature = key.sign(_signed_bytes(protected, payload, context))
    return deterministic(cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature]))


def open_envelope(data: bytes, *, at_most: int = _MAX_BYTES) -> Envelope:
    """Take a COSE_Sign1 message of `at_most` bytes apart.

    Raises:
        EnvelopeError: it is none, or not in the one deterministic encoding, or signed by another algorithm.
    """
    message = read_deterministic(data, at_most=at_most)
    if not isinstance(message, cbor2.CBORTag) or message.tag != _COSE_SIGN1:
        raise EnvelopeError("not COSE_Sign1")
    parts = message.value
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise EnvelopeError("not four parts")
    protected, unprotected, payload, signature = parts
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise EnvelopeError("a part is not bytes")
    if unprotected != {} or len(signature) != _SIGNATURE_BYTES:
        raise EnvelopeError("unprotected header or signature")
    header = read_deterministic(protected)
    if not isinstance(header, dict) or set(header) != {_ALGORITHM, _KID} or not _known(header[_ALGORITHM]):
        raise EnvelopeError("protected header")
    kid = header[_KID]
    if not isinstance(kid, bytes) or not 0 < len(kid) <= MAX_KID or not kid.isascii():
        raise EnvelopeError("kid")
    return Envelope(protected, kid.decode("ascii"), header[_ALGORITHM], payload, signature)


def read_deterministic(data: bytes, *, at_most: int = _MAX_BYTES) -> Any:
    """Decode CBOR that is in the one deterministic encoding.

    Raises:
        EnvelopeError: it is not CBOR, or not so encoded, or too long to be ours.
    """
    if len(data) > at_most:
        raise EnvelopeError("too long")
    try:
        value = cbor2.loads(data, max_depth=4, allow_indefinite=False, allow_duplicate_keys=False)
        if deterministic(value) != data:
            raise EnvelopeError("not deterministic")
    except (cbor2.CBORError, ValueError, TypeError, OverflowError) as error:
        raise EnvelopeError("not CBOR") from error
    return value


def deterministic(value: Any) -> bytes:
    """Return `value` in the one deterministic encoding."""
    return cbor2.dumps(value, canonical=True)


def _known(algorithm: object) -> bool:
    return type(algorithm) is int and algorithm in {EDDSA, SM2_SM3}


def _signed_bytes(protected: bytes, payload: bytes, context: bytes) -> bytes:
    return deterministic(["Signature1", protected, context, payload])
