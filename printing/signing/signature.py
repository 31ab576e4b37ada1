"""Check the hall's signature in a PDF: whether the file is, to its last byte, what the hall signed."""

import zlib
from collections.abc import Sequence
from enum import Enum
from io import BytesIO
from typing import Final

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko_certvalidator import ValidationContext

_HOSTILE: Final = (
    PdfError,
    SigningError,
    ValidationInfoReadingError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pyHanko and asn1crypto raise on bytes that a stranger wrote: they are parsers, and say so in many ways."""


class SignatureFinding(Enum):
    """What the signature of a PDF is worth."""

    VALID = "valid"
    MISSING = "missing"
    ALTERED = "altered"
    ADDED_TO = "added_to"
    UNKNOWN_SIGNER = "unknown_signer"
    DAMAGED = "damaged"


def check_signature(pdf: bytes, authorities: Sequence[bytes]) -> SignatureFinding:
    """Return what the signature of `pdf` is worth. Never raises, whatever the bytes hold.

    Args:
        pdf: the file.
        authorities: certificates in PEM that signers must come from. The signer's certificate is judged at the time
            that the signature states: PAdES B-B has no other.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf), strict=True).embedded_signatures
        if not signatures:
            return SignatureFinding.MISSING
        signature = signatures[0]
        roots = [asn1_x509.Certificate.load(pem.unarmor(one)[2]) for one in authorities]
        context = ValidationContext(
            trust_roots=roots, allow_fetching=False, moment=signature.self_reported_timestamp, other_certs=[]
        )
        status = validate_pdf_signature(signature, context, skip_diff=True)
    except _HOSTILE:
        return SignatureFinding.DAMAGED
    if not (status.intact and status.valid):
        return SignatureFinding.ALTERED
    if len(signatures) > 1 or status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return SignatureFinding.ADDED_TO
    return SignatureFinding.VALID if status.trusted else SignatureFinding.UNKNOWN_SIGNER
