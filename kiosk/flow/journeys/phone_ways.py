"""Signing in with a phone: a QR code to scan and confirm, or a code by text message."""

from dataclasses import replace

from kiosk.domain.problem import Actor, ProblemCode
from kiosk.domain.signing import PhoneStep
from kiosk.flow.asking import ask, own_problem, problem_page
from kiosk.flow.effects import BeginPhoneSignIn, SendSmsCode, WatchPhoneSignIn
from kiosk.flow.journeys.signing_in import without_secrets
from kiosk.flow.notice import Choice, Notice
from kiosk.flow.outcomes import EffectFailed, PhoneEnded, PhoneProgressed, PhoneSignInBegan, SmsCodeSent
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import MobileEntered, OtherWayChosen, SmsCodeEntered

_OTHER = (Choice.OTHER_WAY, StateName.SIGN_IN)
_FINISH = (Choice.FINISH, StateName.WIPING)


def _begin_phone(state: State) -> Move:
    key = state.here.key(f"phone:{state.sequence}")
    return ask(without_secrets(state), BeginPhoneSignIn, idempotency_key=key)


def _phone_began(state: State, event: PhoneSignInBegan) -> Move:
    return Move(state.with_session(phone=event.phone), StateName.PHONE)


def _watch_phone(state: State) -> Move:
    limits = state.timeouts
    return ask(state, WatchPhoneSignIn, phone=state.here.phone, within_s=limits.phone_s + limits.idle_warning_s)


def _phone_progress(state: State, event: PhoneProgressed) -> Move:
    return Move(state.with_session(phone_step=event.step))


def _phone_ended(state: State, event: PhoneEnded) -> Move:
    if event.step is PhoneStep.CONFIRMED:
        return Move(state.with_session(phone_step=event.step), StateName.SIGNING_IN)
    refused = event.step is PhoneStep.REFUSED
    code = ProblemCode.PHONE_REFUSED if refused else ProblemCode.PHONE_NOT_CONFIRMED
    problem = own_problem(code, Actor.CITIZEN)
    return problem_page(without_secrets(state), problem, (Choice.TRY_AGAIN, StateName.PHONE_BEGINNING), _OTHER, _FINISH)


def _send_code(state: State, event: MobileEntered) -> Move:
    return Move(state.with_session(mobile=event.mobile), StateName.SMS_SENDING)


def _ask_for_code(state: State) -> Move:
    session = state.here
    return ask(state, SendSmsCode, mobile=session.mobile, idempotency_key=session.key(f"sms:{state.sequence}"))


def _code_sent(state: State, event: SmsCodeSent) -> Move:
    return Move(state.with_session(sms=event.sms, code=None), StateName.SMS_CODE)


def _code_entered(state: State, event: SmsCodeEntered) -> Move:
    return Move(state.with_session(code=event.code), StateName.SIGNING_IN)


def _failed_at(again: StateName) -> On:
    def failed(state: State, event: EffectFailed) -> Move:
        return problem_page(state, event.problem, (Choice.TRY_AGAIN, again), _OTHER, _FINISH)

    return On(EffectFailed, to=(StateName.NOTICE,), do=failed)


def _silent_at(state: State) -> State:
    problem = own_problem(ProblemCode.HALL_DOWN, Actor.STAFF)
    return replace(without_secrets(state), notice=Notice(problem, (_OTHER, _FINISH)))


STATES = (
    StateSpec(
        StateName.PHONE_BEGINNING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_silent_at,
        enter=_begin_phone,
        rules=(
            On(PhoneSignInBegan, to=(StateName.PHONE,), do=_phone_began),
            _failed_at(StateName.PHONE_BEGINNING),
        ),
    ),
    StateSpec(
        StateName.PHONE,
        Page.PHONE,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.phone_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        enter=_watch_phone,
        rules=(
            On(PhoneProgressed, do=_phone_progress),
            On(PhoneEnded, to=(StateName.SIGNING_IN, StateName.NOTICE), do=_phone_ended),
            _failed_at(StateName.PHONE_BEGINNING),
            On(OtherWayChosen, to=(StateName.SIGN_IN,)),
        ),
    ),
    StateSpec(
        StateName.MOBILE,
        Page.MOBILE,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.idle_s,
        on_timeout=StateName.WIPING,
        back=StateName.SIGN_IN,
        rules=(
            On(MobileEntered, to=(StateName.SMS_SENDING,), do=_send_code),
            On(OtherWayChosen, to=(StateName.SIGN_IN,)),
        ),
    ),
    StateSpec(
        StateName.SMS_SENDING,
        Page.WORKING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.NOTICE,
        at_timeout=_silent_at,
        enter=_ask_for_code,
        rules=(
            On(SmsCodeSent, to=(StateName.SMS_CODE,), do=_code_sent),
            _failed_at(StateName.MOBILE),
        ),
    ),
    StateSpec(
        StateName.SMS_CODE,
        Page.SMS_CODE,
        Waits.CITIZEN,
        limit_s=lambda limits: limits.phone_s,
        on_timeout=StateName.WIPING,
        back=StateName.MOBILE,
        rules=(
            On(SmsCodeEntered, to=(StateName.SIGNING_IN,), do=_code_entered),
            On(OtherWayChosen, to=(StateName.SIGN_IN,)),
        ),
    ),
)
