"""What the flow asks to be done. Values only: kiosk.effects carries them out and posts what became of each.

Each `Request` ends in exactly one final `Outcome` with its number, or, once called back, in none.
"""

from dataclasses import dataclass, field
from datetime import datetime

from devices.api.kinds.id_card_reader import CardRead
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.case import Case, Paper, PaperFate
from kiosk.domain.catalogue import Item
from kiosk.domain.citizen import SignedInCitizen
from kiosk.domain.face import FaceVerdict
from kiosk.domain.phone_copy import PhoneCopy
from kiosk.domain.rating import RatingLevel
from kiosk.domain.signing import PhoneSignIn, SmsChallenge
from kiosk.domain.staff import Order, PrintFinding, Restart, StaffAct, StaffRole
from kiosk.flow.outcomes import TimerName


@dataclass(frozen=True, slots=True)
class Effect:
    """Root. `repr` shows no personal data, so that an effect can be logged."""


@dataclass(frozen=True, slots=True)
class StartTimer(Effect):
    """Post `TimerFired(name, generation)` after `seconds`; replaces a running timer of that name."""

    name: TimerName
    seconds: float
    generation: int


@dataclass(frozen=True, slots=True)
class StopTimer(Effect):
    """Forget the timer of that name."""

    name: TimerName


@dataclass(frozen=True, slots=True)
class CallBack(Effect):
    """Nobody awaits `request` any more: cancel it where it can be cancelled."""

    request: int


@dataclass(frozen=True, slots=True)
class EndHallSession(Effect):
    """End the citizen's session at the hall; no outcome, tried again in the background if the hall is away."""

    citizen: SignedInCitizen


@dataclass(frozen=True, slots=True)
class PostRating(Effect):
    """Send the rating; no outcome, kept and tried again until the hall has it."""

    case_id: str
    level: RatingLevel
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class NoteStaffAct(Effect):
    """Write down what staff did; no outcome."""

    role: StaffRole
    act: StaffAct
    code: str


@dataclass(frozen=True, slots=True)
class OrderDevice(Effect):
    """Have something done with a device; no outcome: what became of it is seen by `WatchDesk`."""

    device_id: str
    order: Order


@dataclass(frozen=True, slots=True)
class TryBinding(Effect):
    """Have a device served by another driver or at another port, and test it; no outcome: `WatchDesk` sees it.

    It is kept by `Order.KEEP_CHANGE` only: dropped, or left alone until the staff door shuts, the old one is back.
    """

    device_id: str
    driver: str
    port: str


@dataclass(frozen=True, slots=True)
class SettlePrint(Effect):
    """Write down what staff found of a print; no outcome: `WatchDesk` lists it otherwise from then on."""

    number: int
    found: PrintFinding


@dataclass(frozen=True, slots=True)
class NotePaper(Effect):
    """Write down what became of a paper that came out, by what its citizen did; no outcome."""

    transaction_id: str
    fate: PaperFate


@dataclass(frozen=True, slots=True)
class Request(Effect):
    """Root of effects that report an outcome under `request`."""

    request: int


@dataclass(frozen=True, slots=True)
class RefreshCatalogue(Request):
    """Ask the hall for its catalogue -> CatalogueArrived."""


@dataclass(frozen=True, slots=True)
class ReadCard(Request):
    """Wait for a card and read it -> CardWasRead."""

    within_s: float


@dataclass(frozen=True, slots=True)
class CompareFace(Request):
    """Compare the live face with the card's photo -> FaceProgressed*, FaceCompared."""

    card: CardRead
    within_s: float


@dataclass(frozen=True, slots=True)
class ScanIdentityCode(Request):
    """Wait for an identity code -> CodeWasShown. A payment code shown by mistake is not one."""

    within_s: float


@dataclass(frozen=True, slots=True)
class CheckPaper(Request):
    """Wait for a paper's code and judge it -> PaperChecked."""

    within_s: float


@dataclass(frozen=True, slots=True)
class SignInWithCard(Request):
    """Tell the hall who is here, by card and face -> SignedIn."""

    card: CardRead
    consented_at: datetime
    verdict: FaceVerdict
    idempotency_key: str
    guardian: CardRead | None = None


@dataclass(frozen=True, slots=True)
class SignInWithCode(Request):
    """Have the hall redeem an identity code -> SignedIn."""

    code: str = field(repr=False)
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class ReadSocialCard(Request):
    """Wait for a social-security card and read it -> SocialCardWasRead."""

    within_s: float


@dataclass(frozen=True, slots=True)
class CheckSocialPin(Request):
    """Have the card check its PIN, once -> SocialPinAccepted."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignInWithSocialCard(Request):
    """Tell the hall who is here, by a card whose chip took the PIN -> SignedIn."""

    card: SocialSecurityCard = field(repr=False)
    pin_verified_at: datetime
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class BeginPhoneSignIn(Request):
    """Have the hall begin a sign-in by phone -> PhoneSignInBegan."""

    idempotency_key: str


@dataclass(frozen=True, slots=True)
class WatchPhoneSignIn(Request):
    """Ask again and again how far the phone's holder is -> PhoneProgressed*, PhoneEnded."""

    phone: PhoneSignIn
    within_s: float


@dataclass(frozen=True, slots=True)
class SignInWithPhone(Request):
    """Tell the hall to sign in whoever confirmed on their phone -> SignedIn."""

    phone: PhoneSignIn
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class SendSmsCode(Request):
    """Have the hall send a code -> SmsCodeSent."""

    mobile: str = field(repr=False)
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class SignInWithSms(Request):
    """Have the hall hold a text message's code against the one it sent -> SignedIn."""

    sms: SmsChallenge
    code: str = field(repr=False)
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class FindRepresented(Request):
    """Ask the hall for whom the citizen may act -> RepresentationsFound."""

    citizen: SignedInCitizen


@dataclass(frozen=True, slots=True)
class ActFor(Request):
    """Have the hall let the session act for somebody -> RepresentationTaken. None is oneself."""

    citizen: SignedInCitizen
    representation_id: str | None
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class CheckStaffPin(Request):
    """Look whose PIN it is -> StaffAdmitted."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WatchDesk(Request):
    """Tell again and again how the terminal is, until called back -> DeskProgressed*."""


@dataclass(frozen=True, slots=True)
class RestartTerminal(Request):
    """Begin the program or the machine anew; only a failure is an outcome, for there is nobody left to hear another."""

    restart: Restart


@dataclass(frozen=True, slots=True)
class ReprintPaper(Request):
    """Have the hall number and sign the next copy of a paper, print it once -> PrintProgressed*, Reprinted.

    Refused unless staff have settled that the print is spoiled or did not come out. However often it is asked for,
    one copy takes the place of one print.
    """

    number: int


@dataclass(frozen=True, slots=True)
class OpenCase(Request):
    """Open a case: the hall asks its registries -> CaseOpened."""

    citizen: SignedInCitizen
    item: Item
    consented_at: datetime
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class IssuePaper(Request):
    """Have the hall issue and sign the case's paper -> PaperIssued."""

    citizen: SignedInCitizen
    case: Case
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class PrintPaper(Request):
    """Fetch the paper, check it, print it once -> PrintProgressed*, Printed.

    However often it is asked for with one `transaction_id`, at most one original leaves the printer.
    """

    citizen: SignedInCitizen
    case: Case
    paper: Paper
    transaction_id: str


@dataclass(frozen=True, slots=True)
class OfferPhoneCopy(Request):
    """Have the hall offer the paper to the citizen's phone -> PhoneCopyOffered."""

    citizen: SignedInCitizen
    paper: Paper
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class WatchPhoneCopy(Request):
    """Ask again and again whether a phone has the paper -> PhoneCopyProgressed*, PhoneCopyEnded."""

    case: Case
    paper: Paper
    phone_copy: PhoneCopy
    within_s: float


@dataclass(frozen=True, slots=True)
class PrintReceipt(Request):
    """Lay out and print the receipt once -> Printed.

    `paper` is what was printed, `on_phone` what a phone was given; each None where that did not happen.
    """

    citizen: SignedInCitizen
    item: Item
    case: Case
    paper: Paper | None
    on_phone: Paper | None
    transaction_id: str


@dataclass(frozen=True, slots=True)
class Wipe(Request):
    """Overwrite and forget everything personal outside the state: frames, spool, clipboard, keyboard -> Wiped."""
