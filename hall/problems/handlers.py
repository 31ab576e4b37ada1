"""Every failure of a call becomes a problem document here, once. Nothing that the caller sent is said back."""

import logging
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from hall.problems.errors import (
    BodyMalformed,
    BodyTooLarge,
    DatabaseBusy,
    IdempotencyKeyMissing,
    InternalError,
    MethodNotAllowed,
    NotFound,
    Problem,
    TerminalTokenInvalid,
    ValidationFailed,
)
from hall.problems.rendering import problem_response

if TYPE_CHECKING:
    from ninja import NinjaAPI

_log: Final = logging.getLogger("hall.problems")
# The tags of the contract's tagged unions (hall.identity.schemas).
UNION_TAGS: Final = frozenset({"card_and_face", "identity_code"})
# The database is locked, slow, restarting or gone; InterfaceError is a connection that was lost in mid-call.
DATABASE_FAILURES: Final = (OperationalError, InterfaceError)
_BY_STATUS: Final[dict[int, type[Problem]]] = {
    400: BodyMalformed,
    401: TerminalTokenInvalid,
    404: NotFound,
    405: MethodNotAllowed,
    413: BodyTooLarge,
}


def install_handlers(api: "NinjaAPI") -> None:
    """Register the handlers on `api`."""
    api.add_exception_handler(Problem, _on_problem)
    api.add_exception_handler(ValidationError, _on_invalid)
    api.add_exception_handler(HttpError, _on_http_error)
    api.add_exception_handler(Http404, _on_not_found)
    api.add_exception_handler(RequestDataTooBig, _on_too_big)
    for failure in DATABASE_FAILURES:
        api.add_exception_handler(failure, _on_database)


def of_status(status: int) -> Problem:
    """Return the problem for a bare refusal of Django or ninja that has no class of its own."""
    return _BY_STATUS.get(status, InternalError)()


def _on_problem(_request: HttpRequest, error: Problem | type[Problem]) -> HttpResponse:
    return problem_response(error if isinstance(error, Problem) else error())


def _on_invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    entries: list[dict[str, Any]] = error.errors
    if any(entry["type"] == "missing" and _pointer(entry) == "header:Idempotency-Key" for entry in entries):
        return problem_response(IdempotencyKeyMissing())
    return problem_response(ValidationFailed(tuple((_pointer(entry), str(entry["type"])) for entry in entries)))


def _on_http_error(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem_response(of_status(error.status_code))


def _on_not_found(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem_response(NotFound())


def _on_too_big(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem_response(BodyTooLarge())


def _on_database(_request: HttpRequest, error: Any) -> HttpResponse:
    return database_busy(error)


def database_busy(error: Exception) -> HttpResponse:
    """Log one of `DATABASE_FAILURES` and say that the same call may be made again."""
    _log.error("database_unavailable", exc_info=error)
    return problem_response(DatabaseBusy(retry_after_s=1))


def _pointer(entry: dict[str, Any]) -> str:
    """Turn pydantic's place into a JSON pointer (RFC 6901) for bodies, `source:NAME` for the rest.

    Only names of the contract's own fields are told: a forbidden extra field's name is the caller's text, so it is left
    out. The tag by which pydantic chose among kinds of body is no field, so it is left out too.
    """
    source, *path = entry["loc"]
    if source != "body":
        return f"{source}:{path[-1] if path else ''}"
    inner = [str(part) for part in path[1:]]
    if inner and inner[0] in UNION_TAGS:
        inner.pop(0)
    if inner and entry["type"] == "extra_forbidden":
        inner.pop()
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in inner)
