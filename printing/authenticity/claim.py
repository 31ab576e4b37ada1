"""What a paper's code says: which paper, issued when, by whom, which copy, and its content in sixteen bytes.

Nothing in it tells who the paper is about.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Final

from printing.documents.digest import DIGEST_BYTES
from printing.errors import ClaimError

_MAX_TEXT: Final = 40
_MAX_COPY: Final = 0xFFFF
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND: Final = 0xFFFFFFFF
_PAPER_NUMBER: Final = 1
_ISSUED_AT: Final = 2
_KIND: Final = 3
_COPY: Final = 4
_DIGEST: Final = 5
_ISSUER: Final = 6
_VERIFIER: Final = 7


class PaperKind(IntEnum):
    """Which paper it is; the numbers are part of the format and never change."""

    NO_HOUSE_PROOF = 1
    PROPERTY_LISTING = 2
    SERVICE_RECEIPT = 3
    REGISTRY_PROOF = 4
    LICENCE_COPY = 5
    APPLICATION_RECEIPT = 6
    MEDIATION_AGREEMENT = 7
    PAYMENT_VOUCHER = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """A paper's claim.

    Attributes:
        paper_number: the paper's number; on a service receipt the case number. Up to 40 ASCII characters.
        issued_at: to the second, aware.
        copy_number: 1 for the original.
        content_digest: `documents.content_digest`, 16 bytes.
        issuer: who issued it, as the verifier knows it, for example a unified social credit code.
        verifier: on a receipt the code that with the case number shows how far the case is; else empty.
    """

    paper_number: str
    issued_at: datetime
    kind: PaperKind
    copy_number: int
    content_digest: bytes
    issuer: str
    verifier: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be signed.

        Raises:
            ClaimError: names the field.
        """
        for name, text, least in (
            ("paper_number", self.paper_number, 1),
            ("issuer", self.issuer, 1),
            ("verifier", self.verifier, 0),
        ):
            if not (least <= len(text) <= _MAX_TEXT and text.isascii() and (text.isprintable() or not text)):
                raise ClaimError(f"{name}: {least} to {_MAX_TEXT} printable ASCII characters")
        if self.issued_at.utcoffset() is None or self.issued_at.microsecond:
            raise ClaimError("issued_at: a whole second, with its offset")
        if not 0 <= (self.issued_at - _EPOCH).total_seconds() <= _LAST_SECOND:
            raise ClaimError("issued_at: between 1970 and 2106")
        if not 1 <= self.copy_number <= _MAX_COPY:
            raise ClaimError(f"copy_number: 1 to {_MAX_COPY}")
        if len(self.content_digest) != DIGEST_BYTES:
            raise ClaimError(f"content_digest: {DIGEST_BYTES} bytes")


def claim_to_map(claim: Claim) -> dict[int, int | str | bytes]:
    """Return the claim as the map that is signed."""
    content: dict[int, int | str | bytes] = {
        _PAPER_NUMBER: claim.paper_number,
        _ISSUED_AT: int((claim.issued_at - _EPOCH).total_seconds()),
        _KIND: int(claim.kind),
        _COPY: claim.copy_number,
        _DIGEST: claim.content_digest,
        _ISSUER: claim.issuer,
    }
    if claim.verifier:
        content[_VERIFIER] = claim.verifier
    return content


def claim_from_map(content: object) -> Claim:
    """Return the claim that a signed map holds.

    Raises:
        ClaimError: it is not such a map, or has keys of a later version.
    """
    if not isinstance(content, dict):
        raise ClaimError("payload: a map")
    rest = dict(content)
    number, issuer = _text(rest.pop(_PAPER_NUMBER, None)), _text(rest.pop(_ISSUER, None))
    verifier = _text(rest.pop(_VERIFIER, ""))
    second, kind, copy = (_whole(rest.pop(key, None)) for key in (_ISSUED_AT, _KIND, _COPY))
    digest = rest.pop(_DIGEST, None)
    if rest or not isinstance(digest, bytes) or kind not in set(PaperKind) or not 0 <= second <= _LAST_SECOND:
        raise ClaimError("payload: not a claim of this version")
    return Claim(number, _EPOCH + timedelta(seconds=second), PaperKind(kind), copy, digest, issuer, verifier)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ClaimError("payload: a text is missing")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ClaimError("payload: a number is missing")
    return value
