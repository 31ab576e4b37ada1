"""Headers on every reply. Only the phone pages are for a browser; with all else it is told to do nothing."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from hall.phone.addresses import PREFIX

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Replies hold personal data unless they say otherwise, as the catalogue does.
    "Cache-Control": "no-store",
}
# Phone pages: their own style, forms to themselves, and nothing else; no script at all.
PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
Respond = Callable[[HttpRequest], HttpResponseBase]


def security_headers(respond: Respond) -> Respond:
    """Django middleware: set each header that the view did not."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if request.path.startswith(f"/{PREFIX}/"):
            response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
            # Without any referrer a browser posts forms from origin `null`, which the forgery check refuses.
            response.headers.setdefault("Referrer-Policy", "same-origin")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return with_headers
