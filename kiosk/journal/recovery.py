"""What a start finds of the run before it: whatever was under way is given the end that can be vouched for."""

from dataclasses import dataclass

from kiosk.journal.intents import Intent, IntentEnd, IntentKind, end_intent, open_intents
from kiosk.journal.print_records import PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import move, unsettled
from kiosk.journal.store import Store

INTERRUPTED = "interrupted"
"""The evidence code of a print, and the code of an intent, whose end a restart took away."""

_KEPT_BY_THE_OUTBOX = (IntentKind.PRINT_REPORT, IntentKind.RATING)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found.

    Attributes:
        unknown: prints that may or may not have come out; staff look after them, the hall will be told.
        not_printed: prints of which nothing had been sent.
        interrupted: other intents whose end nobody saw.
    """

    unknown: tuple[PrintRecord, ...] = ()
    not_printed: tuple[PrintRecord, ...] = ()
    interrupted: tuple[Intent, ...] = ()


def recover(store: Store) -> Recovery:
    """Settle what the last run left open, in one transaction.

    Raises:
        JournalError: nothing was settled.
    """
    with store.write() as connection:
        at = store.now()
        settled = [
            move(
                connection,
                record.seq,
                # Prepared: `sending` is on the disk before anything is sent, so nothing was.
                PrintState.NOT_PRINTED if record.state is PrintState.PREPARED else PrintState.UNKNOWN,
                evidence=INTERRUPTED,
                sheets=0,
                at=at,
            )
            for record in unsettled(connection)
        ]
        interrupted = tuple(intent for intent in open_intents(connection) if intent.kind not in _KEPT_BY_THE_OUTBOX)
        for intent in interrupted:
            end_intent(connection, intent.seq, IntentEnd.INTERRUPTED, at=at, code=INTERRUPTED)
    return Recovery(
        unknown=tuple(record for record in settled if record.state is PrintState.UNKNOWN),
        not_printed=tuple(record for record in settled if record.state is PrintState.NOT_PRINTED),
        interrupted=interrupted,
    )
