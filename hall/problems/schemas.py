"""The problem document as the contract describes it."""

from typing import Any

from ninja import Schema

from hall.http.contract_types import BilingualGiven
from hall.problems.errors import Actor, Problem
from hall.problems.rendering import CONTENT_TYPE, TYPE_PREFIX


class FieldErrorOut(Schema):
    """One wrong field: a JSON pointer into the body, or `header:NAME`, `path:NAME`, `query:NAME`.

    `title` is the name of an application's field or material, to be shown with it.
    """

    pointer: str
    code: str
    title: BilingualGiven | None = None


class ProblemOut(Schema):
    """RFC 9457 problem details with this contract's extensions."""

    type: str
    title: str
    status: int
    code: str
    retry_is_safe: bool
    actor: Actor
    detail: str | None = None
    errors: list[FieldErrorOut] | None = None


def refusals(*problems: type[Problem]) -> dict[str, Any]:
    """Return the OpenAPI fragment that says which problems an operation may answer with, by status."""
    responses: dict[int, Any] = {}
    for status in sorted({problem.status for problem in problems}):
        here = [problem for problem in problems if problem.status == status]
        responses[status] = {
            "description": " ".join(f"`{problem.code}`: {problem.title}" for problem in here),
            "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
            "x-problem-types": [TYPE_PREFIX + problem.code for problem in here],
        }
    return {"responses": responses}
