"""The contract as OpenAPI 3.1: what ninja derives from the code, completed with what holds for every operation."""

import json
from typing import Any, Final

from hall.identity.authentication import SESSION_HEADER
from hall.problems.errors import (
    BodyMalformed,
    BodyTooLarge,
    CitizenSessionInvalid,
    DatabaseBusy,
    HostNotAllowed,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    InternalError,
    MediaTypeUnsupported,
    Problem,
    TerminalTokenInvalid,
    ValidationFailed,
)
from hall.problems.schemas import ProblemOut, refusals
from hall.project.api import api

EVERYWHERE: Final[tuple[type[Problem], ...]] = (HostNotAllowed, InternalError, DatabaseBusy)
WITH_BODY: Final[tuple[type[Problem], ...]] = (
    BodyMalformed,
    BodyTooLarge,
    MediaTypeUnsupported,
    ValidationFailed,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
)
REPLAYED: Final = {
    "Idempotency-Replayed": {
        "description": "`true` where this is the first reply to this key, again.",
        "schema": {"type": "string", "const": "true"},
    }
}


def contract() -> dict[str, Any]:
    """Return the OpenAPI document."""
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="v1/")))
    components = document["components"]
    schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= schema.pop("$defs") | {"ProblemOut": schema}
    components["securitySchemes"] = {
        "TerminalToken": {"type": "http", "scheme": "bearer"},
        "CitizenSession": {"type": "apiKey", "in": "header", "name": SESSION_HEADER},
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    return document


def contract_text() -> str:
    """Return the document as the file holds it."""
    return json.dumps(contract(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    common = [*EVERYWHERE]
    schemes = {name for choice in operation.get("security", []) for name in choice}
    if schemes:
        common.append(TerminalTokenInvalid)
        needs: dict[str, list[str]] = {"TerminalToken": []}
        if "CitizenSession" in schemes or path.endswith("/sign-ins/current"):
            common.append(CitizenSessionInvalid)
            needs["CitizenSession"] = []
        operation["security"] = [needs]
    if method == "post":
        common += WITH_BODY
        operation["responses"]["201"]["headers"] = REPLAYED
    elif operation["parameters"]:
        common.append(ValidationFailed)
    for status, response in refusals(*common)["responses"].items():
        _merge(operation["responses"], str(status), response)
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _merge(responses: dict[str, Any], status: str, further: dict[str, Any]) -> None:
    known = responses.get(status)
    if known is None:
        responses[status] = further
        return
    known["description"] += " " + further["description"]
    known["x-problem-types"] = [*known.get("x-problem-types", []), *further["x-problem-types"]]
