"""What happens when a day has passed: run on the side, every hour.

An application that nobody answered within five working days is deemed accepted (视为受理). One whose supplement did not
come, or whose material did not follow by the day that was promised, is ended; the applicant may apply anew.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import QuerySet

from hall.applications.schemas import MaterialMet
from hall.cases.guards import GuardRefused
from hall.cases.handling import handle
from hall.cases.models import Case, CaseMaterial
from hall.cases.notes import Note, Why
from hall.cases.states import FINAL, CaseState, Move
from hall.cases.terms import reception_due
from hall.problems.errors import CaseStateConflict
from hall.project.hall_time import now

ACTOR: Final = "deadline"
AT_ONCE: Final = 500
"""How many cases one run takes of each kind; the next run takes the rest."""


def keep_deadlines() -> int:
    """Do what is due and return how many cases moved. Safe beside anybody else's moves: who came first wins."""
    today = now().date()
    cases = Case.objects.select_related("item_version").order_by("pk")
    received = cases.filter(state=CaseState.RECEIVED.value, received_on__lt=today)
    waiting = cases.filter(state=CaseState.SUPPLEMENT_WANTED.value, answer_by__lt=today)
    missed = CaseMaterial.objects.filter(met=MaterialMet.FOLLOWS.value, handed_in_at=None, due_on__lt=today)
    late = cases.exclude(state__in=[state.value for state in FINAL]).filter(pk__in=missed.values("case"))
    moved = _move(_unanswered(received, today), Move.ACCEPT, Note(deemed=True))
    moved += _move(waiting[:AT_ONCE], Move.END, Note(why=Why.SUPPLEMENT_NOT_ANSWERED))
    moved += _move(late[:AT_ONCE], Move.END, Note(why=Why.MATERIAL_DID_NOT_FOLLOW))
    return moved


def _unanswered(received: QuerySet[Case], today: date) -> Iterable[Case]:
    return (case for case in received.order_by("received_on", "pk")[:AT_ONCE] if reception_due(case) < today)


def _move(cases: Iterable[Case], what: Move, note: Note) -> int:
    moved = 0
    for case in cases:
        try:
            handle(case, what, actor=ACTOR, note=note)
        except (CaseStateConflict, GuardRefused):
            continue
        moved += 1
    return moved
