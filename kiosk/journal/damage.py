"""A journal that cannot be trusted any more: moved aside whole, and what is still readable brought over.

Bringing over is safe: a message keeps its idempotency key, so the hall takes it once even if it had it already; a
print that was under way, or unknown, becomes unknown.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from devices.api.clock import Clock
from kiosk.journal.errors import JournalDamaged, JournalError, JournalUnavailable
from kiosk.journal.faults import FaultKind, note_fault
from kiosk.journal.messages import from_text
from kiosk.journal.outbox import OutboxState, post_message
from kiosk.journal.print_records import PrintKind
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint, Prints
from kiosk.journal.schema import APPLICATION_ID
from kiosk.journal.store import Store

_COMPANIONS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Damage:
    """What happened to the last journal.

    Attributes:
        moved_to: where the damaged file is, for a technician.
        reason: SQLite's finding, in a word.
        messages_kept, prints_kept: brought over from it.
    """

    moved_to: Path
    reason: str
    messages_kept: int
    prints_kept: int


def look_over(connection: sqlite3.Connection) -> None:
    """Check the whole file.

    Raises:
        JournalDamaged: it is not a journal, or its content cannot be trusted; `detail_code` says by which check.
        sqlite3.DatabaseError: it is too broken to be looked over.
    """
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION_ID and tables:
        raise JournalDamaged("not_a_journal")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise JournalDamaged("quick_check")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise JournalDamaged("foreign_key_check")


def move_aside(file: Path, clock: Clock) -> Path:
    """Rename the file and SQLite's companions of it; return the new name.

    Raises:
        JournalUnavailable: it cannot be renamed.
    """
    stamp = clock.now().strftime("%Y%m%dT%H%M%S.%fZ")
    target = file.with_name(f"{file.stem}.damaged-{stamp}{file.suffix}")
    try:
        for companion in _COMPANIONS:
            source = file.with_name(file.name + companion)
            if source.exists():
                source.rename(target.with_name(target.name + companion))
    except OSError as error:
        raise JournalUnavailable(f"rename:{error.errno}") from error
    return target


def bring_over(moved: Path, store: Store, *, reason: str) -> Damage:
    """Copy what still waits and what was under way from `moved` into `store`, and note the fault there.

    Raises:
        JournalError: the new journal cannot be written.
    """
    messages = prints = 0
    for row in _rows(moved, "SELECT key, kind, body FROM outbox WHERE state = ?", OutboxState.WAITING.value):
        try:
            message = from_text(row["kind"], row["body"])
            with store.write() as connection:
                post_message(connection, row["key"], message, at=store.now())
        except (JournalError, TypeError):
            # This row is part of the damage. The fault below says so, and the file is kept.
            continue
        messages += 1
    journal = Prints(store)
    ended = (PrintState.PRINTED, PrintState.NOT_PRINTED, PrintState.SPOILED)
    for row in _rows(moved, _TO_LOOK_AFTER, *(state.value for state in ended)):
        try:
            new = NewPrint(
                row["transaction_id"], PrintKind(row["kind"]), row["case_id"], row["paper_id"], row["device_id"]
            )
            begun = journal.prepare(new)
            if begun.begun:
                sending = journal.step(begun.record, PrintState.SENDING)
                journal.settle(sending, PrintState.UNKNOWN, evidence=reason)
        except (JournalError, TypeError, ValueError):
            continue
        prints += 1
    with store.write() as connection:
        note_fault(
            connection, FaultKind.JOURNAL_DAMAGED, f"{reason}:kept-{messages}-messages-{prints}-prints", at=store.now()
        )
    return Damage(moved_to=moved, reason=reason, messages_kept=messages, prints_kept=prints)


_TO_LOOK_AFTER = (
    "SELECT transaction_id, kind, case_id, paper_id, device_id FROM prints WHERE (NOT EXISTS"
    " (SELECT 1 FROM print_steps WHERE print = prints.seq AND state IN (?, ?))"
    " OR EXISTS (SELECT 1 FROM print_steps WHERE print = prints.seq AND state = ?))"
    " AND NOT EXISTS (SELECT 1 FROM print_reconciliations WHERE print = prints.seq)"
)


def _rows(moved: Path, question: str, *facts: str) -> Iterator[sqlite3.Row]:
    """Yield what can still be read, row by row, up to the first broken page."""
    try:
        with closing(sqlite3.connect(f"{moved.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            # A damaged text may not be UTF-8; it is then refused as an id, not as bytes.
            connection.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
            yield from connection.execute(question, facts)
    except sqlite3.Error:
        # That is what damaged means; what came before it has been taken.
        return
