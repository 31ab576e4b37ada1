"""Move a case: look the move up in the table, ask its guards, then compare and set on (state, version)."""

from collections.abc import Mapping
from functools import partial

from django.utils import timezone

from hall.cases import guards
from hall.cases.models import Case, CaseEvent
from hall.cases.notes import NOTHING, Note
from hall.cases.states import TRANSITIONS, CaseState, Move
from hall.cases.terms import clock_changes
from hall.problems.errors import CaseStateConflict
from hall.project.writing import on_rollback


def move(case: Case, what: Move, *, actor: str, note: Note = NOTHING) -> None:
    """Move `case`, which was read before, and note it. Runs inside the caller's transaction.

    Raises:
        CaseStateConflict: the table has no such move, or the case was changed since it was read. Nothing is changed.
        GuardRefused: the table has it, but something it needs does not hold. Nothing is changed.
    """
    before = CaseState(case.state)
    after = TRANSITIONS.get(before, {}).get(what)
    if after is None:
        raise CaseStateConflict
    guards.check(case, what, note)
    now = timezone.now()
    set_if_unchanged(case, state=after.value, changed_at=now, **clock_changes(case, what, note, now))
    CaseEvent.objects.create(case=case, move=what.value, before=before.value, after=after.value, actor=actor, at=now)


def set_if_unchanged(case: Case, **changes: object) -> None:
    """Set fields of `case` and count its version up. Raises `CaseStateConflict` where somebody changed it meanwhile."""
    changes["version"] = case.version + 1
    same = Case.objects.filter(pk=case.pk, state=case.state, version=case.version)
    if not same.update(**changes):
        raise CaseStateConflict
    on_rollback(partial(_set, case, {name: getattr(case, name) for name in changes}))
    _set(case, changes)


def _set(case: Case, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(case, name, value)
