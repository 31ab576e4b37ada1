"""A case as its citizen may see it."""

from hall.applications.schemas import MaterialMet, MaterialStateGiven
from hall.cases.models import Case, CaseMaterial
from hall.cases.progress import progress_of
from hall.cases.schemas import CaseGiven, CaseResultGiven, DecisionGiven, SupplementGiven
from hall.cases.states import CaseState
from hall.papers.showing import papers_of
from hall.project.hall_time import local
from hall.ratings.models import Rating


def case_as_it_is(case: Case) -> CaseGiven:
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
        papers=papers_of(case.pk),
        rated=Rating.objects.filter(case_id=case.pk).exists(),
        materials=[_material(material) for material in case.materials.order_by("pk")],
        progress=progress_of(case),
        supplement=_supplement(case),
        decision=DecisionGiven.model_validate(case.decision) if case.decision else None,
    )


def _material(material: CaseMaterial) -> MaterialStateGiven:
    return MaterialStateGiven(
        material_id=material.material_id,
        met=MaterialMet(material.met),
        due_on=material.due_on,
        handed_in=material.handed_in_at is not None,
    )


def _supplement(case: Case) -> SupplementGiven | None:
    """Return what is wanted while it is waited for."""
    if case.answer_by is None:
        return None
    return SupplementGiven(**case.supplement, answer_by=case.answer_by)
