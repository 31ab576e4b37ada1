"""Bodies: at most 64 KiB, and JSON (to a phone page, a form) where there is one. Checked before anything is read."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase

from hall.phone.addresses import PREFIX
from hall.problems.errors import BodyTooLarge, HostNotAllowed, MediaTypeUnsupported, Problem
from hall.problems.rendering import problem_response

MAX_BODY_BYTES: Final = 64 * 1024
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
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return BodyTooLarge()
    # Pages for phones send forms; the API takes JSON only.
    wanted = "application/x-www-form-urlencoded" if request.path.startswith(f"/{PREFIX}/") else "application/json"
    if int(length) and request.content_type != wanted:
        return MediaTypeUnsupported()
    return None
