"""Signing in with the social-security card and its PIN."""

from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, ProblemCode
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import CheckSocialPin, ReadSocialCard
from kiosk.flow.journeys.signing_in import without_secrets
from kiosk.flow.notice import Choice
from kiosk.flow.outcomes import EffectFailed, SocialCardWasRead, SocialPinAccepted
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import OtherWayChosen, PinEntered

_OTHER = (Choice.OTHER_WAY, StateName.SIGN_IN)
_FINISH = (Choice.FINISH, StateName.WIPING)


def _await_card(state: State) -> Move:
    state = without_secrets(state)
    if not state.health.works(Part.SMART_CARD_READER):
        problem = own_problem(ProblemCode.SOCIAL_CARD_FAULT, Actor.TECHNICIAN)
        return problem_page(state, problem, _OTHER, _FINISH)
    limits = state.timeouts
    return ask(state, ReadSocialCard, within_s=limits.card_s + limits.idle_warning_s)


def _card_read(state: State, event: SocialCardWasRead) -> Move:
    return Move(state.with_session(social_card=event.card), StateName.PIN)


def _card_failed(state: State, event: EffectFailed) -> Move:
    again = ((Choice.TRY_AGAIN, StateName.SOCIAL_CARD),) if event.problem.retry_is_safe else ()
    return problem_page(state, event.problem, *again, _OTHER, _FINISH)


def _pin_entered(state: State, event: PinEntered) -> Move:
    return Move(state.with_session(code=event.pin), StateName.CHECKING_PIN)


def _check_pin(state: State) -> Move:
    """The PIN goes to the card and is forgotten here at once."""
    return ask(state.with_session(code=None), CheckSocialPin, pin=state.here.code)


def _pin_accepted(state: State, event: SocialPinAccepted) -> Move:
    return Move(state.with_session(pin_verified_at=event.at), StateName.SIGNING_IN)


def _pin_failed(state: State, event: EffectFailed) -> Move:
    """A wrong PIN may be typed again: the card counts. A card that was taken out is asked for again."""
    if event.problem.code is ProblemCode.PIN_WRONG:
        return problem_page(state, event.problem, (Choice.TRY_AGAIN, StateName.PIN), _OTHER, _FINISH)
    if event.problem.code is ProblemCode.PIN_BLOCKED:
        return problem_page(without_secrets(state), event.problem, _OTHER, _FINISH)
    again = (Choice.TRY_AGAIN, StateName.SOCIAL_CARD)
    return problem_page(without_secrets(state), event.problem, again, _OTHER, _FINISH)


STATES = (
    StateSpec(
        StateName.SOCIAL_CARD,
        Page.SOCIAL_CARD,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.card_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        detours=(StateName.NOTICE,),
        enter=_await_card,
        rules=(
            On(SocialCardWasRead, to=(StateName.PIN,), do=_card_read),
            On(EffectFailed, to=(StateName.NOTICE,), do=_card_failed),
            On(OtherWayChosen, to=(StateName.SIGN_IN,)),
        ),
    ),
    StateSpec(
        StateName.PIN,
        Page.PIN,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        rules=(
            On(PinEntered, to=(StateName.CHECKING_PIN,), do=_pin_entered),
            On(OtherWayChosen, to=(StateName.SIGN_IN,)),
        ),
    ),
    StateSpec(
        StateName.CHECKING_PIN,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.SIGN_IN,
        enter=_check_pin,
        rules=(
            On(SocialPinAccepted, to=(StateName.SIGNING_IN,), do=_pin_accepted),
            On(EffectFailed, to=(StateName.NOTICE,), do=_pin_failed),
        ),
    ),
)
