"""Problems as `application/problem+json` (RFC 9457)."""

import json
from typing import Final

from django.http import HttpResponse

from hall.problems.errors import FieldFault, Problem, ValidationFailed

CONTENT_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:hallkiosk:problem:"


def problem_response(problem: Problem) -> HttpResponse:
    """Return the reply that says `problem`. `problem_code` on it is what the request log names."""
    body: dict[str, object] = {
        "type": TYPE_PREFIX + problem.code,
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "retry_is_safe": problem.retry_is_safe,
        "actor": problem.actor.value,
    }
    if isinstance(problem, ValidationFailed):
        body["errors"] = [{"pointer": pointer, "code": code} for pointer, code in problem.errors]
    if problem.faults:
        body["errors"] = [_fault(fault) for fault in problem.faults]
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")), status=problem.status, content_type=CONTENT_TYPE
    )
    if problem.retry_after_s is not None:
        response["Retry-After"] = str(problem.retry_after_s)
    if problem.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _fault(fault: FieldFault) -> dict[str, object]:
    said: dict[str, object] = {"pointer": fault.pointer, "code": fault.rule}
    return said if fault.title is None else {**said, "title": fault.title.model_dump()}
