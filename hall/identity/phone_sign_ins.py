"""Signing in by a phone: the terminal shows a QR code, its page asks who it is, and the holder confirms.

The page wants the mobile number, the last six characters of the citizen number and the code that came by text message;
then the holder picks, out of three, the number that the terminal's screen shows. So a QR code that somebody sent from
another place, or pasted over, signs nobody in: its holder does not see that screen.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from hall.identity.models import PhoneSignIn, PhoneState, SmsChallenge
from hall.problems.errors import PhoneSignInNotConfirmed, PhoneSignInUnknown
from hall.project.writing import take_turn
from hall.protection.digests import DigestOf, keyed_digest, token_digest
from hall.terminals.models import Terminal

LIFETIME: Final = timedelta(minutes=5)
CHOICES: Final = 3


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in to show. The token is told once, inside the QR code."""

    row: PhoneSignIn
    token: str = field(repr=False)


def begin(terminal: Terminal) -> Begun:
    """Begin one; those that this terminal began before end. Runs inside the transaction."""
    now = timezone.now()
    take_turn("phone-sign-in", terminal.pk)
    PhoneSignIn.objects.filter(terminal=terminal, used_at=None, expires_at__gt=now).update(expires_at=now, number="")
    token = secrets.token_urlsafe(24)
    row = PhoneSignIn.objects.create(
        terminal=terminal,
        page=token_digest(token),
        match_number=f"{10 + secrets.randbelow(90)}",
        begun_at=now,
        expires_at=now + LIFETIME,
    )
    return Begun(row, token)


def state_of(terminal: Terminal, phone_sign_in_id: UUID) -> str:
    """Return how far it is, as the contract says it. Raises PhoneSignInUnknown."""
    row = PhoneSignIn.objects.filter(terminal=terminal, phone_sign_in_id=phone_sign_in_id).first()
    if row is None:
        raise PhoneSignInUnknown
    return "expired" if is_over(row) else row.state


def is_over(row: PhoneSignIn, at: datetime | None = None) -> bool:
    """Say whether nothing can come of it any more."""
    return row.used_at is not None or row.expires_at <= (at or timezone.now())


def find_confirmed(terminal: Terminal, phone_sign_in_id: UUID) -> PhoneSignIn:
    """Return a sign-in that its holder confirmed. Raises PhoneSignInNotConfirmed."""
    row = PhoneSignIn.objects.filter(
        terminal=terminal, phone_sign_in_id=phone_sign_in_id, state=PhoneState.CONFIRMED
    ).first()
    if row is None or is_over(row):
        raise PhoneSignInNotConfirmed
    return row


def use(row: PhoneSignIn) -> bool:
    """Use it up; return False where somebody else did first. Runs inside the caller's transaction."""
    return bool(PhoneSignIn.objects.filter(pk=row.pk, used_at=None).update(used_at=timezone.now(), number=""))


def of_page(token: str) -> PhoneSignIn | None:
    """Return the sign-in whose QR code this token was in, while something can come of it."""
    row = PhoneSignIn.objects.select_related("terminal", "challenge").filter(page=token_digest(token)).first()
    return None if row is None or is_over(row) or row.state == PhoneState.REFUSED else row


def note_opened(row: PhoneSignIn) -> None:
    """Somebody opened the page."""
    PhoneSignIn.objects.filter(pk=row.pk, state=PhoneState.WAITING).update(state=PhoneState.OPENED)


def keep_challenge(row: PhoneSignIn, challenge: SmsChallenge) -> None:
    """Remember which code was sent. A second one takes its place."""
    PhoneSignIn.objects.filter(pk=row.pk).update(challenge=challenge, person="", number="")


def keep_person(row: PhoneSignIn, challenge: SmsChallenge) -> None:
    """The code was met: it is known who holds the phone."""
    PhoneSignIn.objects.filter(pk=row.pk).update(person=challenge.person, number=challenge.number)


def choices(row: PhoneSignIn) -> list[str]:
    """Return the numbers to pick from in rising order, the right one among them; always the same three for one page."""
    drawn = {row.match_number}
    turn = 0
    while len(drawn) < CHOICES:
        # Keyed: whoever knows the page cannot work out which two are not the right one.
        drawn.add(f"{10 + int(keyed_digest(DigestOf.MATCH_NUMBERS, f'{row.page}/{turn}')[:8], 16) % 90}")
        turn += 1
    return sorted(drawn)


def answer(row: PhoneSignIn, picked: str) -> bool:
    """Take the holder's pick. The right one confirms, any other refuses for good."""
    right = bool(row.person) and secrets.compare_digest(picked, row.match_number)
    state = PhoneState.CONFIRMED if right else PhoneState.REFUSED
    updated = PhoneSignIn.objects.filter(pk=row.pk, state=PhoneState.OPENED, used_at=None).update(
        state=state, **({} if right else {"number": ""})
    )
    return right and bool(updated)
