"""Keyed digests: find a person or a code again without keeping it. HMAC-SHA-256, hexadecimal, one key a hall."""

import hashlib
import hmac
from enum import Enum
from typing import Final

from hall.protection.keyring import keyring

DIGEST_CHARACTERS: Final = 64


class DigestOf(Enum):
    """What is digested; the same text under two of these gives two digests."""

    PERSON = "person"
    UNIT = "unit"
    IDENTITY_CODE = "identity_code"
    MOBILE = "mobile"
    SMS_CODE = "sms_code"
    REPRESENTATION = "representation"
    MATCH_NUMBERS = "match_numbers"
    DOWNLOAD = "download"
    DOWNLOAD_DEVICE = "download_device"
    CASE_NUMBER = "case_number"
    REQUEST = "request"
    WITNESS = "witness"


def keyed_digest(kind: DigestOf, text: str | bytes) -> str:
    """Return the digest of `text` as a `kind`: 64 hexadecimal digits."""
    content = text.encode() if isinstance(text, str) else text
    return hmac.new(keyring().digest_key, kind.value.encode() + b"\x00" + content, hashlib.sha256).hexdigest()


def person_digest(number: str) -> str:
    """Return the digest that names the person with this citizen number."""
    return keyed_digest(DigestOf.PERSON, number.upper())


def token_digest(token: str) -> str:
    """Return what is kept of a token the hall made itself. It has 256 random bits, so no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
