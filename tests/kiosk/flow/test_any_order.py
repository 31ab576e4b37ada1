"""Whatever comes in whatever order, the terminal comes home with nothing lost, doubled or left."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.case import ResultKind
from kiosk.domain.citizen import Assurance, SignInMethod
from kiosk.domain.face import FaceAdvice, FaceResult
from kiosk.domain.health import Part, PartHealth
from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.rating import RatingLevel
from kiosk.domain.signing import PhoneStep
from kiosk.domain.staff import BENCH_ORDERS, Order, PauseReason, PrintFinding, Restart, StaffRole
from kiosk.domain.text import Language
from kiosk.domain.timeouts import Timeouts
from kiosk.flow import effects, outcomes, touches
from kiosk.flow.desk import Desk
from kiosk.flow.engine import Step, begin, step
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import TimerName
from kiosk.flow.states import StateName
from kiosk.flow.table import Waits
from tests.support import worlds

TOUCHES: tuple[Event, ...] = (
    touches.ScreenTouched(worlds.SESSION_ID),
    touches.ActivitySeen(),
    touches.BackChosen(),
    touches.CancelChosen(),
    touches.LanguageChosen(Language.ENGLISH),
    touches.SpeechChosen(on=True),
    *(touches.SignInMethodChosen(method) for method in SignInMethod),
    touches.ConsentGiven(worlds.NOW),
    touches.ConsentDeclined(),
    touches.OtherWayChosen(),
    touches.PinEntered("123456"),
    touches.MobileEntered("14000000000"),
    touches.SmsCodeEntered("123456"),
    touches.ForWhomOpened(),
    touches.RepresentationChosen(None),
    touches.RepresentationChosen("r-1"),
    touches.RepresentationChosen("none such"),
    touches.ThemeOpened("housing"),
    touches.ThemeOpened("none such"),
    touches.SearchOpened(),
    touches.SearchTyped("wf"),
    touches.ItemOpened("no-house-proof"),
    touches.ItemOpened("elsewhere-item"),
    touches.ItemOpened("none such"),
    touches.LookupConfirmed(worlds.NOW),
    touches.PrintChosen(),
    touches.PhoneCopyChosen(),
    touches.PhoneCopyReceived(),
    touches.ReceiptChosen(),
    touches.NoPaperChosen(),
    touches.PaperTaken(),
    touches.PaperSpoiled(),
    touches.Rated(RatingLevel.FAIR),
    touches.RatingSkipped(),
    *(touches.NoticeAnswered(choice) for choice in Choice),
    touches.CardLaid(worlds.SESSION_ID),
    touches.CardLifted(),
    touches.StaffDoorTouched(),
    touches.StaffPinEntered("280519"),
    touches.ServicePaused(PauseReason.CLEANING),
    touches.ServiceOpened(),
    touches.DeviceOrdered("reader", Order.SELF_TEST),
    touches.DeviceOrdered("camera", Order.SHOW_CAMERA),
    touches.BindingTried("reader", "sam-serial", "/dev/none"),
    *(touches.RestartAsked(restart) for restart in Restart),
    *(touches.PrintFound(1, found) for found in PrintFinding),
    touches.ReprintAsked(1),
    touches.StaffLeft(),
)

Answer = tuple[type[outcomes.Outcome], dict[str, Any]]

ANSWERS: dict[type[effects.Effect], list[Answer]] = {
    effects.RefreshCatalogue: [(outcomes.CatalogueArrived, {"catalogue": worlds.catalogue()})],
    effects.ReadCard: [
        (outcomes.CardWasRead, {"card": worlds.card(), "at": worlds.NOW}),
        (outcomes.CardWasRead, {"card": worlds.child_card(), "at": worlds.NOW}),
    ],
    effects.ReadSocialCard: [(outcomes.SocialCardWasRead, {"card": worlds.social_card()})],
    effects.CheckSocialPin: [(outcomes.SocialPinAccepted, {"at": worlds.NOW})],
    effects.SignInWithSocialCard: [(outcomes.SignedIn, {"citizen": worlds.citizen(Assurance.SUBSTANTIAL)})],
    effects.BeginPhoneSignIn: [(outcomes.PhoneSignInBegan, {"phone": worlds.phone()})],
    effects.WatchPhoneSignIn: [
        (outcomes.PhoneProgressed, {"step": PhoneStep.OPENED}),
        *(
            (outcomes.PhoneEnded, {"step": step})
            for step in (PhoneStep.CONFIRMED, PhoneStep.REFUSED, PhoneStep.EXPIRED)
        ),
    ],
    effects.SignInWithPhone: [(outcomes.SignedIn, {"citizen": worlds.citizen(Assurance.SUBSTANTIAL)})],
    effects.SendSmsCode: [(outcomes.SmsCodeSent, {"sms": worlds.sms()})],
    effects.SignInWithSms: [(outcomes.SignedIn, {"citizen": worlds.citizen(Assurance.BASIC)})],
    effects.FindRepresented: [(outcomes.RepresentationsFound, {"representations": worlds.representations()})],
    effects.ActFor: [
        (outcomes.RepresentationTaken, {"acting_for": acting_for})
        for acting_for in (None, worlds.representations().represented[0])
    ],
    effects.CompareFace: [
        (outcomes.FaceProgressed, {"advice": FaceAdvice.HOLD_STILL, "fraction": 0.5}),
        *((outcomes.FaceCompared, {"verdict": worlds.verdict(result)}) for result in FaceResult),
    ],
    effects.ScanIdentityCode: [(outcomes.CodeWasShown, {"code": "opaque"})],
    effects.SignInWithCard: [(outcomes.SignedIn, {"citizen": worlds.citizen()})],
    effects.SignInWithCode: [(outcomes.SignedIn, {"citizen": worlds.citizen()})],
    effects.OpenCase: [(outcomes.CaseOpened, {"case": worlds.case(kind)}) for kind in ResultKind],
    effects.IssuePaper: [(outcomes.PaperIssued, {"paper": worlds.paper()})],
    effects.OfferPhoneCopy: [(outcomes.PhoneCopyOffered, {"phone_copy": worlds.phone_copy()})],
    effects.WatchPhoneCopy: [
        (outcomes.PhoneCopyProgressed, {"copy_step": PhoneCopyStep.OPENED, "left_s": 60}),
        *((outcomes.PhoneCopyEnded, {"copy_step": step}) for step in (PhoneCopyStep.GIVEN, PhoneCopyStep.EXPIRED)),
    ],
    effects.PrintPaper: [(outcomes.Printed, {"sheets": 1})],
    effects.PrintReceipt: [(outcomes.Printed, {"sheets": 1})],
    effects.ReprintPaper: [(outcomes.Reprinted, {"copy_number": 2})],
    effects.Wipe: [(outcomes.Wiped, {})],
    effects.CheckStaffPin: [(outcomes.StaffAdmitted, {"role": role}) for role in StaffRole],
    effects.WatchDesk: [(outcomes.DeskProgressed, {"desk": Desk(worlds.NOW, worlds.NOW)})],
    effects.RestartTerminal: [],
}


@dataclass
class Ledger:
    """What the outside world has seen of one terminal."""

    running: dict[int, effects.Request] = field(default_factory=dict)
    printed: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)


class Terminal(RuleBasedStateMachine):
    """Any touch, answer, failure, time-out and change of health, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.state, first = begin(JOURNEY, timeouts=Timeouts())
        self.timers: dict[TimerName, int] = {}
        self._carry_out(first)

    def _carry_out(self, done: tuple[effects.Effect, ...]) -> None:
        for effect in done:
            match effect:
                case effects.StartTimer():
                    self.timers[effect.name] = effect.generation
                case effects.StopTimer():
                    self.timers.pop(effect.name, None)
                case effects.CallBack():
                    self.ledger.running.pop(effect.request, None)
                case effects.OrderDevice(order=order):
                    assert self.state.staff is StaffRole.TECHNICIAN or order not in BENCH_ORDERS, "not for hall staff"
                case effects.NotePaper(transaction_id=transaction_id):
                    assert transaction_id in self.ledger.printed, "noted of a paper that is not known to have come out"
                    assert transaction_id not in self.ledger.noted, "noted twice"
                    self.ledger.noted.add(transaction_id)
                case effects.ReprintPaper():
                    assert self.state.staff is not None, "printed again without staff"
                    self.ledger.running[effect.request] = effect
                case effects.Request():
                    if isinstance(effect, effects.PrintPaper):
                        assert effect.transaction_id not in self.ledger.unknown, "printed again after an unknown end"
                        assert effect.transaction_id not in self.ledger.printed, "printed twice"
                    self.ledger.running[effect.request] = effect

    def _post(self, event: Event) -> None:
        after: Step = step(JOURNEY, self.state, event)
        self.state = after[0]
        self._carry_out(after[1])

    @rule(event=st.sampled_from(TOUCHES))
    def touch(self, event: Event) -> None:
        """The citizen, or a child, touches anything."""
        self._post(event)

    def _answerable(self) -> list[int]:
        """The running effects that can end well: nobody lives to hear that of a restart."""
        return sorted(number for number, effect in self.ledger.running.items() if ANSWERS[type(effect)])

    @precondition(lambda self: self._answerable())
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """One of the running effects reports."""
        request = data.draw(st.sampled_from(self._answerable()))
        effect = self.ledger.running[request]
        make, facts = data.draw(st.sampled_from(ANSWERS[type(effect)]))
        event = make(request=request, **facts)
        if not isinstance(event, outcomes.Progress):
            del self.ledger.running[request]
            if isinstance(effect, effects.PrintPaper):
                self.ledger.printed.append(effect.transaction_id)
        self._post(event)

    @precondition(lambda self: self.ledger.running)
    @rule(data=st.data(), code=st.sampled_from(ProblemCode), safe=st.booleans())
    def fail(self, data: st.DataObject, code: ProblemCode, *, safe: bool) -> None:
        """One of the running effects fails."""
        request = data.draw(st.sampled_from(sorted(self.ledger.running)))
        effect = self.ledger.running.pop(request)
        if isinstance(effect, effects.PrintPaper) and not safe:
            self.ledger.unknown.add(effect.transaction_id)
        self._post(outcomes.EffectFailed(request, Problem(code, Actor.STAFF, safe)))

    @precondition(lambda self: self.timers)
    @rule(data=st.data())
    def time(self, data: st.DataObject) -> None:
        """A timer runs out."""
        name = data.draw(st.sampled_from(sorted(self.timers, key=lambda timer: timer.value)))
        self._post(outcomes.TimerFired(name, self.timers.pop(name)))

    @rule(part=st.sampled_from(Part), health=st.sampled_from(PartHealth))
    def health(self, part: Part, health: PartHealth) -> None:
        """A device comes or goes."""
        self._post(outcomes.HealthChanged(part, health))

    @invariant()
    def never_stuck(self) -> None:
        """Every state has a timer that will move it on, and a session wherever one is needed."""
        spec = JOURNEY.spec(self.state.name)
        wanted = {
            Waits.CITIZEN: {TimerName.IDLE, TimerName.IDLE_TICK},
            Waits.MACHINE: {TimerName.DEADLINE},
            Waits.NOBODY: {TimerName.REFRESH},
        }[spec.waits]
        assert any(self.timers.get(name) == self.state.entered for name in wanted), self.state.name

    @invariant()
    def nothing_personal_when_free(self) -> None:
        """A free terminal knows nobody."""
        free = JOURNEY.spec(self.state.name).waits is Waits.NOBODY
        assert not (free and self.state.session), self.state.name
        assert not (free and (self.state.staff or self.state.desk or self.state.staff_pin)), self.state.name
        assert "张" not in repr(self.state)

    @invariant()
    def awaits_only_what_runs(self) -> None:
        """A request that is awaited is running, so an answer or a deadline will come."""
        assert self.state.pending is None or self.state.pending in self.ledger.running

    def teardown(self) -> None:
        """From wherever it is, time alone brings the terminal home."""
        for _ in range(200):
            if self.state.name in (StateName.ATTRACT, StateName.OUT_OF_SERVICE):
                return
            names = [name for name, generation in self.timers.items() if generation == self.state.entered]
            tick = TimerName.IDLE_TICK if TimerName.IDLE_TICK in names else names[0]
            self._post(outcomes.TimerFired(tick, self.timers.pop(tick)))
        raise AssertionError(f"time does not lead home from {self.state.name}")


Terminal.TestCase.settings = settings(
    max_examples=120, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTerminal = Terminal.TestCase
