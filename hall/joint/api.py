"""/v1/bundles/…/cases and /v1/joint-cases."""

from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Router

from hall.catalogue.parts import Identifier
from hall.idempotency.http import IdempotencyKey, answer_once
from hall.idempotency.once import Done, Refused
from hall.identity.authentication import CitizenSession, citizen_calling
from hall.joint.schemas import JointCaseGiven, OpenBundleTaken
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
    RegistryUnavailable,
    SignatureMissing,
)
from hall.problems.schemas import refusals

router: Final = Router(tags=["cases"], auth=CitizenSession())


@router.post(
    "/bundles/{bundle_id}/cases",
    response={201: JointCaseGiven},
    summary="Open a bundle's cases",
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
        RegistryUnavailable,
        SignatureMissing,
    ),
)
def open_bundle(
    request: HttpRequest,
    bundle_id: Annotated[Identifier, Path()],
    body: Body[OpenBundleTaken],
    idempotency_key: IdempotencyKey,
) -> HttpResponse:
    """Open a case at each office that the answers call for: all of them, or none."""
    from hall.joint import opening  # noqa: PLC0415 - brings jsonschema: not while the hall starts

    caller = citizen_calling(request)

    def effect(prepared: opening.PreparedBundle) -> Done | Refused:
        return opening.open_bundle(caller, prepared)

    return answer_once(
        request,
        terminal=caller.terminal,
        key=idempotency_key,
        body=body,
        person=caller.session.subject,
        prepare=lambda: opening.prepare_bundle(caller, bundle_id, body),
        effect=effect,
    )


@router.get(
    "/joint-cases/{uuid:joint_id}",
    response={200: JointCaseGiven},
    summary="A bundle's cases of the citizen signed in",
    openapi_extra=refusals(CaseUnknown),
)
def joint_case(request: HttpRequest, joint_id: UUID) -> JointCaseGiven:
    """Return the cases and how far all of it is."""
    from hall.joint import opening  # noqa: PLC0415 - see open_bundle

    return opening.joint_given(opening.joint_of_citizen(joint_id, citizen_calling(request)))
