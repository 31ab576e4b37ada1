"""Prints as staff see them, and what they find of them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from devices.api.clock import Clock
from kiosk.domain.staff import PrintFinding
from kiosk.flow.desk import PrintSeen, PrintStanding
from kiosk.flow.effects import SettlePrint
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import Journal
from kiosk.journal.messages import PrintFound
from kiosk.journal.print_records import PrintKind, PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.reprints import ReprintReason, reason_of

_OFFERED = timedelta(hours=24)
"""How long a paper is offered to be printed again, or found spoiled, at the page: whoever wanted it has gone."""
_LATEST = 5
_ID_SHOWN = 8
_FOUND = {
    PrintFinding.CAME_OUT: PrintFound.PRINTED,
    PrintFinding.NOT_PRINTED: PrintFound.NOT_PRINTED,
    PrintFinding.SPOILED: PrintFound.SPOILED,
}
_STANDINGS = {
    ReprintReason.SPOILED: PrintStanding.SPOILED,
    ReprintReason.NOT_PRINTED: PrintStanding.NOT_PRINTED,
}


class DeskPrints:
    """Looks into the print journal for staff. Any thread."""

    def __init__(self, journal: Journal, clock: Clock, *, reported: Callable[[], None]) -> None:
        """Look into `journal`; `reported` is called when the outbox has a report more."""
        self._journal = journal
        self._clock = clock
        self._reported = reported

    def look(self) -> tuple[PrintSeen, ...]:
        """Return what somebody has to look for, what can be printed again, and the latest papers; nothing if unread."""
        since = (self._clock.now() - _OFFERED).isoformat(timespec="microseconds")
        try:
            records = (
                *self._journal.prints.for_staff(),
                *self._journal.reprints.offered(since=since),
                *self._journal.prints.came_out(since=since, limit=_LATEST),
            )
            on_phones = self._journal.intents.on_phones() if records else frozenset()
        except JournalError:
            return ()
        return tuple(_seen(record, on_phone=record.paper_id in on_phones) for record in records)

    def settle(self, effect: SettlePrint) -> None:
        """Write down what was found. A print that was settled meanwhile, or is none, stays as it is."""
        since = (self._clock.now() - _OFFERED).isoformat(timespec="microseconds")
        prints = self._journal.prints
        for record in (*prints.for_staff(), *prints.came_out(since=since, limit=_LATEST)):
            if record.seq == effect.number:
                prints.reconcile(record, _FOUND[effect.found])
                self._reported()


def _seen(record: PrintRecord, *, on_phone: bool) -> PrintSeen:
    return PrintSeen(
        number=record.seq,
        standing=_standing(record),
        is_paper=record.kind is PrintKind.PAPER,
        copy_number=record.copy_number,
        case_number=record.case_number or record.case_id[:_ID_SHOWN],
        device_id=record.device_id,
        at=datetime.fromisoformat(record.at),
        on_phone=on_phone,
    )


def _standing(record: PrintRecord) -> PrintStanding:
    reason = reason_of(record)
    if reason is not None:
        return _STANDINGS[reason]
    if record.is_whole:
        return PrintStanding.CAME_OUT
    match record.state:
        case PrintState.UNKNOWN:
            return PrintStanding.UNKNOWN
        case PrintState.SPOILED:
            return PrintStanding.COMPLAINED
        case _:
            return PrintStanding.CAME_OUT
