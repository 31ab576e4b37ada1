"""A case as its citizen may see it."""

from hall.cases.models import Case
from hall.cases.schemas import CaseGiven, CaseResultGiven
from hall.cases.states import CaseState
from hall.papers.schemas import PaperGiven
from hall.papers.showing import papers_of
from hall.project.hall_time import local
from hall.ratings.models import Rating


def case_as_it_is(case: Case) -> CaseGiven:
    """Return the case with its papers."""
    rated = Rating.objects.filter(case_id=case.pk).exists()
    return case_given(case, papers=papers_of(case.pk), rated=rated)


def case_given(case: Case, *, papers: list[PaperGiven], rated: bool) -> CaseGiven:
    """Return what the contract tells of a case."""
    return CaseGiven(
        case_id=case.case_id,
        case_number=case.case_number,
        verifier=case.verifier,
        state=CaseState(case.state),
        item_id=case.item_version.item_id,
        item_version=case.item_version.version,
        opened_at=local(case.opened_at),
        receipt_code=case.receipt_code,
        result=CaseResultGiven.model_validate(case.result),
        papers=papers,
        rated=rated,
    )
