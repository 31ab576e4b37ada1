"""Letting go of what is old and ended. What is still open stays, however old."""

from datetime import datetime

from kiosk.journal.outbox import OutboxState
from kiosk.journal.print_states import PrintState
from kiosk.journal.store import Store

_OLD_PRINTS = """
DELETE FROM prints WHERE seq IN (
    SELECT prints.seq FROM prints
    JOIN print_steps ON print_steps.seq = (SELECT max(seq) FROM print_steps WHERE print = prints.seq)
    LEFT JOIN print_reconciliations AS seen ON seen.print = prints.seq
    WHERE print_steps.at < :before
    AND (state IN (:printed, :presented, :not_printed) OR (state IN (:unknown, :spoiled) AND seen.at < :before))
    AND NOT EXISTS (
        SELECT 1 FROM reprints LEFT JOIN reprint_copies AS given ON given.reprint = reprints.seq
        WHERE reprints.print = prints.seq AND max(reprints.at, coalesce(given.at, '')) >= :before
    )
)
"""
_OLD_MESSAGES = """
DELETE FROM outbox WHERE state <> :waiting
AND intent IN (SELECT intent FROM intent_ends WHERE at < :before)
"""
_OLD_INTENTS = """
DELETE FROM intents WHERE seq IN (SELECT intent FROM intent_ends WHERE at < :before)
AND seq NOT IN (SELECT intent FROM prints) AND seq NOT IN (SELECT intent FROM outbox)
"""


# Whether staff have closed the terminal is read from the last of these, however old it is.
_OLD_STAFF_ACTS = """
DELETE FROM staff_acts WHERE at < :before
AND seq <> (SELECT coalesce(max(seq), 0) FROM staff_acts WHERE act IN ('paused', 'opened'))
"""


def forget_before(store: Store, instant: datetime) -> int:
    """Delete what ended before `instant` (aware); return how many intents that were.

    Raises:
        JournalError: nothing was deleted.
    """
    facts = {
        "before": instant.isoformat(timespec="microseconds"),
        "printed": PrintState.PRINTED.value,
        "presented": PrintState.PRESENTED.value,
        "not_printed": PrintState.NOT_PRINTED.value,
        "unknown": PrintState.UNKNOWN.value,
        "spoiled": PrintState.SPOILED.value,
        "waiting": OutboxState.WAITING.value,
    }
    with store.write() as connection:
        # The triggers that hold the tables append-only let go of what is older than this row says, and no more.
        connection.execute("UPDATE retention SET before = :before", facts)
        connection.execute(_OLD_PRINTS, facts)
        connection.execute(_OLD_MESSAGES, facts)
        gone = connection.execute(_OLD_INTENTS, facts).rowcount
        connection.execute("DELETE FROM faults WHERE at < :before", facts)
        connection.execute(_OLD_STAFF_ACTS, facts)
        connection.execute("UPDATE retention SET before = ''")
    return gone
