"""/v1/health."""

from typing import Final, Literal

from django.db import connection
from django.http import HttpRequest
from ninja import Router

from hall import VERSION
from hall.http.contract_types import Given, Moment
from hall.problems.errors import DatabaseBusy
from hall.problems.schemas import refusals
from hall.project.hall_time import now

router: Final = Router(tags=["health"])


class HealthGiven(Given):
    """The hall works. Where it does not, a problem says so instead."""

    status: Literal["ok"]
    version: str
    database: Literal["ok"]
    time: Moment


@router.get("/health", auth=None, response={200: HealthGiven}, summary="Health", openapi_extra=refusals(DatabaseBusy))
def health(request: HttpRequest) -> HealthGiven:  # noqa: ARG001 - ninja passes it
    """Say that the hall and its database answer, and what time it is here. Public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HealthGiven(status="ok", version=VERSION, database="ok", time=now())
