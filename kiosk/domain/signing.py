"""What the terminal knows of ways to sign in that take more than one step, and of whom a citizen acts for."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class PhoneSignIn:
    """A sign-in to be confirmed on the citizen's phone.

    Attributes:
        url: what the QR code on the screen says; secret while it lasts.
        match_number: two digits that the phone's holder must pick, shown beside the code.
    """

    phone_sign_in_id: str = field(repr=False)
    url: str = field(repr=False)
    match_number: str = field(repr=False)
    expires_at: datetime


class PhoneStep(Enum):
    """How far the phone's holder is. The value is the hall's name of it."""

    WAITING = "waiting"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class SmsChallenge:
    """A code on its way by text message. The hall does not say whether the number is registered."""

    challenge_id: str = field(repr=False)
    expires_at: datetime
    resend_after_s: int


class RepresentedKind(Enum):
    """Whom a citizen may act for. The value is the hall's name of it."""

    CHILD = "child"
    FIRM = "firm"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class Represented:
    """Somebody for whom the citizen may act, as the hall lets it be shown: people masked, firms in full."""

    representation_id: str
    kind: RepresentedKind
    shown_name: str = field(repr=False)
    shown_number: str = field(repr=False)
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Representations:
    """Everybody for whom the citizen may act; not `complete` where a registry did not answer."""

    represented: tuple[Represented, ...] = ()
    complete: bool = True
