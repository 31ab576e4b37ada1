"""The download page: looking changes nothing, the tap on its button makes the document this phone's.

The tap leads on to a page that starts the saving by itself and offers it again, instead of answering with the document:
download managers and viewers of phones fetch the document's address once more by GET, with the page's cookies.
"""

import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from hall.papers import downloads
from hall.papers.downloads import Sight
from hall.papers.models import Paper, PaperDownload
from hall.phone.download_words import GIVEN, OFFER, OVER
from hall.phone.language import HTML_LANG, Language, language_of
from hall.phone.pages import page
from hall.project.hall_time import local
from hall.project.writing import write_transaction

DEVICE_COOKIE: Final = "download"
_STATUS: Final = {Sight.UNKNOWN: 404, Sight.FETCHED_TOO_OFTEN: 429}
_WECHAT: Final = "MicroMessenger"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the code leads to, or take the tap."""
    device = request.COOKIES.get(DEVICE_COOKIE, "")
    sight, row = downloads.look(token, device)
    if row is not None and sight is Sight.OFFERED:
        if request.method == "POST" and device:
            with write_transaction():
                downloads.take(row, device)
            return redirect(request.path)
        return _offer(request, row, device)
    if row is not None and sight is Sight.MINE:
        return redirect(request.path) if request.method == "POST" else _given(request, row, token)
    return _over(request, sight, row)


@require_http_methods(["GET"])
def document(request: HttpRequest, token: str) -> HttpResponse:
    """Give the document to the phone that took it."""
    sight, row = downloads.look(token, request.COOKIES.get(DEVICE_COOKIE, ""))
    if row is not None and sight is Sight.OFFERED:
        return redirect(reverse("phone-download", args=[token]))
    if row is None or sight is not Sight.MINE:
        return _over(request, sight, row)
    if not downloads.give(row):
        return _over(request, Sight.FETCHED_TOO_OFTEN, row)
    paper = Paper.objects.get(pk=row.paper_id)
    response = HttpResponse(paper.document, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{paper.title_zh}-{paper.paper_number}.pdf")
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


def _offer(request: HttpRequest, row: PaperDownload, device: str) -> HttpResponse:
    """Draw the page with the button; the phone gets the cookie by which it is known again."""
    if request.method == "GET" and row.opened_at is None:
        with write_transaction():
            downloads.note_opened(row)
    language = language_of(request)
    words = OFFER[language]
    response = page(
        request,
        "download",
        {
            **_about(row.paper, language),
            "words": words,
            "until": words.until.format(time=_clock(row)),
            "in_wechat": _WECHAT in request.headers.get("User-Agent", ""),
        },
    )
    if not device:
        response.set_cookie(
            DEVICE_COOKIE,
            secrets.token_urlsafe(downloads.TOKEN_BYTES),
            max_age=2 * downloads.LIFETIME,
            path=request.path,
            secure=settings.CSRF_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return response


def _given(request: HttpRequest, row: PaperDownload, token: str) -> HttpResponse:
    language = language_of(request)
    words = GIVEN[language]
    shown = {
        **_about(row.paper, language),
        "words": words,
        "until": words.until.format(time=_clock(row)),
        "document": reverse("phone-document", args=[token]),
    }
    return page(request, "downloading", shown)


def _over(request: HttpRequest, sight: Sight, row: PaperDownload | None) -> HttpResponse:
    """Say why there is nothing to be had."""
    if row is not None and sight is Sight.SOMEBODY_ELSES:
        downloads.note_refused(row)
    language = language_of(request)
    shown = {"words": OVER[sight][language], "lang": HTML_LANG[language]}
    return page(request, "download_over", shown, status=_STATUS.get(sight, 410))


def _about(paper: Paper, language: Language) -> dict[str, object]:
    # An office may never have written an English title.
    name = (paper.title_en if language == "en" else "") or paper.title_zh
    return {"name": name, "size_kb": max(1, round(paper.size_bytes / 1000)), "lang": HTML_LANG[language]}


def _clock(row: PaperDownload) -> str:
    return f"{local(row.expires_at):%H:%M}"
