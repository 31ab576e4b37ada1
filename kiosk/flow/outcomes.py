"""What became of effects, timers that ran out, and changes of health.

An `Outcome` carries the request number of its effect; one whose number is no longer awaited is dropped, so an
answer that comes after the citizen has left changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from devices.api.kinds.id_card_reader import CardRead
from devices.api.kinds.printing import PrintStage
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.case import Case, Paper
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.face import FaceAdvice, FaceVerdict
from kiosk.domain.health import Part, PartHealth
from kiosk.domain.paper_check import CheckedPaper
from kiosk.domain.phone_copy import PhoneCopy, PhoneCopyStep
from kiosk.domain.problem import Problem
from kiosk.domain.signing import PhoneSignIn, PhoneStep, Representations, Represented, SmsChallenge
from kiosk.domain.staff import StaffRole
from kiosk.flow.desk import Desk
from kiosk.flow.events import Event


class TimerName(Enum):
    """Timers; starting one that runs replaces it."""

    IDLE = "idle"
    IDLE_TICK = "idle_tick"
    DEADLINE = "deadline"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class TimerFired(Event):
    """A timer ran out. One whose `generation` is not the running one's is dropped."""

    name: TimerName
    generation: int


@dataclass(frozen=True, slots=True)
class HealthChanged(Event):
    """A part of the terminal is now `health`."""

    part: Part
    health: PartHealth


@dataclass(frozen=True, slots=True)
class Outcome(Event):
    """Root of all that effects report; `request` is the effect's number."""

    request: int


@dataclass(frozen=True, slots=True)
class Progress(Outcome):
    """Root of reports while an effect still runs."""


@dataclass(frozen=True, slots=True)
class EffectFailed(Outcome):
    """The effect ended with `problem`, whatever it was."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class CatalogueArrived(Outcome):
    """The hall's catalogue; the same object again where nothing changed."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class CardWasRead(Outcome):
    """A card was read, at `at` (aware)."""

    card: CardRead = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class FaceProgressed(Progress):
    """Advice for the person before the camera; `fraction` of the whole done, 0 to 1."""

    advice: FaceAdvice
    fraction: float


@dataclass(frozen=True, slots=True)
class FaceCompared(Outcome):
    """The comparison's verdict."""

    verdict: FaceVerdict


@dataclass(frozen=True, slots=True)
class CodeWasShown(Outcome):
    """A code was shown; `code` is opaque and one-off, the hall redeems it."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperChecked(Outcome):
    """A paper's code was shown and judged."""

    checked: CheckedPaper


@dataclass(frozen=True, slots=True)
class SocialCardWasRead(Outcome):
    """A social-security card was read."""

    card: SocialSecurityCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class SocialPinAccepted(Outcome):
    """The card's own chip took its holder's PIN, at `at` (aware)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PhoneSignInBegan(Outcome):
    """The hall waits for the citizen's phone."""

    phone: PhoneSignIn


@dataclass(frozen=True, slots=True)
class PhoneProgressed(Progress):
    """The phone's holder has come this far."""

    step: PhoneStep


@dataclass(frozen=True, slots=True)
class PhoneEnded(Outcome):
    """Confirmed, refused or expired."""

    step: PhoneStep


@dataclass(frozen=True, slots=True)
class SmsCodeSent(Outcome):
    """A text message is on its way, if the number is registered."""

    sms: SmsChallenge


@dataclass(frozen=True, slots=True)
class RepresentationsFound(Outcome):
    """For whom the citizen may act."""

    representations: Representations


@dataclass(frozen=True, slots=True)
class RepresentationTaken(Outcome):
    """The session acts for `acting_for` now; None is oneself."""

    acting_for: Represented | None


@dataclass(frozen=True, slots=True)
class StaffAdmitted(Outcome):
    """It is a PIN of this role's."""

    role: StaffRole


@dataclass(frozen=True, slots=True)
class DeskProgressed(Progress):
    """How the terminal is now."""

    desk: Desk


@dataclass(frozen=True, slots=True)
class SignedIn(Outcome):
    """The hall knows the citizen."""

    citizen: SignedInCitizen


@dataclass(frozen=True, slots=True)
class CaseOpened(Outcome):
    """The hall opened a case and asked its registries."""

    case: Case


@dataclass(frozen=True, slots=True)
class PaperIssued(Outcome):
    """The hall issued and signed a paper."""

    paper: Paper


@dataclass(frozen=True, slots=True)
class PhoneCopyOffered(Outcome):
    """The hall waits for a phone to take the paper."""

    phone_copy: PhoneCopy


@dataclass(frozen=True, slots=True)
class PhoneCopyProgressed(Progress):
    """The paper has come this far; `left_s` is about how long the code still works."""

    copy_step: PhoneCopyStep
    left_s: int


@dataclass(frozen=True, slots=True)
class PhoneCopyEnded(Outcome):
    """Given to a phone, or expired."""

    copy_step: PhoneCopyStep


@dataclass(frozen=True, slots=True)
class PrintProgressed(Progress):
    """A print is known to have come this far."""

    stage: PrintStage


@dataclass(frozen=True, slots=True)
class Printed(Outcome):
    """Evidence says it is printed."""

    sheets: int


@dataclass(frozen=True, slots=True)
class Reprinted(Outcome):
    """Evidence says that the copy is printed."""

    copy_number: int


@dataclass(frozen=True, slots=True)
class Wiped(Outcome):
    """Everything personal is gone."""
