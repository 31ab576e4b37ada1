"""SM2 with SM3, the national algorithm, behind the interface of Ed25519. Needs the extra ``sm`` (gmssl-pyx).

Sources: GB/T 32918.2-2016 (SM2 signatures; the signer's identity is the default of GM/T 0009-2012, 7.4),
GB/T 32905-2016 (SM3). A signature travels as r and s of 32 bytes each, as Ed25519's does in 64; the library wants DER.
"""

from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Final

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

EXTRA: Final = "sm"
PUBLIC_BYTES: Final = 64
_NUMBER_BYTES: Final = 32


class Sm2Missing(Exception):
    """The extra ``sm`` is not installed: nothing can be said of an SM2 signature."""


@dataclass(frozen=True, slots=True)
class Sm2PrivateKey:
    """A private key of 32 bytes, with its public key of 64 (x and y)."""

    private: bytes = field(repr=False)
    public: bytes

    @staticmethod
    def generate() -> "Sm2PrivateKey":
        """Return a new key. Raises `Sm2Missing`."""
        public, private = _library().sm2_key_generate()
        return Sm2PrivateKey(private, public)

    def sign(self, data: bytes, /) -> bytes:
        """Return r and s over `data`, 64 bytes; each signature is another one. Raises `Sm2Missing`."""
        r, s = decode_dss_signature(_library().sm2_sign(self.private, self.public, data))
        return r.to_bytes(_NUMBER_BYTES, "big") + s.to_bytes(_NUMBER_BYTES, "big")


def sm2_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether `signature` over `content` was made with the key `public`. Raises `Sm2Missing`."""
    library = _library()
    r, s = (int.from_bytes(half, "big") for half in (signature[:_NUMBER_BYTES], signature[_NUMBER_BYTES:]))
    try:
        return bool(library.sm2_verify(public, content, encode_dss_signature(r, s)))
    except library.GmsslInnerError:
        return False


def _library() -> ModuleType:
    try:
        return import_module("gmssl_pyx")
    except ImportError as error:
        raise Sm2Missing from error
