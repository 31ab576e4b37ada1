"""Draws the phone pages. A page is a page whatever its status: no problem document is made of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from hall.profile.models import hall_profile


class Page(HttpResponse):
    """A page for a person."""


def is_page(response: HttpResponseBase) -> bool:
    """Say whether this is for a person to read."""
    return isinstance(response, Page)


def page(request: HttpRequest, template: str, shown: dict[str, object], status: int = 200) -> Page:
    """Draw a template, with the hall's name above it."""
    profile = hall_profile()
    names = {"hall": profile.hall_zh, "hall_en": profile.hall_en}
    return Page(render_to_string(f"phone/{template}.html", {**shown, **names}, request), status=status)


def forged(request: HttpRequest, reason: str = "") -> Page:  # noqa: ARG001 - Django passes why
    """Answer a form that is not from our page, or from a browser that keeps no cookies."""
    return page(request, "over", {"why": "forged"}, status=403)
