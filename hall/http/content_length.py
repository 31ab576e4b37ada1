"""Say how long each reply is. Without it the server closes the connection after every reply."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

WITHOUT_BODY: Final = frozenset({204, 304})
Respond = Callable[[HttpRequest], HttpResponseBase]


def content_length(respond: Respond) -> Respond:
    """Django middleware."""

    def measured(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if isinstance(response, HttpResponse) and response.status_code not in WITHOUT_BODY:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return measured
