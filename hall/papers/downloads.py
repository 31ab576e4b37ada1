"""Give a paper to its citizen's phone: the terminal shows a QR code, its page gives the document to one phone.

Looking at the page uses nothing up, for chat programs look at addresses by themselves; only the tap on its button
does. From then on the document is that phone's, which may fetch it again for some minutes. See docs/adr/0013.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.identity import sessions
from hall.identity.authentication import CitizenCaller
from hall.papers.models import Paper, PaperDownload
from hall.papers.showing import standing_of
from hall.problems.errors import DownloadUnknown, PaperNoLongerHolds, PaperUnknown, TooManyDownloads
from hall.project.writing import take_turn, write_transaction
from hall.protection.digests import DigestOf, keyed_digest
from hall.terminals.models import Terminal

LIFETIME: Final = timedelta(minutes=5)
"""How long the code waits for a phone, and how long that phone may fetch the document from its tap on."""
TOKEN_BYTES: Final = 24
MOST_OFFERED: Final = 6
"""Codes for one paper within `OFFERED_WITHIN`."""
OFFERED_WITHIN: Final = timedelta(minutes=10)
MOST_GIVEN: Final = 10
"""Times that one phone may fetch a document: a connection breaks more than once, a loop ends."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A download to show. The token is told once, inside the QR code."""

    row: PaperDownload
    token: str = field(repr=False)


class Sight(Enum):
    """What a download is to the phone that asks."""

    OFFERED = "offered"
    MINE = "mine"
    SOMEBODY_ELSES = "somebody_elses"
    FETCHED_TOO_OFTEN = "fetched_too_often"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


def find_paper(caller: CitizenCaller, paper_id: UUID) -> Paper:
    """Return a paper of the citizen signed in, of a case of this terminal.

    Raises:
        PaperUnknown: see there.
        PaperNoLongerHolds: see there.
        TooManyDownloads: see there.
    """
    papers = Paper.objects.filter(case__person=caller.session.subject, case__terminal=caller.terminal)
    paper = papers.filter(paper_id=paper_id).defer("document").select_related("case").first()
    if paper is None:
        raise PaperUnknown
    if standing_of(paper).standing != "holds":
        raise PaperNoLongerHolds
    _refuse_too_many(paper)
    return paper


def begin(caller: CitizenCaller, paper: Paper) -> Begun:
    """Offer the paper; what it was offered by before and nobody has taken ends. Runs inside the transaction."""
    now = timezone.now()
    take_turn("download", paper.pk)
    PaperDownload.objects.filter(paper=paper, device="", expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = PaperDownload.objects.create(
        paper=paper, sign_in=caller.session, page=_page(token), begun_at=now, expires_at=now + LIFETIME
    )
    _put_on_record(row, AuditAction.DOWNLOAD_OFFERED, "done")
    return Begun(row, token)


def state_of(terminal: Terminal, paper_id: UUID, download_id: UUID) -> str:
    """Return how far it is, as the contract says it. What was given stays so. Raises DownloadUnknown."""
    rows = PaperDownload.objects.filter(sign_in__terminal=terminal, paper_id=paper_id)
    row = rows.select_related("sign_in").filter(download_id=download_id).first()
    if row is None:
        raise DownloadUnknown
    if row.given_at is not None:
        return "given"
    if _is_over(row, timezone.now()):
        return "expired"
    return "waiting" if row.opened_at is None else "opened"


def look(token: str, device: str) -> tuple[Sight, PaperDownload | None]:
    """Return what the address is to the phone with this cookie ("" where it has none). Changes nothing."""
    rows = PaperDownload.objects.select_related("paper__case", "sign_in__terminal").defer("paper__document")
    row = rows.filter(page=_page(token)).first()
    if row is None:
        return Sight.UNKNOWN, None
    return _sight(row, device), row


def note_opened(row: PaperDownload) -> None:
    """Somebody opened the page."""
    PaperDownload.objects.filter(pk=row.pk, opened_at=None).update(opened_at=timezone.now())


def take(row: PaperDownload, device: str) -> bool:
    """Make the document this phone's; return False where another was first. Runs inside the transaction."""
    now = timezone.now()
    offered = PaperDownload.objects.filter(pk=row.pk, device="", expires_at__gt=now)
    return bool(offered.update(device=_device(device), expires_at=now + LIFETIME))


def give(row: PaperDownload) -> bool:
    """Count that the document goes out, and put it on record; return False where it went too often."""
    now = timezone.now()
    with write_transaction():
        counted = PaperDownload.objects.filter(pk=row.pk, times_given__lt=MOST_GIVEN)
        if not counted.update(times_given=F("times_given") + 1):
            return False
        is_first = bool(PaperDownload.objects.filter(pk=row.pk, given_at=None).update(given_at=now))
        Paper.objects.filter(pk=row.paper_id, given_to_phone_at=None).update(given_to_phone_at=now)
        _put_on_record(row, AuditAction.PAPER_GIVEN_TO_PHONE, "first" if is_first else "again")
    return True


def note_refused(row: PaperDownload) -> None:
    """Another phone than the one that has the document asked for it: put it on record, once."""
    with write_transaction():
        if PaperDownload.objects.filter(pk=row.pk, refused_at=None).update(refused_at=timezone.now()):
            _put_on_record(row, AuditAction.DOWNLOAD_REFUSED, "another_phone")


def _sight(row: PaperDownload, device: str) -> Sight:
    is_mine = bool(row.device) and secrets.compare_digest(row.device, _device(device))
    if row.device and not is_mine:
        return Sight.SOMEBODY_ELSES
    if _is_over(row, timezone.now()):
        return Sight.EXPIRED
    if standing_of(row.paper).standing != "holds":
        return Sight.WITHDRAWN
    if not is_mine:
        return Sight.OFFERED
    return Sight.FETCHED_TOO_OFTEN if row.times_given >= MOST_GIVEN else Sight.MINE


def _is_over(row: PaperDownload, at: datetime) -> bool:
    """Say whether nothing can come of it any more.

    A code that no phone opened ends with its citizen's session: who scans a picture of the screen later is not them.
    """
    left_behind = row.opened_at is None and not sessions.lasts(row.sign_in, at)
    return row.expires_at <= at or left_behind


def _refuse_too_many(paper: Paper) -> None:
    now = timezone.now()
    recent = PaperDownload.objects.filter(paper=paper, begun_at__gt=now - OFFERED_WITHIN).order_by("-begun_at")
    times = list(recent.values_list("begun_at", flat=True)[:MOST_OFFERED])
    if len(times) == MOST_OFFERED:
        wait = times[-1] + OFFERED_WITHIN - now
        raise TooManyDownloads(retry_after_s=max(1, round(wait.total_seconds())))


def _put_on_record(row: PaperDownload, action: AuditAction, outcome: str) -> None:
    record(
        AuditEntry(
            action,
            actor=row.sign_in.terminal.name,
            outcome=outcome,
            subject=row.paper.case.person,
            detail={
                "paper": row.paper.paper_number,
                "copy": row.paper.copy_number,
                "download": str(row.download_id),
            },
        )
    )


def _page(token: str) -> str:
    return keyed_digest(DigestOf.DOWNLOAD, token)


def _device(cookie: str) -> str:
    return keyed_digest(DigestOf.DOWNLOAD_DEVICE, cookie)
