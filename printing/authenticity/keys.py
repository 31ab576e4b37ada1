"""The hall's published keys, as ``GET /v1/keys`` returns them."""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from printing.authenticity.envelope import EDDSA, SM2_SM3
from printing.authenticity.sm2 import PUBLIC_BYTES, sm2_signed
from printing.errors import PublishedKeyError

_KEY_BYTES: Final = 32


class KeyAlgorithm(Enum):
    """What a key signs with, as the published keys name it."""

    ED25519 = "Ed25519"
    SM2 = "SM2"

    @property
    def cose(self) -> int:
        """Its number in a message's header."""
        return EDDSA if self is KeyAlgorithm.ED25519 else SM2_SM3

    @property
    def key_bytes(self) -> int:
        """How long a public key is."""
        return _KEY_BYTES if self is KeyAlgorithm.ED25519 else PUBLIC_BYTES


class KeyStatus(Enum):
    """What the issuer says of a key."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """One key and when papers may have been signed with it.

    Attributes:
        kid: how codes name it.
        public_key: 32 bytes; of SM2 64, x and y.
        not_before, not_after: the first and the last moment of issue it may sign, aware.
        status: the next key is published before it signs; a retired key still proves papers of its period; a revoked
            one proves nothing.
    """

    kid: str
    public_key: bytes
    not_before: datetime
    not_after: datetime
    status: KeyStatus = KeyStatus.ACTIVE
    algorithm: KeyAlgorithm = KeyAlgorithm.ED25519

    def __post_init__(self) -> None:
        """Refuse a key that cannot verify anything.

        Raises:
            PublishedKeyError: names the kid and what is wrong.
        """
        if len(self.public_key) != self.algorithm.key_bytes:
            raise PublishedKeyError(f"{self.kid}: a key of {self.algorithm.key_bytes} bytes")
        if self.not_before.utcoffset() is None or self.not_after.utcoffset() is None:
            raise PublishedKeyError(f"{self.kid}: times with their offset")

    def signed(self, signature: bytes, content: bytes) -> bool:
        """Whether `signature` over `content` was made with this key. Raises `Sm2Missing`."""
        if self.algorithm is KeyAlgorithm.SM2:
            return sm2_signed(self.public_key, signature, content)
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


class PublishedKeys:
    """The keys of one issuer, by kid. Immutable, safe from any thread."""

    def __init__(self, keys: Iterable[PublishedKey], authorities: Iterable[bytes] = ()) -> None:
        """Keep `keys`, and the certificates (PEM) of authorities that sign the papers' PDFs.

        Raises:
            PublishedKeyError: two have the same kid.
        """
        self.authorities = tuple(authorities)
        self._by_kid: dict[str, PublishedKey] = {}
        for key in keys:
            if key.kid in self._by_kid:
                raise PublishedKeyError(f"{key.kid}: published twice")
            self._by_kid[key.kid] = key

    def find(self, kid: str) -> PublishedKey | None:
        """Return the key that codes name `kid`, or None."""
        return self._by_kid.get(kid)

    @staticmethod
    def from_json(text: str) -> "PublishedKeys":
        """Read the reply of ``GET /v1/keys``.

        Raises:
            PublishedKeyError: it is not that, or a key in it cannot be read.
        """
        try:
            published = json.loads(text)
            authorities = [str(one).encode() for one in published.get("authorities_pem", [])]
            return PublishedKeys([_key(entry) for entry in published["keys"]], authorities)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise PublishedKeyError(f"not a list of published keys: {type(error).__name__}") from error


def _key(entry: dict[str, Any]) -> PublishedKey:
    kid = str(entry["kid"])
    try:
        algorithm = KeyAlgorithm(entry["algorithm"])
    except ValueError as error:
        raise PublishedKeyError(f"{kid}: algorithm {' or '.join(known.value for known in KeyAlgorithm)}") from error
    try:
        public_key = base64.b64decode(entry["public_key_b64"], validate=True)
    except binascii.Error as error:
        raise PublishedKeyError(f"{kid}: base64") from error
    return PublishedKey(
        kid=kid,
        public_key=public_key,
        not_before=datetime.fromisoformat(entry["not_before"]),
        not_after=datetime.fromisoformat(entry["not_after"]),
        status=KeyStatus(entry["status"]),
        algorithm=algorithm,
    )
