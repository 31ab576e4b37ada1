"""Problems on the way, the paper in its citizen's hand, the rating, and the end.

At the end everything personal is gone before the next citizen is greeted.
"""

from dataclasses import replace

from kiosk.domain.case import PaperFate
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import NotePaper, PostRating, Wipe
from kiosk.flow.journeys.finding import goodbye_to_hall
from kiosk.flow.journeys.opening import why_closed
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import EffectFailed, Wiped
from kiosk.flow.state import Fault, State, forget, print_of
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import NoticeAnswered, PaperSpoiled, PaperTaken, Rated, RatingSkipped, ScreenTouched

_CHOICES_LEAD_TO = (
    StateName.SIGN_IN,
    StateName.CARD,
    StateName.FACE,
    StateName.GUARDIAN,
    StateName.IDENTITY_CODE,
    StateName.PHONE_BEGINNING,
    StateName.MOBILE,
    StateName.SOCIAL_CARD,
    StateName.PIN,
    StateName.SMS_CODE,
    StateName.SIGNING_IN,
    StateName.HOME,
    StateName.FINDING_REPRESENTED,
    StateName.LOOKING_UP,
    StateName.ISSUING,
    StateName.PHONE_COPY_BEGINNING,
    StateName.PRINTING,
    StateName.RECEIPT,
    StateName.TAKING,
    StateName.RATING,
    StateName.CHECK_PAPER,
    StateName.STAFF_PIN,
    StateName.STAFF,
    StateName.REPRINTING,
    StateName.WIPING,
)


def _answer(state: State, event: NoticeAnswered) -> Move:
    target = state.notice.target(event.choice) if state.notice else None
    return Move(state) if target is None else Move(replace(state, notice=None), target)


def _taken(state: State, fate: PaperFate) -> tuple[State, tuple[NotePaper, ...]]:
    """Have it written down what became of the paper, once; nothing where none is known to have come out."""
    session = state.session
    if session is None or not session.paper_printed or session.paper_noted:
        return state, ()
    return state.with_session(paper_noted=True), (NotePaper(print_of(session), fate),)


def _take(state: State) -> Move:
    """Only a paper that is known to have come out can be taken; where none is, nobody is asked about it."""
    return Move(state) if state.here.paper_printed else Move(state, StateName.RATING)


def _has_it(state: State) -> Move:
    noted, effects = _taken(state, PaperFate.HAS_IT)
    return Move(noted, StateName.RATING, effects)


def _is_spoiled(state: State) -> Move:
    """Staff look at it. Nothing is printed again by a citizen's word."""
    noted, effects = _taken(state, PaperFate.SPOILED)
    problem = own_problem(ProblemCode.PAPER_SPOILED, Actor.STAFF, retry_is_safe=False)
    return replace(problem_page(noted, problem, (Choice.CONTINUE, StateName.RATING)), effects=effects)


def _rate(state: State, event: Rated) -> Move:
    case = state.here.case
    assert case is not None, "a rating is of a case"
    rating = PostRating(case.case_id, event.level, idempotency_key=state.here.key(f"rating:{case.case_id}"))
    return Move(replace(state, after_wipe=StateName.THANKS), StateName.WIPING, (rating,))


def _wipe(state: State) -> Move:
    """Say goodbye to the hall, forget the session here, and have the rest of the terminal forget it."""
    state, left = _taken(state, PaperFate.LEFT)
    goodbye = goodbye_to_hall(state)
    move = ask(forget(state), Wipe)
    return replace(move, effects=left + goodbye + move.effects)


def _wiped(state: State) -> Move:
    """The next citizen is greeted only where somebody can be served: staff may have closed the terminal meanwhile."""
    target = state.after_wipe
    wiped = replace(state, after_wipe=StateName.ATTRACT)
    fault = why_closed(wiped)
    if wiped.restart_due is not None:
        return Move(wiped, StateName.RESTARTING)
    if target is StateName.ATTRACT and fault is not None:
        return Move(replace(wiped, fault=fault), StateName.OUT_OF_SERVICE)
    return Move(wiped, target)


def _not_wiped(state: State) -> State:
    """What cannot be wiped closes the terminal, which tries again: the next citizen must find nothing of the last."""
    return replace(state, fault=Fault.NOT_WIPED, after_wipe=StateName.ATTRACT)


STATES = (
    StateSpec(
        StateName.NOTICE,
        Page.NOTICE,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.notice_s,
        on_timeout=StateName.WIPING,
        rules=(On(NoticeAnswered, to=_CHOICES_LEAD_TO, do=_answer),),
    ),
    StateSpec(
        StateName.TAKING,
        Page.TAKE_PAPER,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        detours=(StateName.RATING,),
        enter=_take,
        rules=(
            On(PaperTaken, to=(StateName.RATING,), do=lambda state, _: _has_it(state)),
            On(PaperSpoiled, to=(StateName.NOTICE,), do=lambda state, _: _is_spoiled(state)),
        ),
    ),
    StateSpec(
        StateName.RATING,
        Page.RATING,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(
            On(Rated, to=(StateName.WIPING,), do=_rate),
            On(
                RatingSkipped,
                to=(StateName.WIPING,),
                do=lambda state, _: Move(replace(state, after_wipe=StateName.THANKS), StateName.WIPING),
            ),
        ),
    ),
    StateSpec(
        StateName.WIPING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.wipe_s,
        on_timeout=StateName.OUT_OF_SERVICE,
        at_timeout=_not_wiped,
        locked_because="the session is ending already",
        enter=_wipe,
        rules=(
            On(
                Wiped,
                to=(StateName.ATTRACT, StateName.THANKS, StateName.OUT_OF_SERVICE, StateName.RESTARTING),
                do=lambda state, _: _wiped(state),
            ),
            On(
                EffectFailed,
                to=(StateName.OUT_OF_SERVICE,),
                do=lambda state, _: Move(_not_wiped(state), StateName.OUT_OF_SERVICE),
            ),
        ),
    ),
    StateSpec(
        StateName.THANKS,
        Page.THANKS,
        Waits.MACHINE,
        limit_s=lambda limits: limits.thanks_s,
        on_timeout=StateName.ATTRACT,
        locked_because="the session has ended",
        rules=(On(ScreenTouched, to=(StateName.ATTRACT,)),),
    ),
)
