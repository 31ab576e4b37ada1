"""/v1/items/…/application."""

from typing import Annotated, Final

from django.http import HttpRequest
from ninja import Path, Router

from hall.applications.filling import application_form
from hall.applications.schemas import ApplicationFormGiven
from hall.catalogue.parts import Identifier
from hall.identity.authentication import CitizenSession, citizen_calling
from hall.problems.errors import ApplicantNotServed, AssuranceTooLow, ItemNotAvailableHere, ItemUnknown, NothingToFillIn
from hall.problems.schemas import refusals

router: Final = Router(tags=["cases"], auth=CitizenSession())


@router.get(
    "/items/{item_id}/application",
    response={200: ApplicationFormGiven},
    summary="What an application asks of the citizen signed in",
    openapi_extra=refusals(ApplicantNotServed, AssuranceTooLow, ItemNotAvailableHere, ItemUnknown, NothingToFillIn),
)
def application(request: HttpRequest, item_id: Annotated[Identifier, Path()]) -> ApplicationFormGiven:
    """Return the form, what the hall fills in and from where, and how each material may be met."""
    return application_form(citizen_calling(request), item_id)
