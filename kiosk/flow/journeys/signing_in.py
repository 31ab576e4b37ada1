"""Who is there: by card and face, or by a one-off identity code. Declining one way leads to the other, never out."""

from dataclasses import replace

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.face import FaceResult
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import CompareFace, ReadCard, ScanIdentityCode, SignInWithCard, SignInWithCode
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

_OTHER = (Choice.OTHER_WAY, StateName.SIGN_IN)
_FINISH = (Choice.FINISH, StateName.WIPING)

_FACE_PROBLEMS = {
    FaceResult.UNSURE: ProblemCode.FACE_UNSURE,
    FaceResult.NO_MATCH: ProblemCode.FACE_NO_MATCH,
    FaceResult.NO_FACE: ProblemCode.FACE_NOT_SEEN,
    FaceResult.TIMED_OUT: ProblemCode.FACE_NOT_SEEN,
}

_CARD_IS_WRONG = (
    ProblemCode.CARD_EXPIRED,
    ProblemCode.CARD_REPORTED_LOST,
    ProblemCode.CITIZEN_UNKNOWN,
    ProblemCode.TOO_MANY_ATTEMPTS,
)
"""The hall's refusals that the same sign-in again would only repeat."""


def _without_secrets(state: State) -> State:
    """Forget what an abandoned way to sign in has brought, before another is tried."""
    return state.with_session(
        card=None, code=None, consented_at=None, verdict=None, face_advice=None, face_fraction=0.0, citizen=None
    )


def _choose(state: State, event: SignInMethodChosen) -> Move:
    chosen = _without_secrets(state).with_session(method=event.method)
    by_card = event.method is SignInMethod.CARD_AND_FACE
    return Move(chosen, StateName.CARD if by_card else StateName.IDENTITY_CODE)


def _await_card(state: State) -> Move:
    state = _without_secrets(state).with_session(method=SignInMethod.CARD_AND_FACE)
    if not state.health.works(Part.CARD_READER):
        return problem_page(state, own_problem(ProblemCode.READER_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    limits = state.timeouts
    # Longer than the page's own idle time, so that 'are you still there' is asked while the reader still waits.
    return ask(state, ReadCard, within_s=limits.card_s + limits.idle_warning_s)


def _card_read(state: State, event: CardWasRead) -> Move:
    return Move(replace(state, card_on_reader=True).with_session(card=event.card), StateName.CONSENT)


def _card_failed(state: State, event: EffectFailed) -> Move:
    if event.problem.retry_is_safe:
        return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.CARD), _OTHER, _FINISH)
    return problem_page(state, event.problem, _OTHER, _FINISH)


def _need_camera(state: State) -> Move:
    """Ask for consent only where a comparison could follow it."""
    if state.here.face_attempts >= state.face_attempts:
        refused = own_problem(ProblemCode.FACE_NO_MATCH, Actor.CITIZEN, retry_is_safe=False)
        return problem_page(_without_secrets(state), refused, _OTHER, _FINISH)
    if not state.health.works(Part.CAMERA):
        return problem_page(state, own_problem(ProblemCode.CAMERA_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    if not state.health.works(Part.FACE_ENGINE):
        return problem_page(state, own_problem(ProblemCode.FACE_ENGINE_FAULT, Actor.TECHNICIAN), _OTHER, _FINISH)
    return Move(state)


def _decline(state: State) -> Move:
    declined = _without_secrets(state).with_session(method=SignInMethod.IDENTITY_CODE)
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
    return problem_page(_without_secrets(state), problem, _OTHER, _FINISH)


def _face_late(state: State) -> State:
    problem = own_problem(ProblemCode.FACE_NOT_SEEN, Actor.CITIZEN)
    return replace(state, notice=Notice(problem, (_OTHER, _FINISH)))


def _await_code(state: State) -> Move:
    state = _without_secrets(state).with_session(method=SignInMethod.IDENTITY_CODE)
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
    if session.method is SignInMethod.IDENTITY_CODE:
        return ask(state, SignInWithCode, code=session.code, idempotency_key=session.key(f"sign-in:{state.sequence}"))
    return ask(
        state,
        SignInWithCard,
        card=session.card,
        consented_at=session.consented_at,
        verdict=session.verdict,
        idempotency_key=session.key(f"sign-in:{state.sequence}"),
    )


def _signed_in(state: State, event: SignedIn) -> Move:
    """From here on the hall's session stands for the card, the code and the face: they are forgotten now."""
    return Move(_without_secrets(state).with_session(citizen=event.citizen), StateName.HOME)


def _refused(state: State, event: EffectFailed) -> Move:
    problem = event.problem
    session = state.here
    if problem.code in _CARD_IS_WRONG:
        return problem_page(_without_secrets(state), problem, _OTHER, _FINISH)
    if problem.code in (ProblemCode.CODE_UNKNOWN, ProblemCode.CODE_USED):
        again = (Choice.TRY_AGAIN, StateName.IDENTITY_CODE)
        return problem_page(_without_secrets(state), problem, again, _OTHER, _FINISH)
    if session.method is SignInMethod.IDENTITY_CODE:
        # The hall may have redeemed the code before its answer was lost: a fresh one is shown, not this one again.
        return problem_page(
            _without_secrets(state), problem, (Choice.TRY_AGAIN, StateName.IDENTITY_CODE), _OTHER, _FINISH
        )
    return problem_page(state, problem, (Choice.TRY_AGAIN, StateName.SIGNING_IN), _OTHER, _FINISH)


def _hall_silent(state: State) -> State:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return replace(_without_secrets(state), notice=Notice(problem, (_OTHER, _FINISH)))


STATES = (
    StateSpec(
        StateName.SIGN_IN,
        Page.SIGN_IN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        rules=(
            On(SignInMethodChosen, to=(StateName.CARD, StateName.IDENTITY_CODE), do=_choose),
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
                to=(StateName.CONSENT,),
                do=_card_read,
            ),
            On(EffectFailed, to=(StateName.NOTICE,), do=_card_failed),
            On(OtherWayChosen, to=(StateName.IDENTITY_CODE,)),
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
