"""The folder where a hall keeps what must outlive it: its database and its keys.

    STATE/hall.sqlite3        the database, unless an address names another (hall.project.database)
    STATE/database.url        that address, where the environment does not tell it
    STATE/keys/*.key          secrets, one a file, owner-readable only, made on first start
    STATE/keys/signing/       keys that sign papers
    STATE/keys/documents/     authority and certificate that sign papers' PDFs

Secrets are never made anew beside an existing database: what was sealed with the lost ones could not be opened.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ENVIRONMENT_NAME: Final = "HALLKIOSK_HALL_STATE"
SECRET_BYTES: Final = 32


class StateUnusable(Exception):
    """The state folder cannot be worked with; the message says why, for a technician."""


class StateDamaged(StateUnusable):
    """A secret is missing beside a database that needs it, or cannot be what it should be.

    Attributes:
        file: the file in question.
    """

    def __init__(self, file: Path) -> None:
        """Keep which file it is; its content is never told."""
        self.file = file
        super().__init__(f"{file} is missing or damaged: restore it from the backup of this hall's state folder")


@dataclass(frozen=True, slots=True)
class StateFolder:
    """A hall's state. Safe from several threads and processes at once."""

    root: Path

    @classmethod
    def from_environment(cls) -> "StateFolder | None":
        """Return the folder the environment names, or None: then everything lives and dies in memory (tests, tools)."""
        named = os.environ.get(ENVIRONMENT_NAME)
        return cls(Path(named)) if named else None

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "hall.sqlite3"

    @property
    def database_address(self) -> Path:
        """The file that may name a PostgreSQL instead."""
        return self.root / "database.url"

    @property
    def lock(self) -> Path:
        """The file that one process holds while it prepares the state; made once the keys are there."""
        return self.root / "preparing.lock"

    @property
    def is_in_use(self) -> bool:
        """Whether there is a database, here or at the address, that was written with this folder's keys."""
        return self.database.exists() or self.lock.exists()

    @property
    def signing_keys(self) -> Path:
        """The folder of keys that sign papers."""
        return self.root / "keys" / "signing"

    @property
    def document_certificates(self) -> Path:
        """The folder of the certificates that sign papers' PDFs."""
        return self.root / "keys" / "documents"

    def create(self) -> None:
        """Make the folders, readable by their owner only. Does nothing where they are there.

        Raises:
            StateUnusable: they cannot be made.
        """
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.root / "keys").mkdir(mode=0o700, exist_ok=True)
            self.signing_keys.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StateUnusable(f"{self.root} cannot be used as state folder: {error.strerror}") from error

    def secret(self, name: str) -> bytes:
        """Return the 32 secret bytes of that name, making them on the first start.

        Raises:
            StateDamaged: the file is missing beside a database in use, or does not hold 32 bytes.
        """
        file = self.root / "keys" / f"{name}.key"
        if not file.exists():
            if self.is_in_use:
                raise StateDamaged(file)
            self.create()
            write_secret_once(file, base64.b64encode(secrets.token_bytes(SECRET_BYTES)) + b"\n")
        try:
            secret = base64.b64decode(file.read_bytes().strip(), validate=True)
        except ValueError as error:
            raise StateDamaged(file) from error
        if len(secret) != SECRET_BYTES:
            raise StateDamaged(file)
        return secret


def write_secret_once(file: Path, content: bytes) -> None:
    """Write `file` with mode 0600, whole or not at all; if another process was first, keep what it wrote."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
