"""Replies as JSON, written by pydantic whichever way they leave: once, directly, or kept and repeated."""

from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from pydantic_core import to_json


class ContractRenderer(BaseRenderer):
    """Renders what ninja dumped of a reply. ninja's own writes an enum as ``Class.MEMBER``."""

    media_type = "application/json"
    charset = "utf-8"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:  # noqa: ARG002 - ninja's form
        """Return the body's bytes."""
        return to_json(data)
