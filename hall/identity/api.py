"""/v1/sign-ins."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from hall.idempotency.http import IdempotencyKey, answer_once
from hall.identity import sessions, signing_in
from hall.identity.authentication import SESSION_HEADER
from hall.identity.schemas import SignInGiven, SignInTaken
from hall.problems.errors import (
    CardExpired,
    CardReportedLost,
    CitizenSessionInvalid,
    CitizenUnknown,
    IdentityCodeExpired,
    IdentityCodeUnknown,
    IdentityCodeUsed,
    RegistryUnavailable,
    TooManyAttempts,
)
from hall.problems.schemas import refusals
from hall.terminals.authentication import terminal_calling

router: Final = Router(tags=["sign-ins"])


@router.post(
    "/sign-ins",
    response={201: SignInGiven},
    summary="Sign a citizen in",
    openapi_extra=refusals(
        CitizenUnknown,
        CardExpired,
        CardReportedLost,
        IdentityCodeUnknown,
        IdentityCodeUsed,
        IdentityCodeExpired,
        TooManyAttempts,
        RegistryUnavailable,
    ),
)
def sign_in(request: HttpRequest, body: Body[SignInTaken], idempotency_key: IdempotencyKey) -> HttpResponse:
    """Begin a citizen's session at this terminal, by card and face or by a one-time identity code."""
    terminal = terminal_calling(request)
    return answer_once(
        request,
        terminal=terminal,
        key=idempotency_key,
        body=body,
        prepare=lambda: signing_in.find(terminal, body),
        effect=lambda found: signing_in.begin(terminal, found),
    )


@router.delete(
    "/sign-ins/current",
    response={204: None},
    summary="Sign the citizen out",
    openapi_extra=refusals(CitizenSessionInvalid),
)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session named by Citizen-Session. Ending one that has ended is fine, so no Idempotency-Key is needed."""
    sessions.end(request.headers.get(SESSION_HEADER, ""), terminal_calling(request))
    return HttpResponse(status=204)
