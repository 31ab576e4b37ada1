"""Where phones find the hall."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

PREFIX: Final = "m"


def phone_url(request: HttpRequest, path: str) -> str:
    """Return the address of a phone page: below the public address, or where the terminal itself found the hall."""
    base = settings.HALL_PUBLIC or request.build_absolute_uri("/").rstrip("/")
    return f"{base}/{PREFIX}/{path}"
