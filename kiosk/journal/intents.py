"""What is about to be done, written before it is done, and how it ended. Append-only."""

import sqlite3
from dataclasses import dataclass
from enum import Enum

from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code
from kiosk.journal.vocabulary import identifier


class IntentKind(Enum):
    """Effects with consequences that outlive the session."""

    OPEN_CASE = "open_case"
    ISSUE_PAPER = "issue_paper"
    PRINT_PAPER = "print_paper"
    PRINT_RECEIPT = "print_receipt"
    REPRINT = "reprint"
    RATING = "rating"
    PRINT_REPORT = "print_report"
    GIVE_TO_PHONE = "give_to_phone"


class IntentEnd(Enum):
    """How it ended. `INTERRUPTED`: the terminal stopped before it was known."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CALLED_BACK = "called_back"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Intent:
    """One entry. `key` is the idempotency key or the transaction id; `at` is RFC 3339 in UTC."""

    seq: int
    kind: IntentKind
    key: str
    case_id: str | None
    paper_id: str | None
    at: str
    ended: IntentEnd | None = None
    code: str = ""


class Intents:
    """The list of intents."""

    def __init__(self, store: Store) -> None:
        """Keep them in `store`."""
        self._store = store

    def begin(self, kind: IntentKind, key: str, *, case_id: str | None = None, paper_id: str | None = None) -> int:
        """Write that it is about to be done; return the entry's number for `end`.

        Raises:
            JournalError: it is not written, so the effect must not begin.
        """
        with self._store.write() as connection:
            return begin_intent(connection, kind, key, at=self._store.now(), case_id=case_id, paper_id=paper_id)

    def end(self, seq: int, ended: IntentEnd, code: str = "") -> None:
        """Write how it ended.

        Raises:
            JournalError: it is not written; the next start finds the entry open and calls it interrupted.
        """
        with self._store.write() as connection:
            end_intent(connection, seq, ended, at=self._store.now(), code=code)

    def open(self) -> tuple[Intent, ...]:
        """Return the entries without an end, oldest first."""
        with self._store.read() as connection:
            return open_intents(connection)

    def on_phones(self) -> frozenset[str]:
        """Return the papers that the hall was seen to give to a phone."""
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT paper_id FROM intents JOIN intent_ends ON intent = intents.seq"
                " WHERE kind = ? AND ended = ?",
                (IntentKind.GIVE_TO_PHONE.value, IntentEnd.DONE.value),
            )
            return frozenset(str(row["paper_id"]) for row in rows)

    def recent(self, limit: int = 100) -> tuple[Intent, ...]:
        """Return the latest entries with their ends, latest first."""
        with self._store.read() as connection:
            rows = connection.execute(f"{_SELECT} ORDER BY seq DESC LIMIT ?", (limit,))
            return tuple(map(_intent, rows))


_SELECT = (
    "SELECT intents.seq, kind, key, case_id, paper_id, intents.at AS at, ended, coalesce(code, '') AS code"
    " FROM intents LEFT JOIN intent_ends ON intent = intents.seq"
)


def begin_intent(
    connection: sqlite3.Connection,
    kind: IntentKind,
    key: str,
    *,
    at: str,
    case_id: str | None,
    paper_id: str | None,
) -> int:
    """Insert an entry inside the caller's transaction; return its number."""
    ids = {"key": key, "case_id": case_id, "paper_id": paper_id}
    fit = {name: None if value is None else identifier(name, value) for name, value in ids.items()}
    row = connection.execute(
        "INSERT INTO intents (kind, key, case_id, paper_id, at) VALUES (?, ?, ?, ?, ?) RETURNING seq",
        (kind.value, fit["key"], fit["case_id"], fit["paper_id"], at),
    ).fetchone()
    seq: int = row["seq"]
    return seq


def end_intent(connection: sqlite3.Connection, seq: int, ended: IntentEnd, *, at: str, code: str = "") -> None:
    """Insert an entry's end inside the caller's transaction; the first end stands."""
    connection.execute(
        "INSERT INTO intent_ends (intent, ended, code, at) VALUES (?, ?, ?, ?) ON CONFLICT (intent) DO NOTHING",
        (seq, ended.value, fit_code(code), at),
    )


def open_intents(connection: sqlite3.Connection) -> tuple[Intent, ...]:
    """Return the entries without an end, oldest first."""
    return tuple(map(_intent, connection.execute(f"{_SELECT} WHERE ended IS NULL ORDER BY seq")))


def _intent(row: sqlite3.Row) -> Intent:
    return Intent(
        seq=row["seq"],
        kind=IntentKind(row["kind"]),
        key=row["key"],
        case_id=row["case_id"],
        paper_id=row["paper_id"],
        at=row["at"],
        ended=None if row["ended"] is None else IntentEnd(row["ended"]),
        code=row["code"],
    )
