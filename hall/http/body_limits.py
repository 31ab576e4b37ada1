"""Bodies: at most 64 KiB, and JSON (to a phone page, a form) where there is one; attachments 8 MiB, as they are.

Checked before anything is read.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase

from hall.phone.addresses import PREFIX
from hall.problems.errors import BodyTooLarge, HostNotAllowed, MediaTypeUnsupported, Problem
from hall.problems.rendering import problem_response

MAX_BODY_BYTES: Final = 64 * 1024
ATTACHMENTS: Final = "/v1/attachments"
Respond = Callable[[HttpRequest], HttpResponseBase]


def body_limits(respond: Respond) -> Respond:
    """Django middleware."""

    def limited(request: HttpRequest) -> HttpResponseBase:
        refused = _refusal(request)
        return problem_response(refused) if refused else respond(request)

    return limited


def _refusal(request: HttpRequest) -> Problem | None:
    try:
        request.get_host()
    except DisallowedHost:
        return HostNotAllowed()
    length = request.META.get("CONTENT_LENGTH") or "0"
    limit, wanted = _allowed(request.path)
    if not length.isdecimal() or int(length) > limit:
        return BodyTooLarge()
    if int(length) and request.content_type != wanted:
        return MediaTypeUnsupported()
    return None


def _allowed(path: str) -> tuple[int, str]:
    """Return how many bytes of which kind: pages for phones send forms, attachments are bytes, all else is JSON."""
    if path == ATTACHMENTS:
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE, "application/octet-stream"
    if path.startswith(f"/{PREFIX}/"):
        return MAX_BODY_BYTES, "application/x-www-form-urlencoded"
    return MAX_BODY_BYTES, "application/json"
