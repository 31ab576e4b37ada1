"""What a citizen does at the screen and with a card.

Whoever posts one adds what a pure flow cannot make: ids and times.
"""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.rating import RatingLevel
from kiosk.domain.staff import Order, PauseReason, PrintFinding, Restart
from kiosk.domain.text import Language
from kiosk.flow.events import Event
from kiosk.flow.notice import Choice


@dataclass(frozen=True, slots=True)
class Touch(Event):
    """Root: somebody is there. Every touch starts the idle time anew."""


@dataclass(frozen=True, slots=True)
class ScreenTouched(Touch):
    """The screen was touched. `session_id` (a fresh UUID) names the session that this begins, if it begins one."""

    session_id: str


@dataclass(frozen=True, slots=True)
class ActivitySeen(Touch):
    """A touch that means nothing but 'I am here': scrolling, typing, the stay button."""


@dataclass(frozen=True, slots=True)
class BackChosen(Touch):
    """One page back; what was typed stays."""


@dataclass(frozen=True, slots=True)
class CancelChosen(Touch):
    """End the session."""


@dataclass(frozen=True, slots=True)
class LanguageChosen(Touch):
    """Another language for the screen."""

    language: Language


@dataclass(frozen=True, slots=True)
class LargeTextChosen(Touch):
    """Large type on or off."""

    on: bool


@dataclass(frozen=True, slots=True)
class HighContrastChosen(Touch):
    """High contrast on or off."""

    on: bool


@dataclass(frozen=True, slots=True)
class LowReachChosen(Touch):
    """All controls in the lower part of the screen, on or off."""

    on: bool


@dataclass(frozen=True, slots=True)
class SpeechChosen(Touch):
    """Pages are read aloud, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class StaffDoorTouched(Touch):
    """The hidden corner was held long enough."""


@dataclass(frozen=True, slots=True)
class StaffPinEntered(Touch):
    """A PIN at the staff door."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ServicePaused(Touch):
    """Close the terminal to the public."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class ServiceOpened(Touch):
    """Open the terminal again."""


@dataclass(frozen=True, slots=True)
class RestartAsked(Touch):
    """Begin the program or the machine anew, once nobody is being served: staff at the page, or by a signal."""

    restart: Restart


@dataclass(frozen=True, slots=True)
class DeviceOrdered(Touch):
    """Have something done with a device."""

    device_id: str
    order: Order


@dataclass(frozen=True, slots=True)
class BindingTried(Touch):
    """Try another driver or port for a device."""

    device_id: str
    driver: str
    port: str


@dataclass(frozen=True, slots=True)
class PrintFound(Touch):
    """What staff found of a print."""

    number: int
    found: PrintFinding


@dataclass(frozen=True, slots=True)
class ReprintAsked(Touch):
    """Print a paper again, whose print staff have settled so."""

    number: int


@dataclass(frozen=True, slots=True)
class StaffLeft(Touch):
    """Shut the staff door."""


@dataclass(frozen=True, slots=True)
class SignInMethodChosen(Touch):
    """How to sign in."""

    method: SignInMethod


@dataclass(frozen=True, slots=True)
class ConsentGiven(Touch):
    """Separate consent to the face comparison, given at `at` (aware)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentDeclined(Touch):
    """No face comparison. Another way follows, with no function lost."""


@dataclass(frozen=True, slots=True)
class OtherWayChosen(Touch):
    """Another way to sign in, from a page of one way."""


@dataclass(frozen=True, slots=True)
class PinEntered(Touch):
    """The social-security card's PIN."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MobileEntered(Touch):
    """The mobile number to which a code is to be sent."""

    mobile: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SmsCodeEntered(Touch):
    """The code that came by text message."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForWhomOpened(Touch):
    """Show for whom the citizen may act."""


@dataclass(frozen=True, slots=True)
class RepresentationChosen(Touch):
    """Act for that person or firm from now on; None is oneself."""

    representation_id: str | None


@dataclass(frozen=True, slots=True)
class ThemeOpened(Touch):
    """A theme of the home page."""

    theme_id: str


@dataclass(frozen=True, slots=True)
class SearchOpened(Touch):
    """The search page."""


@dataclass(frozen=True, slots=True)
class SearchTyped(Touch):
    """The search field now reads `text`."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ItemOpened(Touch):
    """An item."""

    item_id: str


@dataclass(frozen=True, slots=True)
class LookupConfirmed(Touch):
    """Consent to the look-ups that the page showed, given at `at` (aware)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PrintChosen(Touch):
    """Print the paper and the receipt."""


@dataclass(frozen=True, slots=True)
class PhoneCopyChosen(Touch):
    """Send the paper to the citizen's phone, or send it once more."""


@dataclass(frozen=True, slots=True)
class PhoneCopyReceived(Touch):
    """The citizen sees it on their phone."""


@dataclass(frozen=True, slots=True)
class ReceiptChosen(Touch):
    """Print a receipt as well."""


@dataclass(frozen=True, slots=True)
class NoPaperChosen(Touch):
    """Finish without paper."""


@dataclass(frozen=True, slots=True)
class PaperTaken(Touch):
    """The citizen says that they have their paper."""


@dataclass(frozen=True, slots=True)
class PaperSpoiled(Touch):
    """The citizen says that their paper is spoiled or missing."""


@dataclass(frozen=True, slots=True)
class Rated(Touch):
    """The citizen's rating."""

    level: RatingLevel


@dataclass(frozen=True, slots=True)
class RatingSkipped(Touch):
    """No rating."""


@dataclass(frozen=True, slots=True)
class NoticeAnswered(Touch):
    """One of the choices that a notice offers."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class PaperCheckOpened(Touch):
    """Somebody wants a paper checked. `session_id` as in `ScreenTouched`."""

    session_id: str


@dataclass(frozen=True, slots=True)
class AnotherPaperChosen(Touch):
    """Check another paper."""


@dataclass(frozen=True, slots=True)
class CardLaid(Touch):
    """A card was laid on the reader. `session_id` as in `ScreenTouched`."""

    session_id: str


@dataclass(frozen=True, slots=True)
class CardLifted(Touch):
    """The card was taken away."""
