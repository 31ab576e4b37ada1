"""A citizen's visit, step by step, through the pure flow."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.case import PaperFate, ResultKind
from kiosk.domain.citizen import SignInMethod
from kiosk.domain.face import FaceAdvice, FaceResult
from kiosk.domain.health import Part, PartHealth
from kiosk.domain.preferences import Preferences
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.rating import RatingLevel
from kiosk.domain.text import Language
from kiosk.domain.timeouts import Timeouts
from kiosk.flow import effects, outcomes, touches
from kiosk.flow.engine import begin, step
from kiosk.flow.events import Event
from kiosk.flow.journeys.terminal import JOURNEY
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import TimerName
from kiosk.flow.state import Fault, State
from kiosk.flow.states import StateName
from tests.support import worlds


class Visit:
    """Plays events into the flow and remembers the effects."""

    def __init__(self) -> None:
        self.state, first = begin(JOURNEY, timeouts=Timeouts())
        self.done: list[effects.Effect] = list(first)

    # Methods, not attributes: what they return changes with every event.
    def at(self) -> StateName:
        """Where the flow is."""
        return self.state.name

    def fault(self) -> Fault | None:
        """Why the terminal is closed."""
        return self.state.fault

    def asked(self) -> int | None:
        """Seconds left in 'are you still there'."""
        return self.state.idle_left_s

    def wants(self) -> Preferences:
        """How the citizen wants the screen."""
        return self.state.preferences

    def post(self, event: Event) -> "Visit":
        """Play one event."""
        self.state, more = step(JOURNEY, self.state, event)
        self.done += more
        return self

    def answer(self, make: type[outcomes.Outcome], **facts: object) -> "Visit":
        """Answer the request that is awaited."""
        assert self.state.pending is not None, f"nothing is awaited in {self.state.name}"
        return self.post(make(request=self.state.pending, **facts))

    def fail(self, code: ProblemCode, *, retry_is_safe: bool = True) -> "Visit":
        """Let the awaited request fail."""
        return self.answer(outcomes.EffectFailed, problem=Problem(code, Actor.STAFF, retry_is_safe))

    def timer(self, name: TimerName) -> "Visit":
        """Let the running timer of that name run out."""
        return self.post(outcomes.TimerFired(name, self.state.entered))

    def of(self, kind: type[effects.Effect]) -> list[effects.Effect]:
        """Every effect of that kind so far."""
        return [effect for effect in self.done if type(effect) is kind]


@pytest.fixture
def visit() -> Visit:
    """A terminal that has started and waits."""
    return Visit().answer(outcomes.CatalogueArrived, catalogue=worlds.catalogue())


def by_card(visit: Visit) -> Visit:
    """Sign in with card and face."""
    visit.post(touches.ScreenTouched(worlds.SESSION_ID)).post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    visit.answer(outcomes.CardWasRead, card=worlds.card(), at=worlds.NOW).post(touches.ConsentGiven(worlds.NOW))
    visit.answer(outcomes.FaceProgressed, advice=FaceAdvice.HOLD_STILL, fraction=0.5)
    visit.answer(outcomes.FaceCompared, verdict=worlds.verdict())
    return visit.answer(outcomes.SignedIn, citizen=worlds.citizen())


def to_result(visit: Visit) -> Visit:
    """Open the proof and look it up."""
    visit.post(touches.ThemeOpened("housing")).post(touches.ItemOpened("no-house-proof"))
    return visit.post(touches.LookupConfirmed(worlds.NOW)).answer(outcomes.CaseOpened, case=worlds.case())


def test_the_whole_journey_ends_with_nothing_personal(visit: Visit) -> None:
    """Card, consent, face, theme, look-up, paper, receipt, rating, thanks: and then nothing is left."""
    to_result(by_card(visit)).post(touches.PrintChosen())
    visit.answer(outcomes.PaperIssued, paper=worlds.paper())
    assert visit.at() is StateName.PRINTING
    visit.answer(outcomes.Printed, sheets=1).answer(outcomes.Printed, sheets=1)
    assert visit.at() is StateName.TAKING
    visit.post(touches.PaperTaken())
    assert visit.at() is StateName.RATING
    visit.post(touches.Rated(RatingLevel.SATISFIED))
    assert visit.at() is StateName.WIPING
    assert visit.state.session is None
    assert len(visit.of(effects.PostRating)) == len(visit.of(effects.EndHallSession)) == 1
    visit.answer(outcomes.Wiped)
    assert visit.at() is StateName.THANKS
    visit.timer(TimerName.DEADLINE)
    assert visit.at() is StateName.ATTRACT
    assert "张" not in repr(visit.state)
    assert len(visit.of(effects.PrintPaper)) == len(visit.of(effects.PrintReceipt)) == 1


def test_found_by_initials(visit: Visit) -> None:
    """`wfzm` finds the proof, and opening it explains it."""
    by_card(visit).post(touches.SearchOpened()).post(touches.SearchTyped("wfzm"))
    assert visit.state.here.hits[0].item_id == "no-house-proof"
    visit.post(touches.ItemOpened("no-house-proof"))
    assert visit.at() is StateName.EXPLAIN
    visit.post(touches.BackChosen())
    assert visit.at() is StateName.SEARCH
    assert visit.state.here.query == "wfzm"


def test_declining_the_face_loses_nothing(visit: Visit) -> None:
    """Whoever declines signs in with a one-off code and reaches the same home, and the card is forgotten at once."""
    visit.post(touches.ScreenTouched(worlds.SESSION_ID)).post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    visit.answer(outcomes.CardWasRead, card=worlds.card(), at=worlds.NOW).post(touches.ConsentDeclined())
    assert visit.at() is StateName.IDENTITY_CODE
    assert visit.state.here.card is None
    visit.answer(outcomes.CodeWasShown, code="opaque").answer(outcomes.SignedIn, citizen=worlds.citizen())
    assert visit.at() is StateName.HOME
    assert visit.state.here.code is None
    assert not visit.of(effects.CompareFace)


def test_three_failed_comparisons_lead_to_another_way(visit: Visit) -> None:
    """After the third the face is not offered again, and going back does not bring it back."""
    visit.post(touches.ScreenTouched(worlds.SESSION_ID)).post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    visit.answer(outcomes.CardWasRead, card=worlds.card(), at=worlds.NOW).post(touches.ConsentGiven(worlds.NOW))
    for _ in range(2):
        visit.answer(outcomes.FaceCompared, verdict=worlds.verdict(FaceResult.NO_MATCH))
        visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN))
        assert visit.at() is StateName.FACE
    visit.answer(outcomes.FaceCompared, verdict=worlds.verdict(FaceResult.NO_MATCH))
    assert visit.state.notice is not None
    assert visit.state.notice.target(Choice.TRY_AGAIN) is None
    visit.post(touches.NoticeAnswered(Choice.OTHER_WAY)).post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    visit.answer(outcomes.CardWasRead, card=worlds.card(), at=worlds.NOW)
    assert visit.at() is StateName.NOTICE
    assert len(visit.of(effects.CompareFace)) == 3


def test_trying_again_after_a_lost_answer_uses_the_same_key(visit: Visit) -> None:
    """A look-up whose answer was lost finds the first case again; a new confirmation opens a new one."""
    by_card(visit).post(touches.ItemOpened("no-house-proof")).post(touches.LookupConfirmed(worlds.NOW))
    visit.fail(ProblemCode.HALL_DOWN).post(touches.NoticeAnswered(Choice.TRY_AGAIN))
    visit.answer(outcomes.CaseOpened, case=worlds.case()).post(touches.BackChosen())
    visit.post(touches.ItemOpened("no-house-proof")).post(touches.LookupConfirmed(worlds.NOW))
    keys = [effect.idempotency_key for effect in visit.done if isinstance(effect, effects.OpenCase)]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("code", [ProblemCode.PAPER_OUT, ProblemCode.COVER_OPEN])
def test_a_printer_that_lacks_something_may_be_tried_again_under_one_transaction(
    visit: Visit, code: ProblemCode
) -> None:
    """Trying again after paper was filled in is the same transaction, so at most one original leaves."""
    to_result(by_card(visit)).post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    visit.fail(code).post(touches.NoticeAnswered(Choice.TRY_AGAIN)).answer(outcomes.Printed, sheets=1)
    prints = [effect for effect in visit.done if isinstance(effect, effects.PrintPaper)]
    assert len(prints) == 2
    assert prints[0].transaction_id == prints[1].transaction_id
    assert len(visit.of(effects.IssuePaper)) == 1


@pytest.mark.parametrize(
    "health", [PartHealth.NEEDS_SUPPLY, PartHealth.NEEDS_CLEARING, PartHealth.FAULT, PartHealth.ABSENT]
)
def test_nothing_is_signed_that_cannot_come_out(visit: Visit, health: PartHealth) -> None:
    """A printer known not to print is said before the paper is issued; once it prints, trying again goes on."""
    to_result(by_card(visit)).post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, health)).post(touches.PrintChosen())
    assert visit.state.notice is not None
    assert visit.state.notice.problem.code is ProblemCode.PRINTER_NOT_READY
    visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN))
    assert visit.at() is StateName.NOTICE
    assert not visit.of(effects.IssuePaper)
    visit.post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, PartHealth.WORKS))
    assert visit.post(touches.NoticeAnswered(Choice.TRY_AGAIN)).at() is StateName.ISSUING
    assert len(visit.of(effects.IssuePaper)) == 1


def test_without_a_paper_there_is_still_a_receipt(visit: Visit) -> None:
    """Whoever does not wait for the printer takes the receipt, which names no paper."""
    to_result(by_card(visit)).post(outcomes.HealthChanged(Part.DOCUMENT_PRINTER, PartHealth.NEEDS_SUPPLY))
    visit.post(touches.PrintChosen()).post(touches.NoticeAnswered(Choice.CONTINUE))
    receipt = visit.of(effects.PrintReceipt)[0]
    assert isinstance(receipt, effects.PrintReceipt)
    assert receipt.paper is None


@pytest.mark.parametrize("wish", [touches.PrintChosen(), touches.PhoneCopyChosen()])
def test_what_proves_nothing_gives_no_paper(visit: Visit, wish: Event) -> None:
    """An answer without a record can be read and left; no paper is asked for, on the printer or on a phone."""
    to_result(by_card(visit))
    case = worlds.case(ResultKind.REGISTRY_ANSWER)
    visit.state = replace(visit.state, name=StateName.LOOKING_UP, pending=99)
    visit.answer(outcomes.CaseOpened, case=replace(case, result=replace(case.result, printable=False)))
    assert visit.post(wish).at() is StateName.RESULT
    assert visit.of(effects.IssuePaper) == []
    assert visit.post(touches.NoPaperChosen()).at() is StateName.RATING


def test_an_unknown_print_is_never_offered_again(visit: Visit) -> None:
    """When nobody knows whether a sheet came out, the only ways are the phone (a file is no second sheet) and on."""
    to_result(by_card(visit)).post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    visit.fail(ProblemCode.PRINT_UNKNOWN, retry_is_safe=False)
    assert visit.state.notice is not None
    assert [choice for choice, _ in visit.state.notice.choices] == [Choice.PHONE, Choice.CONTINUE]
    visit.post(touches.NoticeAnswered(Choice.CONTINUE))
    assert visit.at() is StateName.RECEIPT
    receipt = visit.done[-2]
    assert isinstance(receipt, effects.PrintReceipt)
    assert receipt.paper is None


def fates(visit: Visit) -> list[PaperFate]:
    """What was noted of papers that came out."""
    return [effect.fate for effect in visit.of(effects.NotePaper) if isinstance(effect, effects.NotePaper)]


def printed(visit: Visit) -> Visit:
    """Have the paper and the receipt printed."""
    to_result(by_card(visit)).post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    return visit.answer(outcomes.Printed, sheets=1).answer(outcomes.Printed, sheets=1)


def test_a_paper_in_hand_is_noted_once(visit: Visit) -> None:
    """Said by its citizen, of the very print; the end adds nothing to it."""
    printed(visit).post(touches.PaperTaken()).post(touches.RatingSkipped()).answer(outcomes.Wiped)
    printing = visit.of(effects.PrintPaper)[0]
    assert isinstance(printing, effects.PrintPaper)
    assert visit.of(effects.NotePaper) == [effects.NotePaper(printing.transaction_id, PaperFate.HAS_IT)]


def test_a_spoiled_paper_is_for_staff_and_never_printed_again(visit: Visit) -> None:
    """It is noted, the page says whom to ask, and the only way is on."""
    printed(visit).post(touches.PaperSpoiled())
    assert visit.state.notice is not None
    assert (visit.state.notice.problem.code, visit.state.notice.problem.actor) == (
        ProblemCode.PAPER_SPOILED,
        Actor.STAFF,
    )
    assert visit.state.notice.choices == ((Choice.CONTINUE, StateName.RATING),)
    visit.post(touches.NoticeAnswered(Choice.CONTINUE)).post(touches.RatingSkipped())
    assert fates(visit) == [PaperFate.SPOILED]
    assert len(visit.of(effects.PrintPaper)) == 1


def test_whoever_leaves_with_the_paper_is_noted_as_gone(visit: Visit) -> None:
    """By the clock or by 'end': that they left is all that is known."""
    printed(visit).post(touches.CancelChosen())
    assert visit.at() is StateName.WIPING
    assert fates(visit) == [PaperFate.LEFT]


def test_nobody_is_asked_about_a_paper_that_is_not_known_to_have_come_out(visit: Visit) -> None:
    """After an unknown end, and without a paper, the rating follows the receipt, and nothing is noted."""
    to_result(by_card(visit)).post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    visit.fail(ProblemCode.PRINT_UNKNOWN, retry_is_safe=False).post(touches.NoticeAnswered(Choice.CONTINUE))
    visit.answer(outcomes.Printed, sheets=1)
    assert visit.at() is StateName.RATING
    visit.post(touches.RatingSkipped())
    assert fates(visit) == []


def test_cancel_is_refused_while_paper_moves(visit: Visit) -> None:
    """What has begun to print is brought to its end."""
    to_result(by_card(visit)).post(touches.PrintChosen()).answer(outcomes.PaperIssued, paper=worlds.paper())
    assert visit.post(touches.CancelChosen()).at() is StateName.PRINTING


def test_idle_is_asked_about_then_ends_the_session(visit: Visit) -> None:
    """A minute without a touch asks; a touch answers; otherwise the count runs out and everything is wiped."""
    by_card(visit).timer(TimerName.IDLE)
    assert visit.asked() == 20
    visit.post(touches.ActivitySeen())
    assert visit.asked() is None
    visit.timer(TimerName.IDLE)
    for _ in range(20):
        visit.timer(TimerName.IDLE_TICK)
    assert visit.at() is StateName.WIPING
    assert visit.answer(outcomes.Wiped).at() is StateName.ATTRACT


def test_a_timer_of_a_page_that_was_left_does_nothing(visit: Visit) -> None:
    """An old idle timer cannot end a session in which somebody has just touched."""
    by_card(visit)
    old = outcomes.TimerFired(TimerName.IDLE, visit.state.entered)
    visit.post(touches.ThemeOpened("housing")).post(old)
    assert visit.asked() is None


def test_a_late_answer_does_nothing(visit: Visit) -> None:
    """A card read after the citizen went back is dropped, and the reader was called back."""
    visit.post(touches.ScreenTouched(worlds.SESSION_ID)).post(touches.SignInMethodChosen(SignInMethod.CARD_AND_FACE))
    request = visit.state.pending
    assert request is not None
    visit.post(touches.BackChosen())
    assert effects.CallBack(request) in visit.done
    visit.post(outcomes.CardWasRead(request, card=worlds.card(), at=worlds.NOW))
    assert visit.at() is StateName.SIGN_IN
    assert visit.state.here.card is None


def test_a_card_laid_on_a_free_terminal_begins(visit: Visit) -> None:
    """No touch is needed: the card says what is wanted."""
    assert visit.post(touches.CardLaid(worlds.SESSION_ID)).at() is StateName.CARD


def test_what_was_not_wiped_closes_the_terminal_until_it_is(visit: Visit) -> None:
    """The next citizen must find nothing of the last: not even a hall that answers opens it again."""
    by_card(visit).post(touches.CancelChosen()).fail(ProblemCode.TERMINAL_FAULT)
    assert visit.fault() is Fault.NOT_WIPED
    visit.post(outcomes.HealthChanged(Part.HALL, PartHealth.WORKS))
    assert visit.at() is StateName.OUT_OF_SERVICE
    visit.timer(TimerName.REFRESH)
    assert visit.at() is StateName.WIPING
    assert visit.answer(outcomes.Wiped).at() is StateName.ATTRACT
    assert visit.fault() is None


def test_out_of_service_names_the_reason_and_recovers(visit: Visit) -> None:
    """The hall going away closes a free terminal; its coming back opens it, without a restart."""
    visit.post(outcomes.HealthChanged(Part.HALL, PartHealth.FAULT))
    assert (visit.at(), visit.fault()) == (StateName.OUT_OF_SERVICE, Fault.NO_HALL)
    visit.post(outcomes.HealthChanged(Part.HALL, PartHealth.WORKS))
    assert (visit.at(), visit.fault()) == (StateName.ATTRACT, None)
    for part in (Part.CARD_READER, Part.CODE_SCANNER):
        visit.post(outcomes.HealthChanged(part, PartHealth.FAULT))
    assert (visit.at(), visit.fault()) == (StateName.OUT_OF_SERVICE, Fault.NO_SIGN_IN)


def test_starting_without_a_hall(visit: Visit) -> None:
    """A terminal that starts before its hall waits, and opens by itself."""
    alone = Visit().fail(ProblemCode.HALL_DOWN)
    assert alone.at() is StateName.OUT_OF_SERVICE
    alone.timer(TimerName.REFRESH)
    assert alone.state.background is not None
    alone.post(outcomes.CatalogueArrived(alone.state.background, worlds.catalogue()))
    assert alone.at() is StateName.ATTRACT


def test_preferences_last_for_the_session_only(visit: Visit) -> None:
    """What one citizen chose of the screen does not greet the next."""
    visit.post(touches.LanguageChosen(Language.ENGLISH)).post(touches.LargeTextChosen(on=True))
    by_card(visit)
    assert visit.wants().language is Language.ENGLISH
    visit.post(touches.CancelChosen()).answer(outcomes.Wiped)
    assert visit.wants().language is Language.CHINESE
    assert not visit.wants().large_text


def _places() -> Iterator[StateName]:
    yield from JOURNEY.states


@pytest.mark.parametrize("name", list(_places()))
def test_every_state_that_may_be_cancelled_can_be(visit: Visit, name: StateName) -> None:
    """Cancel leads to the end from every page that does not say why not."""
    spec = JOURNEY.spec(name)
    session = by_card(visit).state.session
    state = replace(State(), name=name, session=session, pending=None)
    after, _ = step(JOURNEY, state, touches.CancelChosen())
    free = spec.waits.value == "nobody"
    assert (after.name is StateName.WIPING) == (not free and not spec.locked_because) or name is StateName.WIPING
