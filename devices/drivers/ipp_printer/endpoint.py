"""Where a printer is. Sources: RFC 3510 (ipp), RFC 7472 (ipps)."""

import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

DEFAULT_PORT: Final = 631
DEFAULT_PATH: Final = "/ipp/print"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A printer's URI, taken apart.

    Attributes:
        certificate_sha256: the fingerprint of the one certificate to trust, 64 hexadecimal digits, or "" to ask
            the system's authorities.
    """

    host: str
    port: int
    path: str
    encrypted: bool
    certificate_sha256: str = ""

    @property
    def uri(self) -> str:
        """The printer URI as requests carry it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ipps' if self.encrypted else 'ipp'}://{host}:{self.port}{self.path}"

    def tls_context(self) -> ssl.SSLContext:
        """Return how to check the printer's certificate. With a fingerprint, the transport checks it itself."""
        context = ssl.create_default_context()
        if self.certificate_sha256:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def parse_endpoint(uri: str, *, certificate_sha256: str = "") -> Endpoint:
    """Take ``ipp://HOST[:PORT][/PATH]`` or ``ipps://...`` apart. Raises ValueError saying what is wrong with it."""
    parts = urlsplit(uri)
    if parts.scheme not in ("ipp", "ipps"):
        raise ValueError("not an ipp:// or ipps:// address")
    if not parts.hostname:
        raise ValueError("no host")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("neither a user nor a query belongs here")
    return Endpoint(
        host=parts.hostname,
        port=parts.port or DEFAULT_PORT,
        path=parts.path if parts.path not in ("", "/") else DEFAULT_PATH,
        encrypted=parts.scheme == "ipps",
        certificate_sha256=certificate_sha256,
    )
