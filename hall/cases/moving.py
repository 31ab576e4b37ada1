"""Move a case: look the move up in the table, then compare and set on (state, version)."""

from datetime import datetime
from functools import partial

from django.utils import timezone

from hall.cases.models import Case, CaseEvent
from hall.cases.states import TRANSITIONS, CaseState, Move
from hall.problems.errors import CaseStateConflict
from hall.project.writing import on_rollback


def move(case: Case, what: Move, *, actor: str) -> None:
    """Move `case`, which was read before, and note it. Runs inside the caller's transaction.

    Raises:
        CaseStateConflict: the table has no such move, or the case was changed since it was read. Nothing is changed.
    """
    before = CaseState(case.state)
    after = TRANSITIONS.get(before, {}).get(what)
    if after is None:
        raise CaseStateConflict
    now = timezone.now()
    changed = Case.objects.filter(pk=case.pk, state=before.value, version=case.version).update(
        state=after.value, version=case.version + 1, changed_at=now
    )
    if not changed:
        raise CaseStateConflict
    on_rollback(partial(_set, case, before.value, case.version, case.changed_at))
    _set(case, after.value, case.version + 1, now)
    CaseEvent.objects.create(case=case, move=what.value, before=before.value, after=after.value, actor=actor, at=now)


def _set(case: Case, state: str, version: int, changed_at: datetime) -> None:
    case.state, case.version, case.changed_at = state, version, changed_at
