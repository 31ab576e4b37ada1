"""Refusals that Django or ninja make by themselves (unknown address, method, crash) become problem documents."""

import logging
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from hall.phone.pages import is_page
from hall.problems.handlers import DATABASE_FAILURES, database_busy, of_status
from hall.problems.rendering import CONTENT_TYPE, problem_response

_log: Final = logging.getLogger("hall.problems")
Respond = Callable[[HttpRequest], HttpResponseBase]


class BareRefusals:
    """Django middleware; innermost but for the views, so that `process_exception` sees what no handler took."""

    def __init__(self, respond: Respond) -> None:
        """Keep what comes after."""
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Turn a bare refusal into a problem; pass everything else."""
        response = self._respond(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == CONTENT_TYPE or is_page(response):
            return response
        replaced = problem_response(of_status(response.status_code))
        if "Allow" in response.headers:
            replaced["Allow"] = response.headers["Allow"]
        return replaced

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponseBase:
        """Log by type and lines (never text), and say `internal_error`; of the database, that it is busy."""
        if isinstance(error, DATABASE_FAILURES):
            return database_busy(error)
        _log.error("unexpected_failure", exc_info=error)
        return problem_response(of_status(500))
