"""The cases of one citizen, some at a time."""

from typing import Final
from uuid import UUID

from django.db.models import Q

from hall.cases.models import Case
from hall.cases.progress import progress_of
from hall.cases.schemas import CaseOutlineGiven, CasesGiven
from hall.identity.authentication import CitizenCaller

PAGE: Final = 20


def own_cases(caller: CitizenCaller, after: UUID | None) -> CasesGiven:
    """Return those opened before the case `after`, the newest first; from the start where it is none of theirs."""
    own = Case.objects.filter(person=caller.session.subject)
    last = own.filter(case_id=after).first() if after else None
    if last is not None:
        same = Q(opened_at=last.opened_at, case_id__lt=last.case_id)
        own = own.filter(Q(opened_at__lt=last.opened_at) | same)
    page = list(own.select_related("item_version").order_by("-opened_at", "-case_id")[: PAGE + 1])
    shown = page[:PAGE]
    return CasesGiven(
        cases=[CaseOutlineGiven(case_id=case.case_id, **progress_of(case).model_dump()) for case in shown],
        next_after=shown[-1].case_id if len(page) > PAGE else None,
    )
