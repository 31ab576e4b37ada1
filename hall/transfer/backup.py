"""Keep a hall in one file, and bring it back: its database as of one moment, and the keys that alone can read it.

The file is a tar of `manifest.json` (each part with its SHA-256), `keys/` and `hall.sqlite3` or `hall.pgdump`.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hall import VERSION
from hall.project.state_folder import StateFolder, StateUnusable, write_secret_once

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
SQLITE: Final = "hall.sqlite3"
POSTGRESQL: Final = "hall.pgdump"
_READ_BYTES: Final = 1 << 20


class BackupFailed(StateUnusable):
    """The backup could not be made; nothing was left behind.

    Attributes:
        program: what failed.
    """

    def __init__(self, program: str, why: str) -> None:
        """Keep what failed."""
        self.program = program
        super().__init__(f"{program} failed: {why}")


class BackupDamaged(StateUnusable):
    """The file is no backup of a hall, or is not as it was made. Nothing was changed.

    Attributes:
        member: the part of it.
    """

    def __init__(self, member: str) -> None:
        """Keep which part."""
        self.member = member
        super().__init__(f"this is no whole backup of a hall: {member} is missing, altered or unknown")


class RestoreRefused(StateUnusable):
    """There is something where the backup should go, or what it needs is not there. Nothing was changed."""


def back_up(state: StateFolder, address: str | None, out: Path, *, made_at: datetime) -> int:
    """Write the hall of `state` (whose database is at `address`, where it has one) to `out`; return the file's bytes.

    The hall may run. The file appears whole, readable by its owner only.

    Raises:
        BackupFailed: see there.
    """
    with TemporaryDirectory(prefix=".hall-backup-", dir=out.resolve().parent) as folder:
        database = Path(folder, SQLITE if address is None else POSTGRESQL)
        if address is None:
            _copy_sqlite(state.database, database)
        else:
            _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={database}")
        keys = sorted(file for file in (state.root / "keys").rglob("*") if file.is_file() and file.name[0] != ".")
        parts = {database.name: database} | {str(file.relative_to(state.root)): file for file in keys}
        draft = Path(folder, "draft")
        _write_tar(draft, parts, kind="sqlite" if address is None else "postgresql", made_at=made_at)
        size = draft.stat().st_size
        draft.replace(out)
    return size


def restore(file: Path, state: StateFolder, address: str | None) -> None:
    """Bring a backup into a state folder never used before, and a PostgreSQL's into the empty one at `address`.

    Raises:
        BackupDamaged, RestoreRefused, BackupFailed: see there.
    """
    if state.root.exists() and any(state.root.iterdir()):
        raise RestoreRefused(f"{state.root} is not empty: a backup is brought into a new state folder")
    state.root.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".hall-restore-", dir=state.root.parent) as folder:
        fresh = StateFolder(Path(folder, "state"))
        fresh.create()
        kind = _unpack(file, fresh.root)
        if kind == "postgresql":
            if address is None:
                raise RestoreRefused("this backup is a PostgreSQL's: name an empty one with --database")
            _restore_postgresql(fresh.root / POSTGRESQL, address)
            write_secret_once(fresh.database_address, address.encode() + b"\n")
        elif address is not None:
            raise RestoreRefused("this backup is SQLite's: restore it without --database, then `hall migrate-to`")
        if state.root.exists():
            state.root.rmdir()
        fresh.root.rename(state.root)


def _copy_sqlite(database: Path, copy: Path) -> None:
    copy.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as to,
        ):
            source.backup(to)
    except sqlite3.Error as error:
        raise BackupFailed("SQLite's backup", error.sqlite_errorname) from error


def _restore_postgresql(dump: Path, address: str) -> None:
    import psycopg  # noqa: PLC0415 - not loaded where SQLite is used

    try:
        with psycopg.connect(address) as server:
            tables = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    except psycopg.Error as error:
        raise RestoreRefused("the database of --database cannot be reached") from error
    if tables is not None:
        raise RestoreRefused(f"the database of --database is not empty (it has {tables[0]})")
    _run("pg_restore", address, "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(dump))
    dump.unlink()


def _run(program: str, address: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the database at `address`, whose password no list of processes shows."""
    from psycopg import pq  # noqa: PLC0415 - not loaded where SQLite is used

    options = pq.Conninfo.parse(address.encode())
    named = {each.envvar.decode(): each.val.decode() for each in options if each.envvar and each.val}
    if program == "pg_restore":
        arguments = (f"--dbname={named['PGDATABASE']}", *arguments)
    try:
        done = subprocess.run(
            [program, *arguments], env={**os.environ, **named}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupFailed(program, "it is not installed") from error
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise BackupFailed(program, last[0])


def _write_tar(draft: Path, parts: dict[str, Path], *, kind: str, made_at: datetime) -> None:
    facts = {
        "format": FORMAT,
        "hall": VERSION,
        "database": kind,
        "made_at": made_at.isoformat(timespec="seconds"),
        "sha256": {name: _sha256(file) for name, file in parts.items()},
    }
    manifest = json.dumps(facts, indent=1).encode() + b"\n"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as tar:
            tar.addfile(_member(MANIFEST, len(manifest)), io.BytesIO(manifest))
            for name, file in parts.items():
                with file.open("rb") as content:
                    tar.addfile(_member(name, file.stat().st_size), content)
        stream.flush()
        os.fsync(stream.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _unpack(file: Path, root: Path) -> str:
    """Write what the manifest names below `root`, once each part is as it was; return which database it is."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            manifest = _manifest(tar)
            for name, sha256 in manifest["sha256"].items():
                _unpack_one(tar, name, str(sha256), root)
            return str(manifest["database"])
    except (OSError, tarfile.TarError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise BackupDamaged(file.name) from error


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    content = tar.extractfile(MANIFEST)
    if content is None:
        raise BackupDamaged(MANIFEST)
    manifest: dict[str, Any] = json.load(content)
    if manifest.get("format") != FORMAT:
        raise BackupDamaged(MANIFEST)
    return manifest


def _unpack_one(tar: tarfile.TarFile, name: str, sha256: str, root: Path) -> None:
    target = (root / name).resolve()
    is_ours = name in {SQLITE, POSTGRESQL} or (name.startswith("keys/") and target.is_relative_to(root.resolve()))
    content = tar.extractfile(name) if is_ours else None
    if content is None:
        raise BackupDamaged(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        shutil.copyfileobj(content, stream, _READ_BYTES)
        stream.flush()
        os.fsync(stream.fileno())
    if _sha256(target) != sha256:
        raise BackupDamaged(name)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
