"""The HTTP side of idempotency: the header in, the reply out."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Header
from pydantic import BaseModel

from hall.idempotency.once import Call, Done, Refused, carry_out_once, fingerprint
from hall.terminals.models import Terminal

P = TypeVar("P")
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=64,
        pattern=r"^[\x21-\x7e]{8,64}$",
        description="Made by the caller for one intended effect, as a UUID. Sent again, it gets the first reply.",
    ),
]


def answer_once(
    request: HttpRequest,
    *,
    terminal: Terminal,
    key: str,
    body: BaseModel,
    person: str = "",
    prepare: Callable[[], P],
    effect: Callable[[P], Done | Refused],
) -> HttpResponse:
    """Carry the request out once and return its reply. See `hall.idempotency.once.carry_out_once`."""
    call = Call(
        terminal=terminal,
        key=key,
        fingerprint=fingerprint(
            action=f"{request.method} {request.path}", body=body.model_dump(mode="json"), person=person
        ),
    )
    reply = carry_out_once(call, prepare=prepare, effect=effect)
    response = HttpResponse(reply.body, status=reply.status, content_type="application/json; charset=utf-8")
    if reply.replayed:
        response["Idempotency-Replayed"] = "true"
    return response
