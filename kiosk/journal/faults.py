"""What staff must know of, in codes: kept until retention lets go of it."""

import sqlite3
from dataclasses import dataclass
from enum import Enum

from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code


class FaultKind(Enum):
    """What went wrong inside the terminal."""

    JOURNAL_DAMAGED = "journal_damaged"
    EFFECT_CRASHED = "effect_crashed"
    MESSAGE_REFUSED = "message_refused"
    WIPE_FAILED = "wipe_failed"
    TAMPERED = "tampered"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `code` says which, `at` is RFC 3339 in UTC."""

    kind: FaultKind
    code: str
    at: str


class Faults:
    """The list of faults."""

    def __init__(self, store: Store) -> None:
        """Keep them in `store`."""
        self._store = store

    def note(self, kind: FaultKind, code: str) -> None:
        """Write one down.

        Raises:
            JournalError: it is not written.
        """
        with self._store.write() as connection:
            note_fault(connection, kind, code, at=self._store.now())

    def recent(self, limit: int = 100) -> tuple[Fault, ...]:
        """Return the latest faults, latest first."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT kind, code, at FROM faults ORDER BY seq DESC LIMIT ?", (limit,))
            return tuple(Fault(FaultKind(row["kind"]), row["code"], row["at"]) for row in rows)


def note_fault(connection: sqlite3.Connection, kind: FaultKind, code: str, *, at: str) -> None:
    """Insert a fault inside the caller's transaction."""
    connection.execute("INSERT INTO faults (kind, code, at) VALUES (?, ?, ?)", (kind.value, fit_code(code), at))
