"""The clock of a case: by when it is to be accepted, decided and delivered, and where the clock stands still.

Days of a term begin on the day after. While a supplement is awaited no term runs; what was left of it runs on from the
day the applicant answered. Sources: Administrative Licensing Law, articles 32, 42, 44, 45; domain.md 3.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

from hall.cases.models import Case
from hall.cases.notes import Note
from hall.cases.states import Move
from hall.catalogue.parts import DurationGiven
from hall.catalogue.schemas import ItemContent
from hall.catalogue.vocabulary import TimeUnit
from hall.project.hall_time import local
from hall.workdays.calendar import working_days

RECEPTION_WORKING_DAYS: Final = 5
DELIVERY_WORKING_DAYS: Final = 10


def due_after(term: DurationGiven, day: date) -> date:
    """Return the last day of `term` that began with `day`."""
    match term.unit:
        case TimeUnit.WORKING_DAYS:
            return working_days().after(day, term.amount)
        case TimeUnit.CALENDAR_DAYS:
            return day + timedelta(days=term.amount)
        case TimeUnit.HOURS:
            return day + timedelta(hours=term.amount)


def reception_due(case: Case) -> date:
    """Return by when the office accepts, declines or asks for a supplement; later it is deemed to have accepted."""
    return working_days().after(case.received_on, RECEPTION_WORKING_DAYS)


def delivery_due(case: Case) -> date:
    """Return by when the result of an approved case is delivered."""
    return working_days().after(local(case.changed_at).date(), DELIVERY_WORKING_DAYS)


def clock_changes(case: Case, what: Move, note: Note, moment: datetime) -> dict[str, Any]:
    """Return which fields of `case` the move changes beside its state. Changes nothing."""
    today = local(moment).date()
    match what:
        case Move.ACCEPT:
            return _accepted(case, case.received_on if note.deemed else today)
        case Move.ASK_FOR_SUPPLEMENT if note.wanted is not None:
            return {
                "supplement": note.wanted.as_kept(),
                "supplement_asked_at": moment,
                "answer_by": working_days().after(today, note.wanted.days),
                "stopped_on": today,
            }
        case Move.SUPPLEMENT:
            return {"received_on": today, "stopped_on": None, "answer_by": None}
        case Move.RESUME:
            return {**_running_on(case, today), "stopped_on": None, "answer_by": None}
        case Move.DECLINE | Move.REJECT | Move.WITHDRAW | Move.END:
            return {"decision": note.as_kept(), "stopped_on": None, "answer_by": None}
        case _:
            return {}


def _accepted(case: Case, day: date) -> dict[str, Any]:
    limits = ItemContent.model_validate(case.item_version.content).time_limits
    legal, promised = (limits.legal, limits.promised) if limits else (None, None)
    return {
        "accepted_on": day,
        "legal_due": due_after(legal, day) if legal else None,
        # What has no promise is done while the citizen waits (即办件).
        "promised_due": due_after(promised, day) if promised else day,
    }


def _running_on(case: Case, today: date) -> dict[str, Any]:
    limits = ItemContent.model_validate(case.item_version.content).time_limits
    if limits is None or case.stopped_on is None:
        return {}
    changes = {}
    for name, term in (("legal_due", limits.legal), ("promised_due", limits.promised)):
        due = getattr(case, name)
        if due is not None:
            counted = term is not None and term.unit is TimeUnit.WORKING_DAYS
            left = working_days().between(case.stopped_on, due) if counted else max(0, (due - case.stopped_on).days)
            changes[name] = working_days().after(today, left) if counted else today + timedelta(days=left)
    return changes
