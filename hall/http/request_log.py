"""One line a request: method, route template, status, milliseconds, problem code. No path, no query, no body."""

import json
import logging
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from hall.problems.rendering import CONTENT_TYPE

_log: Final = logging.getLogger("hall.requests")
Respond = Callable[[HttpRequest], HttpResponseBase]


def request_log(respond: Respond) -> Respond:
    """Django middleware; the outermost."""

    def logged(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = respond(request)
        match = request.resolver_match
        _log.info(
            "request",
            extra={
                "method": request.method if request.method in _METHODS else "other",
                "route": match.route if match else "unmatched",
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - started) * 1000, 1),
                "problem": _problem_code(response),
            },
        )
        return response

    return logged


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _problem_code(response: HttpResponseBase) -> str | None:
    if response.status_code < 400 or response.headers.get("Content-Type") != CONTENT_TYPE:
        return None
    code = json.loads(getattr(response, "content", b"{}")).get("code")
    return code if isinstance(code, str) else None
