"""Check a paper's PDF whole: its signature, the code on it, its data, and whether what is to be read says the same.

The code carries the digest of the paper's data, and the data is attached. Data that the code vouches for is laid out
again and its text compared with the file's: what differs is named by its field.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from printing.authenticity.claim import Claim
from printing.authenticity.keys import PublishedKeys
from printing.authenticity.revocations import RevocationList
from printing.authenticity.verdict import (
    CopySuperseded,
    Genuine,
    NotACode,
    NotACodeReason,
    Outcome,
    PaperRevoked,
    Verdict,
    outcome_of,
)
from printing.authenticity.verify import check_code
from printing.documents.digest import content_digest
from printing.documents.json_form import as_plain
from printing.documents.kinds import Document
from printing.errors import PrintingError
from printing.raster_preview import page_images, page_texts
from printing.rendering import render_pdf
from printing.signing.attachment import attached_document
from printing.signing.picture import find_code
from printing.signing.signature import SignatureFinding, check_signature

_DPI: Final = 200
_LEAST: Final = 2
"""Shorter texts are found by chance."""
_BROKEN: Final = {SignatureFinding.ALTERED, SignatureFinding.ADDED_TO, SignatureFinding.DAMAGED}


class TextFinding(Enum):
    """Whether what is to be read is what the code vouches for."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OTHER_DATA = "other_data"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What a check of a PDF found.

    Attributes:
        verdict: on the code that is to be seen.
        differing: dotted paths of fields that the file does not show as they were issued, as ``applicant.name``; empty
            with `TextFinding.DIFFERS` where only words of the form itself were changed.
    """

    verdict: Verdict
    signature: SignatureFinding
    text: TextFinding
    differing: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The whole in one word."""
        code = outcome_of(self.verdict)
        if self.signature in _BROKEN or self.text in {TextFinding.DIFFERS, TextFinding.OTHER_DATA}:
            return Outcome.ALTERED
        if code is Outcome.GENUINE and self.signature is SignatureFinding.UNKNOWN_SIGNER:
            return Outcome.UNKNOWN
        return code


def check_pdf(pdf: bytes, keys: PublishedKeys, revocations: RevocationList | None, *, now: datetime) -> PaperCheck:
    """Return what the paper in `pdf` is worth at `now`.

    Raises:
        PdfUnreadable: it is no PDF.
    """
    seen = next((code for page in page_images(pdf, dpi=_DPI) if (code := find_code(page))), None)
    verdict = NotACode(NotACodeReason.NONE_FOUND) if seen is None else check_code(seen, keys, revocations, now=now)
    signature = check_signature(pdf, keys.authorities)
    if not isinstance(verdict, Genuine | PaperRevoked | CopySuperseded):
        return PaperCheck(verdict, signature, TextFinding.NOT_COMPARED)
    text, differing = _compare(pdf, verdict.claim)
    return PaperCheck(verdict, signature, text, differing)


def _compare(pdf: bytes, claim: Claim) -> tuple[TextFinding, tuple[str, ...]]:
    document = attached_document(pdf)
    if document is None:
        return TextFinding.NOT_COMPARED, ()
    if content_digest(document) != claim.content_digest:
        return TextFinding.OTHER_DATA, ()
    try:
        issued = _squeezed(page_texts(render_pdf(document).pdf))
    except PrintingError:
        return TextFinding.NOT_COMPARED, ()
    shown = _squeezed(page_texts(pdf))
    if shown == issued:
        return TextFinding.AGREES, ()
    return TextFinding.DIFFERS, tuple(_missing(document, issued, shown))


def _missing(document: Document, issued: str, shown: str) -> list[str]:
    return [
        path
        for path, value in _leaves(as_plain(document), "")
        if len(value) >= _LEAST and issued.count(value) > shown.count(value)
    ]


def _leaves(value: Any, path: str) -> list[tuple[str, str]]:
    """Return every text in `value`, without its white space, with its path."""
    if isinstance(value, dict):
        return [leaf for name, one in value.items() for leaf in _leaves(one, f"{path}.{name}" if path else name)]
    if isinstance(value, list):
        return [leaf for number, one in enumerate(value) for leaf in _leaves(one, f"{path}[{number}]")]
    return [(path, _squeezed([value]))] if isinstance(value, str) else []


def _squeezed(texts: list[str]) -> str:
    return "".join("".join(text.split()) for text in texts)
