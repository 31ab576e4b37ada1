"""How far each print is known to have come. A state is on the disk before the step that it announces is taken.

    prepared ---> sending ---> accepted ---> printed
        |            |            |
        |            +------------+--------> unknown        its end was not seen: never printed again by itself
        +------------+------------+--------> not_printed    nothing left the printer: a new attempt may begin

Steps are append-only; the latest is the state. Settling the print of a paper puts the report to the hall into the
outbox in the same transaction.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID, uuid5

from kiosk.journal.errors import StepRefused
from kiosk.journal.intents import IntentEnd, IntentKind, begin_intent, end_intent
from kiosk.journal.messages import PrintFound, PrintReport
from kiosk.journal.outbox import post_message
from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code
from kiosk.journal.vocabulary import identifier

_REPORTS = UUID("6b0d7c5e-3f0b-4a53-9d3e-6a8f2f0f7a11")
"""Namespace of the idempotency keys of print reports."""


class PrintKind(Enum):
    """What is printed."""

    PAPER = "paper"
    RECEIPT = "receipt"


class PrintState(Enum):
    """How far a print is known to have come."""

    PREPARED = "prepared"
    SENDING = "sending"
    ACCEPTED = "accepted"
    PRINTED = "printed"
    UNKNOWN = "unknown"
    NOT_PRINTED = "not_printed"


_FOLLOWING = {
    PrintState.PREPARED: {PrintState.SENDING, PrintState.NOT_PRINTED},
    PrintState.SENDING: {PrintState.ACCEPTED, PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED},
    PrintState.ACCEPTED: {PrintState.PRINTED, PrintState.UNKNOWN, PrintState.NOT_PRINTED},
    PrintState.PRINTED: set(),
    PrintState.UNKNOWN: set(),
    PrintState.NOT_PRINTED: set(),
}
_FOUND = {
    PrintState.PRINTED: (PrintFound.PRINTED, IntentEnd.DONE),
    PrintState.UNKNOWN: (PrintFound.UNKNOWN, IntentEnd.UNKNOWN),
    PrintState.NOT_PRINTED: (PrintFound.NOT_PRINTED, IntentEnd.FAILED),
}
_INTENTS = {PrintKind.PAPER: IntentKind.PRINT_PAPER, PrintKind.RECEIPT: IntentKind.PRINT_RECEIPT}


@dataclass(frozen=True, slots=True)
class NewPrint:
    """A print to begin. `paper_id` is None for a receipt."""

    transaction_id: str
    kind: PrintKind
    case_id: str
    paper_id: str | None
    device_id: str


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """A print as it stands.

    Attributes:
        seq: names it in this journal.
        attempt: 1, and one more for each new attempt after `NOT_PRINTED`.
        evidence: what `PRINTED` rests on, or the code of why not.
        at: of the latest step, RFC 3339 in UTC.
        reconciled: what staff found where the state is `UNKNOWN`, or None.
    """

    seq: int
    transaction_id: str
    attempt: int
    kind: PrintKind
    case_id: str
    paper_id: str | None
    device_id: str
    state: PrintState
    evidence: str
    sheets: int
    at: str
    reconciled: PrintFound | None

    @property
    def settled(self) -> bool:
        """Whether no step can follow."""
        return not _FOLLOWING[self.state]


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
        """Begin an attempt, unless this transaction has one that is under way, printed or unknown.

        Raises:
            JournalError: it is not written, so nothing must be sent.
        """
        with self._store.write() as connection:
            there = _latest(connection, new.transaction_id)
            if there is not None and there.state is not PrintState.NOT_PRINTED:
                return Preparation(there, begun=False)
            attempt = 1 if there is None else there.attempt + 1
            at = self._store.now()
            intent = begin_intent(
                connection, _INTENTS[new.kind], new.transaction_id, at=at, case_id=new.case_id, paper_id=new.paper_id
            )
            row = connection.execute(
                "INSERT INTO prints (transaction_id, attempt, kind, case_id, paper_id, device_id, intent, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
                (
                    new.transaction_id,
                    attempt,
                    new.kind.value,
                    new.case_id,
                    new.paper_id,
                    identifier("device_id", new.device_id),
                    intent,
                    at,
                ),
            ).fetchone()
            _add_step(connection, row["seq"], PrintState.PREPARED, at=at)
            return Preparation(_by_seq(connection, row["seq"]), begun=True)

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
            return _latest(connection, transaction_id)

    def for_staff(self) -> tuple[PrintRecord, ...]:
        """Return what staff must look after: unknown prints that nobody has reconciled, oldest first."""
        with self._store.read() as connection:
            rows = connection.execute(
                f"{_SELECT} WHERE state = ? AND found IS NULL ORDER BY prints.seq", (PrintState.UNKNOWN.value,)
            )
            return tuple(map(_record, rows))

    def reconcile(self, record: PrintRecord, found: PrintFound) -> None:
        """Write what staff found of an unknown print. The print's own state stays; the first finding stands.

        Raises:
            StepRefused: the print is not unknown.
            JournalError: it is not written.
        """
        with self._store.write() as connection:
            if _by_seq(connection, record.seq).state is not PrintState.UNKNOWN or found is PrintFound.UNKNOWN:
                raise StepRefused(f"{record.state.value}->{found.value}")
            connection.execute(
                "INSERT INTO print_reconciliations (print, found, at) VALUES (?, ?, ?) ON CONFLICT (print) DO NOTHING",
                (record.seq, found.value, self._store.now()),
            )

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
    before = _by_seq(connection, seq)
    if before.state is state and before.settled:
        return before
    if state not in _FOLLOWING[before.state]:
        raise StepRefused(f"{before.state.value}->{state.value}")
    _add_step(connection, seq, state, at=at, evidence=evidence, sheets=sheets)
    after = _by_seq(connection, seq)
    if state in _FOUND:
        found, ended = _FOUND[state]
        intent = connection.execute("SELECT intent FROM prints WHERE seq = ?", (seq,)).fetchone()["intent"]
        end_intent(connection, intent, ended, at=at, code=after.evidence)
        if after.paper_id is not None:
            report = PrintReport(
                case_id=after.case_id,
                paper_id=after.paper_id,
                found=found,
                evidence=after.evidence,
                sheets=sheets,
                reported_at=datetime.fromisoformat(at),
            )
            post_message(connection, report_key(after), report, at=at)
    return after


def report_key(record: PrintRecord) -> str:
    """Return the idempotency key of the report on this attempt: one report, however often it is settled."""
    return str(uuid5(_REPORTS, f"{record.transaction_id}/{record.attempt}"))


def unsettled(connection: sqlite3.Connection) -> tuple[PrintRecord, ...]:
    """Return the prints that are under way, oldest first."""
    open_states = [state.value for state in PrintState if _FOLLOWING[state]]
    marks = ", ".join("?" * len(open_states))
    return tuple(
        map(_record, connection.execute(f"{_SELECT} WHERE state IN ({marks}) ORDER BY prints.seq", open_states))
    )


_SELECT = (
    "SELECT prints.seq, transaction_id, attempt, kind, case_id, paper_id, device_id, state, evidence, sheets,"
    " print_steps.at AS at, found FROM prints"
    " JOIN print_steps ON print_steps.seq = (SELECT max(seq) FROM print_steps WHERE print = prints.seq)"
    " LEFT JOIN print_reconciliations ON print_reconciliations.print = prints.seq"
)


def _add_step(
    connection: sqlite3.Connection, seq: int, state: PrintState, *, at: str, evidence: str = "", sheets: int = 0
) -> None:
    connection.execute(
        "INSERT INTO print_steps (print, state, evidence, sheets, at) VALUES (?, ?, ?, ?, ?)",
        (seq, state.value, fit_code(evidence), sheets, at),
    )


def _latest(connection: sqlite3.Connection, transaction_id: str) -> PrintRecord | None:
    row = connection.execute(
        f"{_SELECT} WHERE transaction_id = ? ORDER BY attempt DESC LIMIT 1", (transaction_id,)
    ).fetchone()
    return None if row is None else _record(row)


def _by_seq(connection: sqlite3.Connection, seq: int) -> PrintRecord:
    return _record(connection.execute(f"{_SELECT} WHERE prints.seq = ?", (seq,)).fetchone())


def _record(row: sqlite3.Row) -> PrintRecord:
    return PrintRecord(
        seq=row["seq"],
        transaction_id=row["transaction_id"],
        attempt=row["attempt"],
        kind=PrintKind(row["kind"]),
        case_id=row["case_id"],
        paper_id=row["paper_id"],
        device_id=row["device_id"],
        state=PrintState(row["state"]),
        evidence=row["evidence"],
        sheets=row["sheets"],
        at=row["at"],
        reconciled=None if row["found"] is None else PrintFound(row["found"]),
    )
