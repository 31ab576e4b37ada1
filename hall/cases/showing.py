"""A case as its citizen may see it."""

from hall.cases.models import Case
from hall.cases.schemas import CaseGiven, CaseResultGiven
from hall.cases.states import CaseState
from hall.papers.showing import papers_of
from hall.project.hall_time import local
from hall.ratings.models import Rating


def case_given(case: Case) -> CaseGiven:
    """Return the case with its papers."""
    return CaseGiven(
        case_id=case.case_id,
        case_number=case.case_number,
        verifier=case.verifier,
        state=CaseState(case.state),
        item_id=case.item_version.item_id,
        item_version=case.item_version.version,
        opened_at=local(case.opened_at),
        result=CaseResultGiven.model_validate(case.result),
        papers=papers_of(case.pk),
        rated=Rating.objects.filter(case_id=case.pk).exists(),
    )
