"""Reprints (补打): which papers may be printed again, the key under which the hall is asked, and the copy it gave.

A reprint is written down before the hall is asked, and its key never changes: after a crash the same key finds the
same copy, so that one spoiled paper never gets two. The key is also the transaction of the copy's own print. Where
nothing of that print came out, the same copy is printed again, and where it is spoiled, it is reprinted in its turn.
"""

import sqlite3
from dataclasses import dataclass
from enum import Enum
from uuid import UUID, uuid5

from kiosk.journal.errors import ReprintRefused
from kiosk.journal.messages import PrintFound
from kiosk.journal.print_records import SINCE, PrintKind, PrintRecord, by_seq, records
from kiosk.journal.print_states import PrintState
from kiosk.journal.store import Store
from kiosk.journal.vocabulary import identifier

_KEYS = UUID("0f6f3a52-8f6e-4b7c-9b0e-51d0f1c5a9e4")
"""Namespace of the keys of reprints."""
NOT_SETTLED = "not_settled"
"""What the detail code of a refusal begins with where staff have to look first."""


class ReprintReason(Enum):
    """Why a paper is printed again, as the hall is told."""

    SPOILED = "spoiled"
    NOT_PRINTED = "not_printed"


@dataclass(frozen=True, slots=True)
class ReprintCopy:
    """The copy that the hall gave."""

    paper_id: str
    copy_number: int
    pages: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """One reprint. `of` is the print it replaces; `copy` is None until the hall has answered."""

    seq: int
    of: PrintRecord
    key: str
    reason: ReprintReason
    copy: ReprintCopy | None


def key_of(record: PrintRecord) -> str:
    """Return the key of the reprint that replaces this print: always the same."""
    return str(uuid5(_KEYS, f"{record.transaction_id}/{record.attempt}"))


class Reprints:
    """The list of reprints."""

    def __init__(self, store: Store) -> None:
        """Keep it in `store`."""
        self._store = store

    def begin(self, seq: int) -> Reprint:
        """Write that the paper of print `seq` is to be printed again, unless that is written already.

        Raises:
            ReprintRefused: it may not be; nothing must be asked of the hall.
            JournalError: it is not written; nothing must be asked of the hall.
        """
        with self._store.write() as connection:
            record = _found(connection, seq)
            there = _of_print(connection, record) or _not_come(connection, record)
            if there is not None:
                _refuse_unless_to_print(connection, there)
                return there
            reason = reason_of(record)
            if reason is None:
                raise ReprintRefused(f"{NOT_SETTLED}:{record.state.value}")
            key = key_of(record)
            row = connection.execute(
                "INSERT INTO reprints (print, key, reason, at) VALUES (?, ?, ?, ?) RETURNING seq",
                (record.seq, key, reason.value, self._store.now()),
            ).fetchone()
            return Reprint(row["seq"], record, key, reason, None)

    def answered(self, reprint: Reprint, copy: ReprintCopy) -> None:
        """Write which copy the hall gave; the first answer stands.

        Raises:
            JournalError: it is not written. The same key gives the same copy again.
        """
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO reprint_copies (reprint, paper_id, copy_number, pages, size_bytes, sha256, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reprint) DO NOTHING",
                (
                    reprint.seq,
                    identifier("paper_id", copy.paper_id),
                    copy.copy_number,
                    copy.pages,
                    copy.size_bytes,
                    identifier("sha256", copy.sha256),
                    self._store.now(),
                ),
            )

    def offered(self, *, since: str) -> tuple[PrintRecord, ...]:
        """Return the papers that may be printed again and have not been, oldest first.

        `since` (RFC 3339 in UTC) leaves out what was settled before: whoever wanted it has gone.
        """
        with self._store.read() as connection:
            found = records(connection, f"{SINCE} AND prints.kind = ?", (since, PrintKind.PAPER.value))
            return tuple(record for record in found if _may_begin(connection, record))


def _may_begin(connection: sqlite3.Connection, record: PrintRecord) -> bool:
    if reason_of(record) is None or not _is_latest(connection, record):
        return False
    if _not_come(connection, record) is not None:
        # It is offered by the paper that it replaces.
        return False
    there = _of_print(connection, record)
    return there is None or _to_print(connection, there)


def _found(connection: sqlite3.Connection, seq: int) -> PrintRecord:
    """Return the print. Raises `ReprintRefused`."""
    if connection.execute("SELECT 1 FROM prints WHERE seq = ?", (seq,)).fetchone() is None:
        raise ReprintRefused("no_such_print")
    record = by_seq(connection, seq)
    if record.kind is not PrintKind.PAPER:
        raise ReprintRefused("not_a_paper")
    if not _is_latest(connection, record):
        raise ReprintRefused("tried_again_since")
    return record


def reason_of(record: PrintRecord) -> ReprintReason | None:
    """Return why it may be printed again, or None: it came out, is under way, or nobody has looked."""
    found = record.reconciled
    if record.is_spoiled:
        return ReprintReason.SPOILED
    if found is PrintFound.NOT_PRINTED or (found is None and record.state is PrintState.NOT_PRINTED):
        return ReprintReason.NOT_PRINTED
    return None


def _is_latest(connection: sqlite3.Connection, record: PrintRecord) -> bool:
    later = "SELECT 1 FROM prints WHERE transaction_id = ? AND attempt > ?"
    return connection.execute(later, (record.transaction_id, record.attempt)).fetchone() is None


def _of_print(connection: sqlite3.Connection, record: PrintRecord) -> Reprint | None:
    """Return the reprint that replaces this print."""
    return _reprint(connection, "print = ?", record.seq)


def _not_come(connection: sqlite3.Connection, record: PrintRecord) -> Reprint | None:
    """Return the reprint whose copy this print was to be, where nothing of it left the printer."""
    return _reprint(connection, "key = ?", record.transaction_id) if record.state is PrintState.NOT_PRINTED else None


def _to_print(connection: sqlite3.Connection, reprint: Reprint) -> bool:
    """Return whether nothing of its copy has left the printer, and nothing is about to."""
    latest = records(connection, "transaction_id = ?", (reprint.key,))
    return not latest or latest[-1].state is PrintState.NOT_PRINTED


def _refuse_unless_to_print(connection: sqlite3.Connection, reprint: Reprint) -> None:
    if not _to_print(connection, reprint):
        raise ReprintRefused("reprinted_already")


_SELECT = (
    "SELECT reprints.seq, print, key, reason, paper_id, copy_number, pages, size_bytes, sha256"
    " FROM reprints LEFT JOIN reprint_copies ON reprint = reprints.seq"
)


def _reprint(connection: sqlite3.Connection, where: str, fact: int | str) -> Reprint | None:
    row = connection.execute(f"{_SELECT} WHERE {where}", (fact,)).fetchone()
    if row is None:
        return None
    copy = (
        None
        if row["paper_id"] is None
        else ReprintCopy(row["paper_id"], row["copy_number"], row["pages"], row["size_bytes"], row["sha256"])
    )
    return Reprint(row["seq"], by_seq(connection, row["print"]), row["key"], ReprintReason(row["reason"]), copy)
