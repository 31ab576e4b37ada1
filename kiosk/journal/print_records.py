"""Prints as they stand: one record for each attempt, read from its latest step and what is known around it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.journal.messages import PrintFound
from kiosk.journal.print_states import CAME_OUT, UNDER_WAY, PrintState


class PrintKind(Enum):
    """What is printed."""

    PAPER = "paper"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """A print as it stands.

    Attributes:
        seq: names it in this journal.
        attempt: 1, and one more for each new attempt after `NOT_PRINTED`.
        case_number: of its case, as its citizen knows it; "" where an earlier version wrote it.
        copy_number: which copy of the paper it is; 1 for the original and for what has no copies.
        evidence: what the state rests on, or the code of why not.
        at: of the latest step, RFC 3339 in UTC.
        reconciled: what staff found, or None where nobody has looked.
    """

    seq: int
    transaction_id: str
    attempt: int
    kind: PrintKind
    case_id: str
    paper_id: str | None
    device_id: str
    case_number: str
    copy_number: int
    state: PrintState
    evidence: str
    sheets: int
    at: str
    reconciled: PrintFound | None

    @property
    def settled(self) -> bool:
        """Whether it has ended: nothing more is sent to the printer."""
        return self.state not in UNDER_WAY

    @property
    def is_whole(self) -> bool:
        """Whether all of it came out, by evidence or as staff found, and nobody has said that it is spoiled."""
        return self.state in CAME_OUT or (self.state is PrintState.UNKNOWN and self.reconciled is PrintFound.PRINTED)

    @property
    def is_spoiled(self) -> bool:
        """Whether staff found it spoiled; a citizen's word is not enough."""
        if self.state is not PrintState.SPOILED:
            return False
        return self.reconciled is PrintFound.SPOILED or self.evidence == STAFF_FOUND


STAFF_FOUND = "staff_found"
"""Evidence code of what staff found."""
SINCE = "prints.seq IN (SELECT print FROM print_steps WHERE at >= ?)"
"""Condition: something was learnt of it since then."""
IN_DOUBT = "prints.seq IN (SELECT print FROM print_steps WHERE state IN ('unknown', 'spoiled')) AND found IS NULL"
"""Condition: unknown or spoiled, and nobody has looked."""

_SELECT = (
    "SELECT prints.seq, transaction_id, attempt, prints.kind, case_id, prints.paper_id, device_id, case_number,"
    " state, evidence, sheets, print_steps.at AS at, found, coalesce(copy_number, 1) AS copy_number FROM prints"
    " JOIN print_steps ON print_steps.seq = (SELECT max(seq) FROM print_steps WHERE print = prints.seq)"
    " LEFT JOIN print_reconciliations ON print_reconciliations.print = prints.seq"
    " LEFT JOIN reprints ON reprints.key = transaction_id"
    " LEFT JOIN reprint_copies ON reprint_copies.reprint = reprints.seq"
)


def records(connection: sqlite3.Connection, where: str, facts: Sequence[str]) -> tuple[PrintRecord, ...]:
    """Return the prints for which the condition holds, oldest first."""
    rows = connection.execute(f"{_SELECT} WHERE {where} ORDER BY prints.seq", facts)
    return tuple(map(_record, rows))


def latest(connection: sqlite3.Connection, transaction_id: str) -> PrintRecord | None:
    """Return the latest attempt of a transaction, or None."""
    row = connection.execute(
        f"{_SELECT} WHERE transaction_id = ? ORDER BY attempt DESC LIMIT 1", (transaction_id,)
    ).fetchone()
    return None if row is None else _record(row)


def by_seq(connection: sqlite3.Connection, seq: int) -> PrintRecord:
    """Return the print of that number, which must be there."""
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
        case_number=row["case_number"],
        copy_number=row["copy_number"],
        state=PrintState(row["state"]),
        evidence=row["evidence"],
        sheets=row["sheets"],
        at=row["at"],
        reconciled=None if row["found"] is None else PrintFound(row["found"]),
    )
