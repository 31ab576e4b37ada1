"""/v1/cases/…/rating."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Router

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.access import case_of_terminal
from hall.cases.models import Case
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.idempotency.once import Done
from hall.papers.schemas import NothingGiven
from hall.problems.errors import AlreadyRated, CaseUnknown
from hall.problems.schemas import refusals
from hall.ratings.models import Rating
from hall.ratings.schemas import RatingTaken
from hall.terminals.authentication import terminal_calling

router: Final = Router(tags=["ratings"])


@router.post(
    "/cases/{uuid:case_id}/rating",
    response={201: NothingGiven},
    summary="Rate a case",
    openapi_extra=refusals(CaseUnknown, AlreadyRated),
)
def rate(request: HttpRequest, case_id: UUID, body: Body[RatingTaken], idempotency_key: IdempotencyKey) -> HttpResponse:
    """Take the citizen's rating, once a case. It needs no session: the last page may outlive it."""
    terminal = terminal_calling(request)
    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: case_of_terminal(case_id, terminal),
        effect=lambda case: _take(case, body, actor=terminal.name),
    )


def _take(case: Case, body: RatingTaken, *, actor: str) -> Done:
    if Rating.objects.filter(case=case).exists():
        raise AlreadyRated
    Rating.objects.create(
        case=case, level=body.level, tags=body.tags, comment=body.comment or "", rated_at=timezone.now()
    )
    record(
        AuditEntry(
            AuditAction.CASE_RATED,
            actor=actor,
            outcome="done",
            subject=case.person,
            detail={"case": case.case_number, "level": body.level},
        )
    )
    return Done(201, NothingGiven())
