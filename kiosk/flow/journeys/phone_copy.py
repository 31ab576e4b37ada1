"""A paper to the citizen's phone instead of the printer: issued, offered by a QR code, seen to be given, confirmed.

It is the same paper as the printed one, so it may follow a print whose end is unknown, and print may follow it
(docs/adr/0013). What the hall has given is not yet what the citizen can open: they are asked to look.
"""

from dataclasses import replace

from kiosk.domain.phone_copy import PhoneCopyStep
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import OfferPhoneCopy, WatchPhoneCopy
from kiosk.flow.journeys.proof import ask_for_paper, print_if_open
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import EffectFailed, PaperIssued, PhoneCopyEnded, PhoneCopyOffered, PhoneCopyProgressed
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import NoPaperChosen, PhoneCopyChosen, PhoneCopyReceived, PrintChosen, ReceiptChosen

_AGAIN = (Choice.TRY_AGAIN, StateName.PHONE_COPY_BEGINNING)
_FINISH = (Choice.FINISH, StateName.WIPING)


def _begin(state: State) -> Move:
    """Have the paper issued where it is not, then have it offered."""
    session = state.here
    if session.paper is None:
        return ask_for_paper(state)
    key = session.key(f"phone-copy:{state.sequence}")
    return ask(_without_code(state), OfferPhoneCopy, citizen=session.citizen, paper=session.paper, idempotency_key=key)


def _without_code(state: State) -> State:
    return state.with_session(phone_copy=None, copy_step=PhoneCopyStep.WAITING, copy_left_s=0)


def _offered(state: State, event: PhoneCopyOffered) -> Move:
    return Move(state.with_session(phone_copy=event.phone_copy), StateName.PHONE_COPY)


def _watch(state: State) -> Move:
    session, limits = state.here, state.timeouts
    return ask(
        state,
        WatchPhoneCopy,
        case=session.case,
        paper=session.paper,
        phone_copy=session.phone_copy,
        within_s=limits.phone_s + limits.idle_warning_s,
    )


def _progress(state: State, event: PhoneCopyProgressed) -> Move:
    return Move(state.with_session(copy_step=event.copy_step, copy_left_s=event.left_s))


def _ended(state: State, event: PhoneCopyEnded) -> Move:
    over = _without_code(state)
    if event.copy_step is PhoneCopyStep.GIVEN:
        return Move(over.with_session(on_phone=True), StateName.PHONE_COPY_GIVEN)
    problem = own_problem(ProblemCode.PHONE_COPY_EXPIRED, Actor.CITIZEN)
    return problem_page(over, problem, *_choices(state, problem))


def _failed(state: State, event: EffectFailed) -> Move:
    return problem_page(_without_code(state), event.problem, *_choices(state, event.problem))


def _silent(state: State) -> State:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return replace(_without_code(state), notice=Notice(problem, _choices(state, problem)))


def _choices(state: State, problem: Problem) -> tuple[tuple[Choice, StateName], ...]:
    """What can be done where the phone did not get it: once more, print, or go on without."""
    if problem.code is ProblemCode.SIGN_IN_ENDED:
        return (_FINISH,)
    again = (_AGAIN,) if problem.retry_is_safe and problem.code is not ProblemCode.PHONE_COPY_TOO_OFTEN else ()
    printed = ((Choice.PRINT, StateName.ISSUING),) if state.here.may_print else ()
    return (*again, *printed, (Choice.CONTINUE, StateName.RECEIPT))


def _without(state: State, _event: NoPaperChosen) -> Move:
    """Go on without: whoever wanted print before still gets the receipt of it."""
    wanted_print = state.here.paper_printed is not None
    return Move(_without_code(state), StateName.RECEIPT if wanted_print else StateName.RATING)


STATES = (
    StateSpec(
        StateName.PHONE_COPY_BEGINNING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_silent,
        locked_because="the hall is signing the paper: a few seconds",
        enter=_begin,
        rules=(
            On(
                PaperIssued,
                to=(StateName.PHONE_COPY_BEGINNING,),
                do=lambda state, event: Move(state.with_session(paper=event.paper), StateName.PHONE_COPY_BEGINNING),
            ),
            On(PhoneCopyOffered, to=(StateName.PHONE_COPY,), do=_offered),
            On(EffectFailed, to=(StateName.NOTICE,), do=_failed),
        ),
    ),
    StateSpec(
        StateName.PHONE_COPY,
        Page.PHONE_COPY,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.phone_s,
        on_timeout=StateName.WIPING,
        back=StateName.RESULT,
        enter=_watch,
        rules=(
            On(PhoneCopyProgressed, do=_progress),
            On(PhoneCopyEnded, to=(StateName.PHONE_COPY_GIVEN, StateName.NOTICE), do=_ended),
            On(EffectFailed, to=(StateName.NOTICE,), do=_failed),
            On(PrintChosen, to=(StateName.ISSUING,), do=print_if_open),
            On(NoPaperChosen, to=(StateName.RATING, StateName.RECEIPT), do=_without),
        ),
    ),
    StateSpec(
        StateName.PHONE_COPY_GIVEN,
        Page.PHONE_COPY_GIVEN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(
            On(PhoneCopyReceived, to=(StateName.RATING,)),
            On(ReceiptChosen, to=(StateName.RECEIPT,)),
            On(PhoneCopyChosen, to=(StateName.PHONE_COPY_BEGINNING,)),
        ),
    ),
)
