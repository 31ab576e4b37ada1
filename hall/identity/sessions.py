"""Citizen sessions: begun by a sign-in, ended by the citizen, by 15 idle minutes, or after 30 minutes."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.identity.models import SignIn, SignInMethod
from hall.problems.errors import CitizenSessionInvalid
from hall.project.writing import write_transaction
from hall.protection.digests import person_digest, token_digest
from hall.registries.ports import Resident
from hall.terminals.models import Terminal

IDLE: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(minutes=30)
# Noting each call would cost a write each; a session's idle time is right to within this.
NOTE_EVERY: Final = timedelta(seconds=30)
# What an ended session no longer knows.
FORGOTTEN: Final = {"number": "", "name": "", "represented_number": "", "represented_name": ""}


@dataclass(frozen=True, slots=True)
class FaceEvidence:
    """All that is kept of a face comparison."""

    score: float
    threshold: float
    engine: str
    consented_at: datetime
    compared_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A new session. The token is told once and kept only as a digest."""

    token: str = field(repr=False)
    expires_at: datetime


def begin(
    terminal: Terminal, resident: Resident, method: SignInMethod, face: FaceEvidence | None, *, guardian: str = ""
) -> Session:
    """Begin a session. Runs inside the caller's transaction."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    SignIn.objects.create(
        token_digest=token_digest(token),
        terminal=terminal,
        method=method,
        person=person_digest(resident.number),
        number=resident.number,
        name=resident.name,
        started_at=now,
        seen_at=now,
        expires_at=now + LONGEST,
        face_score=face.score if face else None,
        face_threshold=face.threshold if face else None,
        face_engine=face.engine if face else "",
        face_consented_at=face.consented_at if face else None,
        face_compared_at=face.compared_at if face else None,
        guardian=guardian,
    )
    return Session(token=token, expires_at=now + LONGEST)


def session_of(token: str, terminal: Terminal) -> SignIn:
    """Return the session in force that this token names at this terminal, and note that it is in use.

    Raises:
        CitizenSessionInvalid: it never was, has ended, or belongs to another terminal.
    """
    now = timezone.now()
    session = SignIn.objects.filter(token_digest=token_digest(token), terminal=terminal, ended_at=None).first()
    if session is None or not lasts(session, now):
        raise CitizenSessionInvalid
    if now - session.seen_at > NOTE_EVERY:
        SignIn.objects.filter(pk=session.pk, ended_at=None).update(seen_at=now)
    return session


def lasts(session: SignIn, at: datetime) -> bool:
    """Say whether the session is in force at that moment."""
    return session.ended_at is None and session.expires_at > at and session.seen_at + IDLE > at


def end(token: str, terminal: Terminal) -> None:
    """End the session and forget whose it was. Does nothing where it has ended before.

    Raises:
        CitizenSessionInvalid: there never was such a session at this terminal.
    """
    with write_transaction():
        session = SignIn.objects.filter(token_digest=token_digest(token), terminal=terminal).first()
        if session is None:
            raise CitizenSessionInvalid
        if session.ended_at is not None:
            return
        SignIn.objects.filter(pk=session.pk).update(ended_at=timezone.now(), **FORGOTTEN)
        record(AuditEntry(AuditAction.CITIZEN_SIGNED_OUT, actor=terminal.name, outcome="done", subject=session.person))
