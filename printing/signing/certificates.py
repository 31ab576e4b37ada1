"""The hall's own certificate authority, and certificates for signing papers. EC P-256, as PAdES readers know it.

Source: RFC 5280 (profile), ETSI EN 319 412-3 (certificates of organisations).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

_AUTHORITY: Final = " CA"
_LONGEST_NAME: Final = 64
"""RFC 5280, appendix A.1. It counts characters; `cryptography` counts the bytes of a common name, so that is cut."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate

    def to_pem(self) -> bytes:
        """Return key and certificate as PEM: a secret."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return key + self.certificate.public_bytes(Encoding.PEM)

    @staticmethod
    def from_pem(pem: bytes) -> "Certified":
        """Read what `to_pem` wrote.

        Raises:
            ValueError: it is not that, or key and certificate are not of one another.
        """
        key, certificate = load_pem_private_key(pem, password=None), x509.load_pem_x509_certificate(pem)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
            raise ValueError("not a key and its certificate")
        return Certified(key, certificate)


def make_authority(organisation: str, *, begins: datetime, ends: datetime) -> Certified:
    """Return a self-signed authority that certifies signers and nothing below them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(organisation, f"{_cut(organisation, _LONGEST_NAME - len(_AUTHORITY))}{_AUTHORITY}")
    builder = _builder(name, key, begins=begins, ends=ends, is_authority=True).issuer_name(name)
    return Certified(key, builder.sign(key, SHA256()))


def make_signer(authority: Certified, organisation: str, *, begins: datetime, ends: datetime) -> Certified:
    """Return a certificate for signing papers in the name of `organisation`, issued by `authority`."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(
        _name(organisation, _cut(organisation, _LONGEST_NAME)), key, begins=begins, ends=ends, is_authority=False
    )
    builder = builder.issuer_name(authority.certificate.subject).add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
    )
    return Certified(key, builder.sign(authority.key, SHA256()))


def _name(organisation: str, common: str) -> x509.Name:
    """Return the name; what is too long for a certificate is cut."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _cut(text: str, at_most_bytes: int) -> str:
    return text.encode()[:at_most_bytes].decode(errors="ignore")


def _builder(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, *, begins: datetime, ends: datetime, is_authority: bool
) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
