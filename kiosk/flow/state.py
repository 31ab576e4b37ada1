"""What the terminal remembers between two events: one frozen value."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from uuid import UUID, uuid5

from devices.api.kinds.id_card_reader import CardRead
from devices.api.kinds.printing import PrintStage
from devices.api.kinds.smart_card_reader import SocialSecurityCard
from kiosk.domain.case import Case, Paper
from kiosk.domain.catalogue import Catalogue, Item
from kiosk.domain.citizen import SignedInCitizen, SignInMethod
from kiosk.domain.face import FaceAdvice, FaceVerdict
from kiosk.domain.health import Health
from kiosk.domain.paper_check import CheckedPaper
from kiosk.domain.phone_copy import PhoneCopy, PhoneCopyStep
from kiosk.domain.preferences import Preferences
from kiosk.domain.signing import PhoneSignIn, PhoneStep, Representations, Represented, SmsChallenge
from kiosk.domain.staff import PauseReason, Restart, StaffRole
from kiosk.domain.timeouts import Timeouts
from kiosk.flow.desk import Desk
from kiosk.flow.notice import Notice
from kiosk.flow.states import StateName


class Fault(Enum):
    """Why nobody can be served."""

    NO_HALL = "no_hall"
    NO_SIGN_IN = "no_sign_in"
    NOT_WIPED = "not_wiped"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Session:
    """Everything about the person at the terminal, in one place, so that forgetting it is one assignment.

    Attributes:
        session_id: a fresh UUID; idempotency keys and transaction ids are derived from it.
        method: how they are signing in.
        code: an identity code not yet redeemed, or the code of a text message.
        guardian: the card of the guardian who consents for somebody under 14.
        mobile: where the text message went; typed by the citizen.
        chosen_representation: for whom to act, while the hall is asked; None is oneself.
        acting_for: for whom things are done, or None for oneself.
        cases_opened: counts cases of this session; part of their idempotency keys.
        case_item_id: the item that `case` was opened for.
        checked: the verdict on a paper that somebody held before the scanner.
        paper_printed: None before printing, then whether evidence says so.
        paper_noted: whether it is written down what became of the printed paper.
        may_print: whether printing is open still: not once its end is unknown, nor where the case gives no paper.
        phone_copy: what the hall offers to the citizen's phone at this moment.
        copy_left_s: about how long it still does.
        on_phone: whether the hall has given the paper to a phone.
    """

    session_id: str
    method: SignInMethod = SignInMethod.CARD_AND_FACE
    card: CardRead | None = None
    consented_at: datetime | None = None
    face_advice: FaceAdvice | None = None
    face_fraction: float = 0.0
    face_attempts: int = 0
    verdict: FaceVerdict | None = None
    code: str | None = field(default=None, repr=False)
    guardian: CardRead | None = None
    phone: PhoneSignIn | None = None
    phone_step: PhoneStep = PhoneStep.WAITING
    social_card: SocialSecurityCard | None = None
    pin_verified_at: datetime | None = None
    mobile: str = field(default="", repr=False)
    sms: SmsChallenge | None = None
    representations: Representations | None = None
    chosen_representation: str | None = None
    acting_for: Represented | None = None
    citizen: SignedInCitizen | None = None
    theme_id: str | None = None
    query: str = field(default="", repr=False)
    hits: tuple[Item, ...] = field(default=(), repr=False)
    item: Item | None = None
    came_from: StateName = StateName.HOME
    lookup_consented_at: datetime | None = None
    cases_opened: int = 0
    case: Case | None = None
    paper: Paper | None = None
    print_stage: PrintStage | None = None
    paper_printed: bool | None = None
    may_print: bool = True
    phone_copy: PhoneCopy | None = None
    copy_step: PhoneCopyStep = PhoneCopyStep.WAITING
    copy_left_s: int = 0
    on_phone: bool = False
    receipt_printed: bool | None = None
    paper_noted: bool = False
    checked: CheckedPaper | None = None

    def key(self, purpose: str) -> str:
        """Return the idempotency key (a UUID) of `purpose` in this session: the same again for a redo."""
        return str(uuid5(UUID(self.session_id), purpose))


@dataclass(frozen=True, slots=True)
class State:
    """The whole of it. The screen shows this and nothing else.

    Attributes:
        name: where the flow is.
        sequence: grows with every request and every state entered; numbers requests and timers.
        entered: `sequence` when the present state was entered: the generation of its timers.
        pending: the request awaited, if any.
        background: the catalogue refresh awaited, if any.
        idle_left_s: seconds left in the 'are you still there' question, or None where it is not asked.
        face_attempts: comparisons in one session before only another way is offered.
        closed_ways: ways to sign in that the settings close.
        phone_copies: whether papers may be sent to phones.
        face_leaves: whether pictures go to a remote authority, which the consent page must say.
        card_on_reader: whether a card lies there, so that it is not forgotten.
        after_wipe: where wiping leads.
        fault: why the terminal is out of service, or None.
        paused: why staff have closed it, or None.
        staff: who is behind the staff door.
        staff_pin: a PIN on its way to be checked.
        desk: what whoever is behind it sees of the terminal.
        reprint_of: the print whose paper staff have printed again, by its number in the journal.
        reprinted_copy: which copy came out of the latest reprint, for staff to be told.
        restart_due: what is to begin anew once nobody is being served.
    """

    name: StateName = StateName.STARTING
    timeouts: Timeouts = field(default_factory=Timeouts)
    preferences: Preferences = field(default_factory=Preferences)
    health: Health = field(default_factory=Health)
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(version=""))
    sequence: int = 0
    entered: int = 0
    pending: int | None = None
    background: int | None = None
    idle_left_s: int | None = None
    face_attempts: int = 3
    closed_ways: frozenset[SignInMethod] = frozenset()
    phone_copies: bool = True
    face_leaves: bool = False
    card_on_reader: bool = False
    after_wipe: StateName = StateName.ATTRACT
    notice: Notice | None = None
    fault: Fault | None = None
    paused: PauseReason | None = None
    staff: StaffRole | None = None
    staff_pin: str | None = field(default=None, repr=False)
    desk: Desk | None = None
    reprint_of: int | None = None
    reprinted_copy: int | None = None
    restart_due: Restart | None = None
    session: Session | None = None

    def with_session(self, **changes: object) -> "State":
        """Return a copy whose session has `changes`. There must be a session."""
        return replace(self, session=replace(self.here, **changes))  # type: ignore[arg-type]  # checked by replace

    @property
    def here(self) -> Session:
        """The session; states that need one are entered with one only (flow.table checks)."""
        assert self.session is not None, f"{self.name} without a session"
        return self.session


def print_of(session: Session) -> str:
    """Return the transaction id of the paper's print: the same for a redo, so that it is printed once."""
    assert session.paper is not None, "only an issued paper is printed"
    return session.key(f"print:{session.paper.paper_id}")


def forget(state: State) -> State:
    """Return `state` with everything personal gone. The one place where a session ends."""
    return replace(
        state,
        session=None,
        notice=None,
        idle_left_s=None,
        staff=None,
        staff_pin=None,
        desk=None,
        reprint_of=None,
        reprinted_copy=None,
    )
