"""The print journal. Steps are append-only and follow `kiosk.journal.print_states`; the latest is the state.

Whatever the hall must know of a paper is put into its outbox in the same transaction: how the print ended, that its
citizen says it is spoiled, and what staff found.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from kiosk.journal.errors import StepRefused
from kiosk.journal.intents import IntentEnd, IntentKind, begin_intent, end_intent
from kiosk.journal.messages import FoundBy, PrintFound, PrintReport
from kiosk.journal.outbox import post_message
from kiosk.journal.print_records import IN_DOUBT, SINCE, STAFF_FOUND, PrintKind, PrintRecord, by_seq, latest, records
from kiosk.journal.print_states import CAME_OUT, FOLLOWING, UNDER_WAY, PrintState
from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code
from kiosk.journal.vocabulary import identifier

_REPORTS = UUID("6b0d7c5e-3f0b-4a53-9d3e-6a8f2f0f7a11")
"""Namespace of the idempotency keys of print reports."""
_FOUND = {
    PrintState.PRINTED: (PrintFound.PRINTED, IntentEnd.DONE),
    PrintState.UNKNOWN: (PrintFound.UNKNOWN, IntentEnd.UNKNOWN),
    PrintState.NOT_PRINTED: (PrintFound.NOT_PRINTED, IntentEnd.FAILED),
}
"""What a print's end is to the hall, and to its intent."""
_INTENTS = {PrintKind.PAPER: IntentKind.PRINT_PAPER, PrintKind.RECEIPT: IntentKind.PRINT_RECEIPT}
_CAN_BE_FOUND = {
    PrintState.PRINTED: {PrintFound.SPOILED},
    PrintState.PRESENTED: {PrintFound.SPOILED},
    PrintState.UNKNOWN: {PrintFound.PRINTED, PrintFound.NOT_PRINTED, PrintFound.SPOILED},
    PrintState.SPOILED: {PrintFound.PRINTED, PrintFound.NOT_PRINTED, PrintFound.SPOILED},
}
"""What staff can find of a print, by its state; of any other they can find nothing."""

CITIZEN_SAYS_SPOILED = "citizen_says_spoiled"
"""Evidence code of a complaint."""


@dataclass(frozen=True, slots=True)
class NewPrint:
    """A print to begin. `paper_id` is None for a receipt; `case_number` is what its citizen holds of the case."""

    transaction_id: str
    kind: PrintKind
    case_id: str
    paper_id: str | None
    device_id: str
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What `prepare` found. `begun` says that this call began an attempt; otherwise `record` was there already."""

    record: PrintRecord
    begun: bool


class Prints:
    """The print journal."""

    def __init__(self, store: Store) -> None:
        """Keep it in `store`."""
        self._store = store

    def prepare(self, new: NewPrint) -> Preparation:
        """Begin an attempt, unless this transaction has one of which something may come out or has, or a reprint.

        Raises:
            JournalError: it is not written, so nothing must be sent.
        """
        with self._store.write() as connection:
            there = latest(connection, new.transaction_id)
            if there is not None and (there.state is not PrintState.NOT_PRINTED or _is_reprinted(connection, there)):
                return Preparation(there, begun=False)
            attempt = 1 if there is None else there.attempt + 1
            at = self._store.now()
            intent = begin_intent(
                connection, _INTENTS[new.kind], new.transaction_id, at=at, case_id=new.case_id, paper_id=new.paper_id
            )
            row = connection.execute(
                "INSERT INTO prints"
                " (transaction_id, attempt, kind, case_id, paper_id, device_id, case_number, intent, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
                (
                    new.transaction_id,
                    attempt,
                    new.kind.value,
                    new.case_id,
                    new.paper_id,
                    identifier("device_id", new.device_id),
                    _shown(new.case_number),
                    intent,
                    at,
                ),
            ).fetchone()
            _add_step(connection, row["seq"], PrintState.PREPARED, at=at)
            return Preparation(by_seq(connection, row["seq"]), begun=True)

    def step(self, record: PrintRecord, state: PrintState) -> PrintRecord:
        """Write that the print is about to be sent, or that the printer accepted it.

        Raises:
            StepRefused: `state` cannot follow; the print was settled meanwhile, so nothing more must be sent.
            JournalError: it is not written.
        """
        return self._move(record, state, evidence="", sheets=0)

    def settle(self, record: PrintRecord, state: PrintState, *, evidence: str, sheets: int = 0) -> PrintRecord:
        """Write how it ended: `PRINTED`, `UNKNOWN` or `NOT_PRINTED`; the hall will be told of a paper.

        Raises:
            StepRefused: it was settled otherwise before.
            JournalError: it is not written; the next start will find it unsettled.
        """
        return self._move(record, state, evidence=evidence, sheets=sheets)

    def find(self, transaction_id: str) -> PrintRecord | None:
        """Return the latest attempt of a transaction, or None."""
        with self._store.read() as connection:
            return latest(connection, transaction_id)

    def present(self, transaction_id: str, evidence: str) -> None:
        """Write that its citizen has the paper, as far as `evidence` says: the terminal itself sees no hand.

        Raises:
            StepRefused: it is not known to have come out.
            JournalError: it is not written.
        """
        self._step_latest(transaction_id, PrintState.PRESENTED, evidence)

    def complain(self, transaction_id: str) -> None:
        """Write that its citizen says that the paper is spoiled or missing. It waits for staff; the hall is told.

        Raises:
            StepRefused: it is not known to have come out, so nothing that came out can be spoiled.
            JournalError: it is not written.
        """
        self._step_latest(transaction_id, PrintState.SPOILED, CITIZEN_SAYS_SPOILED)

    def for_staff(self) -> tuple[PrintRecord, ...]:
        """Return what staff must look after: unknown and spoiled prints that nobody has reconciled, oldest first."""
        with self._store.read() as connection:
            return records(connection, IN_DOUBT, ())

    def came_out(self, *, since: str, limit: int) -> tuple[PrintRecord, ...]:
        """Return the latest papers that came out since then (RFC 3339 in UTC), latest first."""
        with self._store.read() as connection:
            found = records(connection, f"{SINCE} AND prints.kind = ?", (since, PrintKind.PAPER.value))
        return tuple(record for record in reversed(found) if record.is_whole)[:limit]

    def reconcile(self, record: PrintRecord, found: PrintFound) -> None:
        """Write what staff found, and tell the hall of a paper. The first finding stands.

        What is found spoiled is `SPOILED` from now on; otherwise the print's own state stays. An unknown one that was
        found printed may still be found spoiled, as any that came out: its citizen brings it back.

        Raises:
            StepRefused: of a print in this state that cannot be found.
            JournalError: it is not written.
        """
        with self._store.write() as connection:
            now = by_seq(connection, record.seq)
            if found not in _CAN_BE_FOUND.get(now.state, ()):
                raise StepRefused(f"{now.state.value}->{found.value}")
            told_whole = now.state is PrintState.UNKNOWN and now.reconciled is PrintFound.PRINTED
            if now.reconciled is not None and not (told_whole and found is PrintFound.SPOILED):
                return
            at = self._store.now()
            if found is PrintFound.SPOILED and now.state is not PrintState.SPOILED:
                _add_step(connection, now.seq, PrintState.SPOILED, at=at, evidence=STAFF_FOUND, sheets=now.sheets)
            connection.execute(
                "INSERT INTO print_reconciliations (print, found, at) VALUES (?, ?, ?) ON CONFLICT (print) DO NOTHING",
                (now.seq, found.value, at),
            )
            _report(connection, now, found, FoundBy.STAFF, evidence=STAFF_FOUND, at=at)

    def _step_latest(self, transaction_id: str, state: PrintState, evidence: str) -> None:
        with self._store.write() as connection:
            record = latest(connection, transaction_id)
            if record is None or record.state not in CAME_OUT:
                raise StepRefused(f"{record.state.value if record else None}->{state.value}")
            move(connection, record.seq, state, evidence=evidence, sheets=record.sheets, at=self._store.now())

    def _move(self, record: PrintRecord, state: PrintState, *, evidence: str, sheets: int) -> PrintRecord:
        with self._store.write() as connection:
            return move(connection, record.seq, state, evidence=evidence, sheets=sheets, at=self._store.now())


def move(
    connection: sqlite3.Connection, seq: int, state: PrintState, *, evidence: str, sheets: int, at: str
) -> PrintRecord:
    """Add a step inside the caller's transaction, and what belongs to it: the intent's end, the report to the hall.

    Raises:
        StepRefused: `state` cannot follow the state it is in.
    """
    before = by_seq(connection, seq)
    if before.state is state and before.settled:
        return before
    if state not in FOLLOWING[before.state]:
        raise StepRefused(f"{before.state.value}->{state.value}")
    _add_step(connection, seq, state, at=at, evidence=evidence, sheets=sheets)
    after = by_seq(connection, seq)
    if state in _FOUND:
        found, ended = _FOUND[state]
        intent = connection.execute("SELECT intent FROM prints WHERE seq = ?", (seq,)).fetchone()["intent"]
        end_intent(connection, intent, ended, at=at, code=after.evidence)
        _report(connection, after, found, FoundBy.PRINTER, evidence=after.evidence, at=at)
    elif state is PrintState.SPOILED:
        # Until staff have looked, nobody knows what the citizen holds.
        _report(connection, after, PrintFound.UNKNOWN, FoundBy.CITIZEN, evidence=after.evidence, at=at)
    return after


def report_key(record: PrintRecord, found: PrintFound, by: FoundBy) -> str:
    """Return the idempotency key of a report on this attempt: one for each thing that is told, however often it is."""
    return str(uuid5(_REPORTS, f"{record.transaction_id}/{record.attempt}/{by.value}/{found.value}"))


def _report(
    connection: sqlite3.Connection, record: PrintRecord, found: PrintFound, by: FoundBy, *, evidence: str, at: str
) -> None:
    """Put the report on a paper into the outbox. Of receipts the hall is told nothing."""
    if record.paper_id is not None:
        report = PrintReport(
            case_id=record.case_id,
            paper_id=record.paper_id,
            found=found,
            found_by=by,
            evidence=evidence,
            sheets=record.sheets,
            reported_at=datetime.fromisoformat(at),
        )
        post_message(connection, report_key(record, found, by), report, at=at)


def unsettled(connection: sqlite3.Connection) -> tuple[PrintRecord, ...]:
    """Return the prints that are under way, oldest first."""
    states = [state.value for state in UNDER_WAY]
    return records(connection, f"state IN ({', '.join('?' * len(states))})", states)


def _add_step(
    connection: sqlite3.Connection, seq: int, state: PrintState, *, at: str, evidence: str = "", sheets: int = 0
) -> None:
    connection.execute(
        "INSERT INTO print_steps (print, state, evidence, sheets, at) VALUES (?, ?, ?, ?, ?)",
        (seq, state.value, fit_code(evidence), sheets, at),
    )


def _shown(case_number: str) -> str:
    """Return the number, or "" where it is none that may be kept: it only helps staff, and must stop no print."""
    return case_number if fit_code(case_number) == case_number else ""


def _is_reprinted(connection: sqlite3.Connection, record: PrintRecord) -> bool:
    """Return whether a later copy takes this one's place: then this one must not come out any more."""
    return connection.execute("SELECT 1 FROM reprints WHERE print = ?", (record.seq,)).fetchone() is not None
