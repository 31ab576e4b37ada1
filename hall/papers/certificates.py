"""The certificate that signs papers' PDFs, issued by this hall's own authority. Both are made on the first use.

They live beside the keys that sign codes, one PEM file each, owner-readable only. Where another authority is to
vouch for the hall, its files take their places.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from hall.profile.models import hall_profile
from hall.project.hall_time import now
from hall.project.state_folder import StateDamaged, StateFolder, write_secret_once
from printing.signing.certificates import Certified, make_authority, make_signer

if TYPE_CHECKING:
    from printing.signing.pades import PaperSigner

AUTHORITY_LIFETIME: Final = timedelta(days=10 * 365)
SIGNER_LIFETIME: Final = timedelta(days=3 * 365)
# A certificate gives way this long before its end.
RENEWED_BEFORE: Final = timedelta(days=30)
# A clock that is a little late must not find a certificate of the future.
CLOCK_DIFFERENCE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Chain:
    authority: Certified
    signer: Certified


class DocumentCertificates:
    """This hall's authority and signer. Safe from any thread."""

    def __init__(self, folder: Path | None) -> None:
        """Keep them in `folder`, or in memory where it is None."""
        self._folder = folder
        self._lock = Lock()
        self._chain: _Chain | None = None
        self._paper_signer: PaperSigner | None = None

    def authority_pem(self) -> str:
        """Return the authority's certificate, for /v1/keys. Raises `StateDamaged`, `ProfileMissing`."""
        with self._lock:
            return self._current().authority.certificate.public_bytes(Encoding.PEM).decode()

    def signer(self) -> "PaperSigner":
        """Return what signs papers now. Raises `StateDamaged`, `ProfileMissing`."""
        from printing.signing.pades import PaperSigner  # noqa: PLC0415 - brings pyHanko: not while the hall starts

        with self._lock:
            before, chain = self._chain, self._current()
            if self._paper_signer is None or chain is not before:
                self._paper_signer = PaperSigner(chain.signer, chain.authority)
            return self._paper_signer

    def _current(self) -> _Chain:
        if self._chain is None or _ends_soon(self._chain.signer):
            self._chain = self._read_or_made()
            self._paper_signer = None
        return self._chain

    def _read_or_made(self) -> _Chain:
        profile, moment = hall_profile(), now()
        begins = moment - CLOCK_DIFFERENCE
        authority = self._read("authority.pem")
        if authority is None:
            made = make_authority(profile.hall_zh, begins=begins, ends=moment + AUTHORITY_LIFETIME)
            authority = self._kept("authority.pem", made)
        signer = self._read("signer.pem")
        if signer is None or _ends_soon(signer):
            made = make_signer(authority, profile.hall_zh, begins=begins, ends=moment + SIGNER_LIFETIME)
            if signer is not None and self._folder is not None:
                (self._folder / "signer.pem").unlink()
            signer = self._kept("signer.pem", made)
        return _Chain(authority, signer)

    def _read(self, name: str) -> Certified | None:
        if self._folder is None or not (file := self._folder / name).exists():
            return None
        try:
            return Certified.from_pem(file.read_bytes())
        except ValueError as error:
            raise StateDamaged(file) from error

    def _kept(self, name: str, made: Certified) -> Certified:
        """Write `made`; where another process was first, return what it wrote."""
        if self._folder is None:
            return made
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret_once(self._folder / name, made.to_pem())
        kept = self._read(name)
        assert kept is not None
        return kept


@cache
def document_certificates() -> DocumentCertificates:
    """Return this process's certificates."""
    state: StateFolder | None = settings.HALL_STATE
    return DocumentCertificates(state.document_certificates if state else None)


def _ends_soon(signer: Certified) -> bool:
    return signer.certificate.not_valid_after_utc - RENEWED_BEFORE <= now()
