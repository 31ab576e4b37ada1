"""Sealing: AES-256-GCM with a random nonce, bound to the place the value belongs to.

A sealed value is ``version (1 byte, 0x01) | nonce (12) | ciphertext and tag``. The place (for example
``cases.Case.result``) is authenticated, so a value moved to another column does not open.
Source: NIST SP 800-38D. The version byte leaves room for SM4-GCM.
"""

import os
from functools import cache
from typing import TYPE_CHECKING, Final

from hall.protection.keyring import keyring

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """The value was altered, belongs elsewhere, or was sealed with another key."""


@cache
def _cipher() -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - commands that seal nothing start faster

    return AESGCM(keyring().seal_key)


def seal(content: bytes, *, place: str) -> bytes:
    """Return `content` sealed for `place`; never twice the same bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + _cipher().encrypt(nonce, content, place.encode())


def unseal(sealed: bytes, *, place: str) -> bytes:
    """Return what was sealed for `place`.

    Raises:
        SealBroken: see there.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - see _cipher

    if sealed[:1] != VERSION:
        raise SealBroken(place)
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _cipher().decrypt(nonce, body, place.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBroken(place) from error
