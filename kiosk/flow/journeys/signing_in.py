"""Who is there: by card and face, or by a one-off identity code. Declining one way leads to the other, never out."""

from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.face import FaceResult
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.domain.signing import PhoneStep
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import (
    CompareFace,
    ReadCard,
    ScanIdentityCode,
    SignInWithCard,
    SignInWithCode,
    SignInWithPhone,
    SignInWithSms,
    SignInWithSocialCard,
)
from kiosk.flow.journeys.finding import goodbye_to_hall
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import (
    CardWasRead,
    CodeWasShown,
    EffectFailed,
    FaceCompared,
    FaceProgressed,
    SignedIn,
)
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import CardLaid, ConsentDeclined, ConsentGiven, OtherWayChosen, SignInMethodChosen

CONSENTS_FOR_ONESELF_YEARS = 14
"""Below this age a guardian consents to the face comparison (domain.md 6)."""

_OTHER = (Choice.OTHER_WAY, StateName.SIGN_IN)
_FINISH = (Choice.FINISH, StateName.WIPING)

_FACE_PROBLEMS = {
    FaceResult.UNSURE: ProblemCode.FACE_UNSURE,
    FaceResult.NO_MATCH: ProblemCode.FACE_NO_MATCH,
    FaceResult.NO_FACE: ProblemCode.FACE_NOT_SEEN,
    FaceResult.TIMED_OUT: ProblemCode.FACE_NOT_SEEN,
}

_FIRST = {
    SignInMethod.CARD_AND_FACE: StateName.CARD,
    SignInMethod.IDENTITY_CODE: StateName.IDENTITY_CODE,
    SignInMethod.PHONE: StateName.PHONE_BEGINNING,
    SignInMethod.SMS_CODE: StateName.MOBILE,
    SignInMethod.SOCIAL_CARD: StateName.SOCIAL_CARD,
}
"""The first state of each way that this terminal offers."""

_CARD_IS_WRONG = (
    ProblemCode.GUARDIAN_NEEDED,
    ProblemCode.CARD_EXPIRED,
    ProblemCode.CARD_REPORTED_LOST,
    ProblemCode.CITIZEN_UNKNOWN,
    ProblemCode.TOO_MANY_ATTEMPTS,
)
"""The hall's refusals that the same sign-in again would only repeat."""


def fourteen_years_before(moment: datetime) -> date:
    """Return the day after which whoever was born is under 14 at `moment`: 29 February counts as 1 March."""
    day = moment.date()
    try:
        return day.replace(year=day.year - CONSENTS_FOR_ONESELF_YEARS)
    except ValueError:
        return date(day.year - CONSENTS_FOR_ONESELF_YEARS, 3, 1)


def without_secrets(state: State) -> State:
    """Forget what an abandoned way to sign in has brought, before another is tried."""
    return state.with_session(
        card=None,
        guardian=None,
        code=None,
        phone=None,
        phone_step=PhoneStep.WAITING,
        social_card=None,
        pin_verified_at=None,
        mobile="",
        sms=None,
        consented_at=None,
        verdict=None,
        face_advice=None,
        face_fraction=0.0,
        citizen=None,
    )


def _arrive(state: State) -> Move:
    """Whoever comes back here to sign in in a surer way is no longer signed in."""
    return Move(without_secrets(state), effects=goodbye_to_hall(state))


def _choose(state: State, event: SignInMethodChosen) -> Move:
    if event.method in state.closed_ways or event.method not in _FIRST:
        return Move(state)
    return Move(without_secrets(state).with_session(method=event.method), _FIRST[event.method])


def _await_card(state: State) -> Move:
    state = without_secrets(state).with_session(method=SignInMethod.CARD_AND_FACE)
    if not state.health.works(Part.CARD_READER):
        return problem_page(state, own_problem(ProblemCode.READER_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    limits = state.timeouts
    # Longer than the page's own idle time, so that 'are you still there' is asked while the reader still waits.
    return ask(state, ReadCard, within_s=limits.card_s + limits.idle_warning_s)


def _card_read(state: State, event: CardWasRead) -> Move:
    young = event.card.text.born > fourteen_years_before(event.at)
    here = replace(state, card_on_reader=True).with_session(card=event.card)
    return Move(here, StateName.GUARDIAN if young else StateName.CONSENT)


def _await_guardian(state: State) -> Move:
    limits = state.timeouts
    return ask(state, ReadCard, within_s=limits.card_s + limits.idle_warning_s)


def _guardian_read(state: State, event: CardWasRead) -> Move:
    """The hall decides who is a guardian; here it is only seen that the card is another's, of somebody older."""
    child = state.here.card
    assert child is not None, "a guardian is asked for after a child's card"
    if event.card.text.number == child.text.number or event.card.text.born > fourteen_years_before(event.at):
        problem = own_problem(ProblemCode.GUARDIAN_NEEDED, Actor.CITIZEN)
        return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.GUARDIAN), _OTHER, _FINISH)
    return Move(state.with_session(guardian=event.card), StateName.CONSENT)


def _guardian_failed(state: State, event: EffectFailed) -> Move:
    if event.problem.retry_is_safe:
        return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.GUARDIAN), _OTHER, _FINISH)
    return problem_page(state, event.problem, _OTHER, _FINISH)


def _card_failed(state: State, event: EffectFailed) -> Move:
    if event.problem.retry_is_safe:
        return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.CARD), _OTHER, _FINISH)
    return problem_page(state, event.problem, _OTHER, _FINISH)


def _need_camera(state: State) -> Move:
    """Ask for consent only where a comparison could follow it."""
    if state.here.face_attempts >= state.face_attempts:
        refused = own_problem(ProblemCode.FACE_NO_MATCH, Actor.CITIZEN, retry_is_safe=False)
        return problem_page(without_secrets(state), refused, _OTHER, _FINISH)
    if not state.health.works(Part.CAMERA):
        return problem_page(state, own_problem(ProblemCode.CAMERA_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    if not state.health.works(Part.FACE_ENGINE):
        return problem_page(state, own_problem(ProblemCode.FACE_ENGINE_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    return Move(state)


def _decline(state: State) -> Move:
    declined = without_secrets(state).with_session(method=SignInMethod.IDENTITY_CODE)
    return Move(declined, StateName.IDENTITY_CODE)


def _compare(state: State) -> Move:
    fresh = state.with_session(face_advice=None, face_fraction=0.0, face_attempts=state.here.face_attempts + 1)
    return ask(fresh, CompareFace, card=state.here.card, within_s=state.timeouts.face_s)


def _face_progress(state: State, event: FaceProgressed) -> Move:
    return Move(state.with_session(face_advice=event.advice, face_fraction=event.fraction))


def _face_done(state: State, event: FaceCompared) -> Move:
    if event.verdict.result is FaceResult.MATCH:
        return Move(state.with_session(verdict=event.verdict), StateName.SIGNING_IN)
    return _face_problem(state, own_problem(_FACE_PROBLEMS[event.verdict.result], Actor.CITIZEN))


def _face_problem(state: State, problem: Problem) -> Move:
    if problem.retry_is_safe and state.here.face_attempts < state.face_attempts:
        return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.FACE), _OTHER, _FINISH)
    return problem_page(without_secrets(state), problem, _OTHER, _FINISH)


def _face_late(state: State) -> State:
    problem = own_problem(ProblemCode.FACE_NOT_SEEN, Actor.CITIZEN)
    return replace(state, notice=Notice(problem, (_OTHER, _FINISH)))


def _await_code(state: State) -> Move:
    state = without_secrets(state).with_session(method=SignInMethod.IDENTITY_CODE)
    if not state.health.works(Part.CODE_SCANNER):
        return problem_page(state, own_problem(ProblemCode.SCANNER_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    limits = state.timeouts
    return ask(state, ScanIdentityCode, within_s=limits.code_s + limits.idle_warning_s)


def _code_shown(state: State, event: CodeWasShown) -> Move:
    return Move(state.with_session(code=event.code), StateName.SIGNING_IN)


def _code_failed(state: State, event: EffectFailed) -> Move:
    return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.IDENTITY_CODE), _OTHER, _FINISH)


def _tell_hall(state: State) -> Move:
    session = state.here
    key = session.key(f"sign-in:{state.sequence}")
    match session.method:
        case SignInMethod.IDENTITY_CODE:
            return ask(state, SignInWithCode, code=session.code, idempotency_key=key)
        case SignInMethod.PHONE:
            return ask(state, SignInWithPhone, phone=session.phone, idempotency_key=key)
        case SignInMethod.SOCIAL_CARD:
            return ask(
                state,
                SignInWithSocialCard,
                card=session.social_card,
                pin_verified_at=session.pin_verified_at,
                idempotency_key=key,
            )
        case SignInMethod.SMS_CODE:
            return ask(state, SignInWithSms, sms=session.sms, code=session.code, idempotency_key=key)
        case _:
            return ask(
                state,
                SignInWithCard,
                card=session.card,
                consented_at=session.consented_at,
                verdict=session.verdict,
                guardian=session.guardian,
                idempotency_key=key,
            )


def _signed_in(state: State, event: SignedIn) -> Move:
    """From here on the hall's session stands for the card, the code and the face: they are forgotten now."""
    return Move(without_secrets(state).with_session(citizen=event.citizen), StateName.HOME)


def _refused(state: State, event: EffectFailed) -> Move:
    problem = event.problem
    session = state.here
    if problem.code in _CARD_IS_WRONG:
        return problem_page(without_secrets(state), problem, _OTHER, _FINISH)
    if problem.code in (ProblemCode.CODE_UNKNOWN, ProblemCode.CODE_USED):
        again = (Choice.TRY_AGAIN, StateName.IDENTITY_CODE)
        return problem_page(without_secrets(state), problem, again, _OTHER, _FINISH)
    if problem.code is ProblemCode.SMS_CODE_WRONG:
        return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.SMS_CODE), _OTHER, _FINISH)
    if session.method is not SignInMethod.CARD_AND_FACE:
        # The hall may have redeemed the code before its answer was lost: a fresh one is shown, not this one again.
        again = (Choice.TRY_AGAIN, _FIRST[session.method])
        return problem_page(without_secrets(state), problem, again, _OTHER, _FINISH)
    return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.SIGNING_IN), _OTHER, _FINISH)


def _hall_silent(state: State) -> State:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return replace(without_secrets(state), notice=Notice(problem, (_OTHER, _FINISH)))


STATES = (
    StateSpec(
        StateName.SIGN_IN,
        Page.SIGN_IN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        enter=_arrive,
        rules=(
            On(SignInMethodChosen, to=tuple(_FIRST.values()), do=_choose),
            On(CardLaid, to=(StateName.CARD,)),
        ),
    ),
    StateSpec(
        StateName.CARD,
        Page.CARD,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.card_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        detours=(StateName.NOTICE,),
        enter=_await_card,
        rules=(
            On(
                CardWasRead,
                to=(StateName.CONSENT, StateName.GUARDIAN),
                do=_card_read,
            ),
            On(EffectFailed, to=(StateName.NOTICE,), do=_card_failed),
            On(OtherWayChosen, to=(StateName.IDENTITY_CODE,)),
        ),
    ),
    StateSpec(
        StateName.GUARDIAN,
        Page.GUARDIAN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.card_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        detours=(StateName.NOTICE,),
        enter=_await_guardian,
        rules=(
            On(CardWasRead, to=(StateName.CONSENT, StateName.NOTICE), do=_guardian_read),
            On(EffectFailed, to=(StateName.NOTICE,), do=_guardian_failed),
            On(OtherWayChosen, to=(StateName.IDENTITY_CODE,), do=lambda state, _: _decline(state)),
        ),
    ),
    StateSpec(
        StateName.CONSENT,
        Page.CONSENT,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        detours=(StateName.NOTICE,),
        enter=_need_camera,
        rules=(
            On(
                ConsentGiven,
                to=(StateName.FACE,),
                do=lambda state, event: Move(state.with_session(consented_at=event.at), StateName.FACE),
            ),
            On(ConsentDeclined, to=(StateName.IDENTITY_CODE,), do=lambda state, _: _decline(state)),
        ),
    ),
    StateSpec(
        StateName.FACE,
        Page.FACE,
        Waits.MACHINE,
        limit_s=lambda limits: limits.face_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_face_late,
        back=StateName.CONSENT,
        enter=_compare,
        rules=(
            On(FaceProgressed, do=_face_progress),
            On(FaceCompared, to=(StateName.SIGNING_IN, StateName.NOTICE), do=_face_done),
            On(EffectFailed, to=(StateName.NOTICE,), do=lambda state, event: _face_problem(state, event.problem)),
            On(OtherWayChosen, to=(StateName.IDENTITY_CODE,), do=lambda state, _: _decline(state)),
        ),
    ),
    StateSpec(
        StateName.IDENTITY_CODE,
        Page.IDENTITY_CODE,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.code_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        detours=(StateName.NOTICE,),
        enter=_await_code,
        rules=(
            On(CodeWasShown, to=(StateName.SIGNING_IN,), do=_code_shown),
            On(EffectFailed, to=(StateName.NOTICE,), do=_code_failed),
            On(OtherWayChosen, to=(StateName.CARD,)),
        ),
    ),
    StateSpec(
        StateName.SIGNING_IN,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_hall_silent,
        enter=_tell_hall,
        rules=(
            On(SignedIn, to=(StateName.HOME,), do=_signed_in),
            On(EffectFailed, to=(StateName.NOTICE,), do=_refused),
        ),
    ),
)
