"""The database of a test's state folder: SQLite's file, or one of its own on the PostgreSQL that the tests run on."""

import os
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hall.project.database import ENVIRONMENT_NAME
from hall.project.state_folder import write_secret_once
from tests.support.postgres import of_address


def is_on_postgresql() -> bool:
    """Say whether these tests were started on a PostgreSQL (`python -m tests.support.postgres`)."""
    return ENVIRONMENT_NAME in os.environ


def make_database(state: Path, *, like: Path | None = None) -> None:
    """Give the state folder a database: empty, or a copy of that of the folder `like`, which it is a copy of."""
    if not is_on_postgresql():
        return
    cluster = of_address(os.environ[ENVIRONMENT_NAME])
    template = cluster.database_of(_file(like).read_text(encoding="utf-8")) if like else None
    state.mkdir(mode=0o700, exist_ok=True)
    _file(state).unlink(missing_ok=True)
    write_secret_once(_file(state), cluster.create(f"state_{uuid.uuid4().hex}", template=template).encode())


@contextmanager
def database_for(state: Path, *, like: Path) -> Iterator[None]:
    """The same for as long as a test takes."""
    make_database(state, like=like)
    # Kept apart, for a test may write another address there.
    address = _file(state).read_text(encoding="utf-8") if is_on_postgresql() else ""
    yield
    if address:
        cluster = of_address(address)
        cluster.drop(cluster.database_of(address))


@contextmanager
def empty_database() -> Iterator[str | None]:
    """Make an empty database on the PostgreSQL of this run; yield its address, or None where the run is on SQLite."""
    if not is_on_postgresql():
        yield None
        return
    cluster, name = of_address(os.environ[ENVIRONMENT_NAME]), f"empty_{uuid.uuid4().hex}"
    yield cluster.create(name)
    cluster.drop(name)


def database_content(state: Path) -> bytes:
    """Return everything that the state folder's database holds, as bytes to be searched."""
    if not is_on_postgresql():
        return (state / "hall.sqlite3").read_bytes()
    address = _file(state).read_text(encoding="utf-8")
    dumped = subprocess.run(["pg_dump", "--inserts", address], capture_output=True, check=True, timeout=60)
    return dumped.stdout


def _file(state: Path) -> Path:
    return state / "database.url"
