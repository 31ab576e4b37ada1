"""How far a case is, what comes next, who does it and by when. Holds nothing personal."""

from collections.abc import Iterator

from hall.applications.schemas import MaterialMet
from hall.cases.models import Case
from hall.cases.schemas import NextGiven, NextStep, ProgressGiven, StepGiven, Who
from hall.cases.states import CaseState
from hall.cases.terms import delivery_due, reception_due
from hall.project.hall_time import local


def progress_of(case: Case) -> ProgressGiven:
    """Return how far `case` is."""
    title = case.item_version.content["title"]
    return ProgressGiven(
        case_number=case.case_number,
        item_id=case.item_version.item_id,
        item_title=title,
        state=CaseState(case.state),
        opened_at=local(case.opened_at),
        promised_due=case.promised_due,
        legal_due=case.legal_due,
        stopped=case.stopped_on is not None,
        steps=[StepGiven(state=CaseState(event.after), at=local(event.at)) for event in case.events.order_by("pk")],
        next=list(_next(case)),
        why=case.decision.get("why"),
    )


def _next(case: Case) -> Iterator[NextGiven]:
    match CaseState(case.state):
        case CaseState.RECEIVED:
            yield NextGiven(who=Who.OFFICE, step=NextStep.CHECK, by=reception_due(case))
        case CaseState.SUPPLEMENT_WANTED:
            yield NextGiven(who=Who.APPLICANT, step=NextStep.ANSWER, by=case.answer_by)
        case CaseState.ACCEPTED:
            yield NextGiven(who=Who.OFFICE, step=NextStep.DECIDE, by=case.promised_due or case.legal_due)
        case CaseState.APPROVED:
            yield NextGiven(who=Who.OFFICE, step=NextStep.DELIVER, by=delivery_due(case))
        case _:
            return
    waiting = case.materials.filter(met=MaterialMet.FOLLOWS.value, handed_in_at=None).order_by("due_on").first()
    if waiting is not None:
        yield NextGiven(who=Who.APPLICANT, step=NextStep.HAND_IN, by=waiting.due_on)
