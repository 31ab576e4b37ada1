"""/v1/cases."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from hall.cases import opening
from hall.cases.access import case_of_citizen
from hall.cases.schemas import CaseGiven, OpenCaseTaken
from hall.cases.showing import case_as_it_is
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.identity.authentication import CitizenSession, citizen_calling
from hall.problems.errors import (
    ApplicantNotServed,
    AssuranceTooLow,
    AttachmentUnknown,
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
)
from hall.problems.schemas import refusals

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
