"""Headers on every reply. Nothing here is for a browser, so a browser is told to do nothing with it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Replies hold personal data unless they say otherwise, as the catalogue does.
    "Cache-Control": "no-store",
}
Respond = Callable[[HttpRequest], HttpResponseBase]


def security_headers(respond: Respond) -> Respond:
    """Django middleware: set each header that the view did not."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return with_headers
