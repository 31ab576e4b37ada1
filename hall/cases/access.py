"""Whose case it is. One place decides who may see or touch a case; to everybody else it does not exist."""

from uuid import UUID

from django.db.models import QuerySet

from hall.cases.models import Case
from hall.identity.authentication import CitizenCaller
from hall.problems.errors import CaseUnknown
from hall.terminals.models import Terminal


def case_of_citizen(case_id: UUID, caller: CitizenCaller) -> Case:
    """Return a case of the citizen signed in. Raises `CaseUnknown`."""
    case = _cases().filter(case_id=case_id, person=caller.session.subject).first()
    if case is None:
        raise CaseUnknown
    return case


def case_of_terminal(case_id: UUID, terminal: Terminal) -> Case:
    """Return a case opened at this terminal. Raises `CaseUnknown`."""
    case = _cases().filter(case_id=case_id, terminal=terminal).first()
    if case is None:
        raise CaseUnknown
    return case


def _cases() -> QuerySet[Case]:
    return Case.objects.select_related("item_version")
