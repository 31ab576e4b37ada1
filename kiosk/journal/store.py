"""One SQLite connection behind one lock. Every write is a transaction that is on the disk when it returns."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from devices.api.clock import Clock
from kiosk.journal.errors import JournalDamaged, JournalError, JournalInUse, JournalUnavailable

_BROKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BUSY_TIMEOUT_S = 5.0


def converted(error: sqlite3.Error) -> JournalError:
    """Return the journal's own error for SQLite's."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    return JournalDamaged(name) if name.startswith(_BROKEN) else JournalUnavailable(name)


class FolderLock:
    """Held while a journal is open: two kiosks on one journal would print for each other."""

    def __init__(self, file: Path) -> None:
        """Take it.

        Raises:
            JournalInUse: another journal holds it, in this process or another.
            JournalUnavailable: the file cannot be made.
        """
        try:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise JournalUnavailable(f"lock:{error.errno}") from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise JournalInUse from error

    def release(self) -> None:
        """Give it back. The file stays: removing it would race with the next holder."""
        os.close(self._descriptor)


def connect(file: Path) -> sqlite3.Connection:
    """Open `file`, which is made if it is not there, without changing what is in it.

    Raises:
        OSError: it cannot be made.
        sqlite3.Error: as SQLite finds it; callers convert.
    """
    # Made by us first: SQLite would make it readable for others.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(file, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """From now on what is committed survives a power cut (SQLite: WAL with synchronous FULL)."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


class Store:
    """The connection, for any thread, one at a time."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        """Take `connection` over; `close` closes it."""
        self._connection = connection
        self._clock = clock
        self._lock = Lock()
        self._closed = False

    def now(self) -> str:
        """Return the time as every table keeps it: RFC 3339 in UTC, which sorts as text."""
        return self._clock.now().isoformat(timespec="microseconds")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction. When the block has ended, it is on the disk.

        Raises:
            JournalUnavailable, JournalDamaged: nothing of it counts as written.
        """
        with self._lock:
            self._check_open()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                finally:
                    # Also where COMMIT itself failed, and for whatever the block raised.
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise converted(error) from error

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Read a consistent state.

        Raises:
            JournalUnavailable, JournalDamaged: as SQLite finds it.
        """
        with self._lock:
            self._check_open()
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise converted(error) from error

    def close(self) -> bool:
        """Close the file; return whether this call did it and not one before."""
        with self._lock:
            if self._closed:
                return False
            self._closed = True
            self._connection.close()
            return True

    def _check_open(self) -> None:
        if self._closed:
            raise JournalUnavailable("closed")
