"""/v1/cases and /v1/progress."""

from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, Path, Router

from hall.cases import citizen_acts, opening
from hall.cases.access import case_of_citizen
from hall.cases.enquiring import progress_by_receipt
from hall.cases.listing import own_cases
from hall.cases.models import Case
from hall.cases.schemas import AdditionsTaken, CaseGiven, CasesGiven, OpenCaseTaken, ProgressGiven, WithdrawalTaken
from hall.cases.showing import case_as_it_is
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.identity.authentication import CitizenSession, citizen_calling
from hall.problems.errors import (
    ApplicantNotServed,
    AssuranceTooLow,
    AttachmentUnknown,
    CaseStateConflict,
    CaseUnknown,
    FormInvalid,
    ItemNotAvailableHere,
    ItemUnknown,
    ItemVersionChanged,
    LookupConsentMissing,
    MaterialsMissing,
    NothingToFillIn,
    PurposeUnknown,
    RegistryUnavailable,
    SignatureMissing,
    TooManyAttempts,
)
from hall.problems.schemas import refusals
from hall.terminals.authentication import TerminalToken, terminal_calling

router: Final = Router(tags=["cases"], auth=CitizenSession())


@router.post(
    "/cases",
    response={201: CaseGiven},
    summary="Open a case",
    openapi_extra=refusals(
        ApplicantNotServed,
        AssuranceTooLow,
        AttachmentUnknown,
        FormInvalid,
        ItemNotAvailableHere,
        ItemUnknown,
        ItemVersionChanged,
        LookupConsentMissing,
        MaterialsMissing,
        NothingToFillIn,
        PurposeUnknown,
        RegistryUnavailable,
        SignatureMissing,
    ),
)
def open_case(request: HttpRequest, body: Body[OpenCaseTaken], idempotency_key: IdempotencyKey) -> HttpResponse:
    """Open a case for the citizen signed in; an application with what was filled in. Registries are asked at once."""
    caller = citizen_calling(request)
    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=lambda: opening.prepare(caller, body),
        effect=lambda prepared: opening.open_case(caller, body, prepared),
    )


@router.get(
    "/cases/{uuid:case_id}",
    response={200: CaseGiven},
    summary="A case of the citizen signed in",
    openapi_extra=refusals(CaseUnknown),
)
def case(request: HttpRequest, case_id: UUID) -> CaseGiven:
    """Return the case with its result and papers."""
    return case_as_it_is(case_of_citizen(case_id, citizen_calling(request)))


@router.post(
    "/cases/{uuid:case_id}/withdrawal",
    response={201: CaseGiven},
    summary="Withdraw a case",
    openapi_extra=refusals(CaseUnknown, CaseStateConflict),
)
def withdraw(
    request: HttpRequest, case_id: UUID, body: Body[WithdrawalTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Withdraw the citizen's case; possible until it is decided."""
    caller = citizen_calling(request)
    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=lambda: case_of_citizen(case_id, caller),
        effect=lambda found: citizen_acts.withdraw(caller, found, body),
    )


@router.post(
    "/cases/{uuid:case_id}/additions",
    response={201: CaseGiven},
    summary="Hand in what was missing",
    openapi_extra=refusals(AttachmentUnknown, CaseUnknown, CaseStateConflict, FormInvalid, MaterialsMissing),
)
def add(
    request: HttpRequest, case_id: UUID, body: Body[AdditionsTaken], idempotency_key: IdempotencyKey
) -> HttpResponse:
    """Take the supplement that was asked for, all of it at once, or materials that were to follow."""
    caller = citizen_calling(request)

    def prepare() -> tuple[Case, citizen_acts.Additions]:
        found = case_of_citizen(case_id, caller)
        return found, citizen_acts.prepare_additions(caller, found, body)

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=prepare,
        effect=lambda prepared: citizen_acts.add(caller, *prepared),
    )


@router.get("/cases", response={200: CasesGiven}, summary="The cases of the citizen signed in")
def cases(request: HttpRequest, after: UUID | None = None) -> CasesGiven:
    """Return the citizen's own cases, the newest first, some at a time: those that follow the case `after`."""
    return own_cases(citizen_calling(request), after)


@router.get(
    "/progress/{case_number}",
    auth=TerminalToken(),
    response={200: ProgressGiven},
    summary="A case's progress, by its receipt",
    openapi_extra=refusals(CaseUnknown, TooManyAttempts),
)
def progress(
    request: HttpRequest,
    case_number: Annotated[str, Path(pattern=r"^[0-9A-Z]{8,32}$")],
    verifier: Annotated[str, Header(alias="Case-Verifier", pattern=r"^[0-9A-Za-z]{6}$")],
) -> ProgressGiven:
    """Return how far the case is, to whoever holds its receipt: it needs no citizen and tells nothing personal."""
    return progress_by_receipt(terminal_calling(request), case_number, verifier)
