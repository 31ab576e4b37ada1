"""Before anybody comes: starting, waiting, and out of service."""

from dataclasses import replace

from kiosk.domain.health import Part, PartHealth
from kiosk.domain.problem import ProblemCode
from kiosk.flow.asking import ask
from kiosk.flow.effects import RefreshCatalogue, StartTimer
from kiosk.flow.journeys.staff import DOOR, RESTART
from kiosk.flow.outcomes import CatalogueArrived, EffectFailed, HealthChanged, TimerFired, TimerName
from kiosk.flow.state import Fault, Session, State
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Move, On, StateSpec, Waits
from kiosk.flow.touches import CardLaid, PaperCheckOpened, ScreenTouched

_FIRST = {
    ScreenTouched: StateName.SIGN_IN,
    CardLaid: StateName.CARD,
    PaperCheckOpened: StateName.CHECK_PAPER,
}


def why_closed(state: State) -> Fault | None:
    """Return why nobody can be served now, or None where somebody can."""
    if state.fault is Fault.NOT_WIPED:
        return state.fault
    if state.paused is not None:
        return Fault.PAUSED
    if not state.catalogue.version or not state.health.works(Part.HALL):
        return Fault.NO_HALL
    by_card = state.health.works(Part.CARD_READER, Part.CAMERA, Part.FACE_ENGINE)
    if not by_card and not state.health.works(Part.CODE_SCANNER):
        return Fault.NO_SIGN_IN
    return None


def _open_or_close(state: State) -> Move:
    fault = why_closed(state)
    target = StateName.OUT_OF_SERVICE if fault else StateName.ATTRACT
    return Move(replace(state, fault=fault), None if target is state.name else target)


def _refresh(state: State) -> Move:
    """Ask for the catalogue in the background and wind the timer up again."""
    timer = StartTimer(TimerName.REFRESH, state.timeouts.retry_hall_s, state.entered)
    if state.background is not None:
        return Move(state, effects=(timer,))
    number = state.sequence + 1
    asking = replace(state, sequence=number, background=number)
    return Move(asking, effects=(RefreshCatalogue(request=number), timer))


def _try_again(state: State) -> Move:
    """Out of service: what could not be wiped is wiped again; otherwise the hall is asked for its catalogue."""
    if state.fault is Fault.NOT_WIPED:
        return Move(replace(state, fault=None), StateName.WIPING)
    return _refresh(state)


def _hall_lost(state: State, event: EffectFailed) -> Move:
    """Close when the hall cannot be reached; a catalogue that merely failed to arrive is asked for again."""
    if event.problem.code is ProblemCode.HALL_DOWN:
        state = replace(state, health=state.health.with_part(Part.HALL, PartHealth.FAULT))
    return _open_or_close(state)


def _hall_found(state: State) -> Move:
    return _open_or_close(replace(state, health=state.health.with_part(Part.HALL, PartHealth.WORKS)))


def _welcome(state: State, event: ScreenTouched | CardLaid | PaperCheckOpened) -> Move:
    return Move(replace(state, session=Session(session_id=event.session_id)), _FIRST[type(event)])


STATES = (
    StateSpec(
        StateName.STARTING,
        Page.STARTING,
        Waits.MACHINE,
        limit_s=lambda limits: limits.hall_s,
        on_timeout=StateName.OUT_OF_SERVICE,
        at_timeout=lambda state: replace(state, fault=Fault.NO_HALL),
        locked_because="nobody has come yet",
        enter=lambda state: ask(state, RefreshCatalogue),
        rules=(
            On(
                CatalogueArrived,
                to=(StateName.ATTRACT, StateName.OUT_OF_SERVICE),
                do=lambda state, _: _hall_found(state),
            ),
            On(EffectFailed, to=(StateName.OUT_OF_SERVICE, StateName.ATTRACT), do=_hall_lost),
            RESTART,
        ),
    ),
    StateSpec(
        StateName.OUT_OF_SERVICE,
        Page.OUT_OF_SERVICE,
        Waits.NOBODY,
        limit_s=lambda limits: limits.retry_hall_s,
        rules=(
            On(TimerFired, to=(StateName.WIPING,), do=lambda state, _: _try_again(state)),
            On(CatalogueArrived, to=(StateName.ATTRACT,), do=lambda state, _: _hall_found(state)),
            On(EffectFailed, to=(StateName.ATTRACT,), do=_hall_lost),
            On(HealthChanged, to=(StateName.ATTRACT,), do=lambda state, _: _open_or_close(state)),
            DOOR,
            RESTART,
        ),
    ),
    StateSpec(
        StateName.ATTRACT,
        Page.ATTRACT,
        Waits.NOBODY,
        limit_s=lambda limits: limits.retry_hall_s,
        rules=(
            On(ScreenTouched, to=(StateName.SIGN_IN,), do=_welcome),
            On(CardLaid, to=(StateName.CARD,), do=_welcome),
            On(PaperCheckOpened, to=(StateName.CHECK_PAPER,), do=_welcome),
            On(TimerFired, do=lambda state, _: _refresh(state)),
            On(CatalogueArrived, to=(StateName.OUT_OF_SERVICE,), do=lambda state, _: _hall_found(state)),
            On(EffectFailed, to=(StateName.OUT_OF_SERVICE,), do=_hall_lost),
            On(HealthChanged, to=(StateName.OUT_OF_SERVICE,), do=lambda state, _: _open_or_close(state)),
            DOOR,
            RESTART,
        ),
    ),
)
