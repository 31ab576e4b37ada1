"""Replies that a client asks for again and again: the same bytes have the same ETag, and are not sent twice."""

import hashlib

from django.http import HttpRequest, HttpResponse


def conditional(request: HttpRequest, body: str | bytes, etag: str, *, public: bool = False) -> HttpResponse:
    """Return `body` as JSON, or 304 where the request's If-None-Match names `etag` (without its quotes)."""
    quoted = f'"{etag}"'
    wanted = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    response = (
        HttpResponse(status=304)
        if quoted in wanted
        else HttpResponse(body, content_type="application/json; charset=utf-8")
    )
    response["ETag"] = quoted
    response["Cache-Control"] = f"{'public' if public else 'private'}, no-cache"
    return response


def etag_of(body: str) -> str:
    """Return a short tag of a body."""
    return hashlib.sha256(body.encode()).hexdigest()[:16]
