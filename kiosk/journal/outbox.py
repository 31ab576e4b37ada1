"""What the hall must still be told: kept until the hall has it or refuses it for good."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.journal.errors import JournalDamaged, KeyReused, NotAnIdentifier
from kiosk.journal.faults import FaultKind, note_fault
from kiosk.journal.intents import IntentEnd, IntentKind, begin_intent, end_intent
from kiosk.journal.messages import Message, MessageKind, PrintReport, from_text, kind_of, to_text
from kiosk.journal.store import Store
from kiosk.journal.vocabulary import code as fit_code
from kiosk.journal.vocabulary import identifier

_INTENTS = {MessageKind.PRINT_REPORT: IntentKind.PRINT_REPORT, MessageKind.RATING: IntentKind.RATING}


class OutboxState(Enum):
    """Where a message is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in the outbox.

    Attributes:
        key: its idempotency key: the hall takes it once however often it is sent.
        attempts: how often it was sent without an answer that ended it.
        next_attempt_at: not before (aware).
        code: why the last attempt failed, or "".
    """

    seq: int
    key: str
    message: Message
    attempts: int
    next_attempt_at: datetime
    code: str


class Outbox:
    """The queue. Whoever drains it calls `delivered`, `refused` or `postponed` for what `waiting` gave."""

    def __init__(self, store: Store) -> None:
        """Keep it in `store`."""
        self._store = store

    def post(self, key: str, message: Message) -> None:
        """Put `message` in; the same again changes nothing.

        Raises:
            KeyReused: the key stands for another message.
            JournalError: it is not written.
        """
        with self._store.write() as connection:
            post_message(connection, key, message, at=self._store.now())

    def waiting(self, limit: int = 50) -> tuple[Posted, ...]:
        """Return what waits, soonest first. A message that can no longer be read is refused, with a fault."""
        posted: list[Posted] = []
        with self._store.write() as connection:
            rows = connection.execute(
                "SELECT * FROM outbox WHERE state = ? ORDER BY next_attempt_at, seq LIMIT ?",
                (OutboxState.WAITING.value, limit),
            ).fetchall()
            for row in rows:
                try:
                    posted.append(_posted(row))
                except (JournalDamaged, NotAnIdentifier) as error:
                    # One unreadable message must not hold up the others for ever.
                    self._finish(connection, row["seq"], OutboxState.REFUSED, IntentEnd.FAILED, error.code)
                    note_fault(connection, FaultKind.MESSAGE_REFUSED, error.code, at=self._store.now())
        return tuple(posted)

    def count_waiting(self) -> int:
        """Return how many messages the hall does not have yet."""
        with self._store.read() as connection:
            row = connection.execute(
                "SELECT count(*) AS n FROM outbox WHERE state = ?", (OutboxState.WAITING.value,)
            ).fetchone()
            return int(row["n"])

    def delivered(self, posted: Posted) -> None:
        """Write that the hall has it."""
        with self._store.write() as connection:
            self._finish(connection, posted.seq, OutboxState.DELIVERED, IntentEnd.DONE, "")

    def refused(self, posted: Posted, code: str) -> None:
        """Write that the hall will never take it, as a fault for staff."""
        with self._store.write() as connection:
            self._finish(connection, posted.seq, OutboxState.REFUSED, IntentEnd.FAILED, code)
            detail = f"{kind_of(posted.message).value}:{code}"
            note_fault(connection, FaultKind.MESSAGE_REFUSED, detail, at=self._store.now())

    def postponed(self, posted: Posted, *, until: datetime, code: str) -> None:
        """Write that it was tried in vain and when it is due again."""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?, code = ? WHERE seq = ? AND state = ?",
                (
                    until.isoformat(timespec="microseconds"),
                    fit_code(code),
                    posted.seq,
                    OutboxState.WAITING.value,
                ),
            )

    def _finish(
        self, connection: sqlite3.Connection, seq: int, state: OutboxState, ended: IntentEnd, code: str
    ) -> None:
        row = connection.execute(
            "UPDATE outbox SET state = ?, code = ? WHERE seq = ? AND state = ? RETURNING intent",
            (state.value, fit_code(code), seq, OutboxState.WAITING.value),
        ).fetchone()
        if row is not None:
            end_intent(connection, row["intent"], ended, at=self._store.now(), code=code)


def post_message(connection: sqlite3.Connection, key: str, message: Message, *, at: str) -> None:
    """Insert a message and its intent inside the caller's transaction; the same again changes nothing.

    Raises:
        KeyReused: the key stands for another message.
    """
    kind, body = kind_of(message), to_text(message)
    there = connection.execute("SELECT kind, body FROM outbox WHERE key = ?", (key,)).fetchone()
    if there is not None:
        if (there["kind"], there["body"]) != (kind.value, body):
            raise KeyReused(kind.value)
        return
    paper_id = message.paper_id if isinstance(message, PrintReport) else None
    intent = begin_intent(connection, _INTENTS[kind], key, at=at, case_id=message.case_id, paper_id=paper_id)
    connection.execute(
        "INSERT INTO outbox (key, kind, body, state, attempts, next_attempt_at, code, intent, at)"
        " VALUES (?, ?, ?, ?, 0, ?, '', ?, ?)",
        (identifier("key", key), kind.value, body, OutboxState.WAITING.value, at, intent, at),
    )


def _posted(row: sqlite3.Row) -> Posted:
    return Posted(
        seq=row["seq"],
        key=row["key"],
        message=from_text(row["kind"], row["body"]),
        attempts=row["attempts"],
        next_attempt_at=datetime.fromisoformat(row["next_attempt_at"]),
        code=row["code"],
    )
