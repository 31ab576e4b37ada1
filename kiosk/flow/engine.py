"""Carry one event through a journey. Pure: the same state and event always give the same state and effects."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain.citizen import SignInMethod
from kiosk.domain.preferences import Preferences
from kiosk.domain.staff import PauseReason
from kiosk.domain.timeouts import Timeouts
from kiosk.flow.effects import CallBack, Effect, StartTimer, StopTimer
from kiosk.flow.events import Event
from kiosk.flow.outcomes import CatalogueArrived, HealthChanged, Outcome, Progress, TimerFired, TimerName
from kiosk.flow.state import State, forget
from kiosk.flow.states import StateName
from kiosk.flow.table import Journey, Move, StateSpec, Waits
from kiosk.flow.touches import (
    BackChosen,
    CancelChosen,
    CardLaid,
    CardLifted,
    HighContrastChosen,
    LanguageChosen,
    LargeTextChosen,
    LowReachChosen,
    RestartAsked,
    SpeechChosen,
    Touch,
)

Step = tuple[State, tuple[Effect, ...]]

_MARGIN_S = 5.0
"""A machine's deadline stands this long after the effect's own, so that the effect's answer, which says more, wins."""


def begin(
    journey: Journey,
    *,
    timeouts: Timeouts,
    face_attempts: int = 3,
    closed_ways: frozenset[SignInMethod] = frozenset(),
    phone_copies: bool = True,
    face_leaves: bool = False,
    paused: PauseReason | None = None,
) -> Step:
    """Return the first state and what to do in it."""
    first = State(
        name=journey.start,
        timeouts=timeouts,
        face_attempts=face_attempts,
        closed_ways=closed_ways,
        phone_copies=phone_copies,
        face_leaves=face_leaves,
        paused=paused,
    )
    return _enter(journey, first, journey.start)


def abandon(journey: Journey, state: State) -> Step:
    """End whatever goes on, by the one way that ends it: what wiring does when a step itself has failed."""
    return _go(journey, state, journey.leaving)


def step(journey: Journey, state: State, event: Event) -> Step:
    """Return what `event` makes of `state`, and what is to be done.

    Events that mean nothing here (a late answer, a timer of a state that was left, a touch where the page has no
    such control) leave the state as it is: nothing that comes in the wrong moment may break a terminal at night.
    """
    spec = journey.spec(state.name)
    match event:
        case TimerFired():
            return _timer(journey, spec, state, event)
        case Outcome():
            return _outcome(journey, spec, state, event)
        case Touch():
            return _touch(journey, spec, state, event)
        case HealthChanged():
            changed = replace(state, health=state.health.with_part(event.part, event.health))
            return _by_rule(journey, spec, changed, event)
        case _:
            return _by_rule(journey, spec, state, event)


def _timer(journey: Journey, spec: StateSpec, state: State, event: TimerFired) -> Step:
    if event.generation != state.entered:
        return state, ()
    match event.name:
        case TimerName.IDLE:
            asked = replace(state, idle_left_s=int(state.timeouts.idle_warning_s))
            return asked, (StartTimer(TimerName.IDLE_TICK, 1.0, state.entered),)
        case TimerName.IDLE_TICK:
            return _count_down(journey, spec, state)
        case TimerName.DEADLINE:
            remembered = spec.at_timeout(state) if spec.at_timeout else state
            return _go(journey, remembered, _required(spec.on_timeout))
        case TimerName.REFRESH:
            return _by_rule(journey, spec, state, event)
        case _:
            assert_never(event.name)


def _count_down(journey: Journey, spec: StateSpec, state: State) -> Step:
    left = (state.idle_left_s or 0) - 1
    if left > 0:
        return replace(state, idle_left_s=left), (StartTimer(TimerName.IDLE_TICK, 1.0, state.entered),)
    return _go(journey, state, _required(spec.on_timeout))


def _outcome(journey: Journey, spec: StateSpec, state: State, event: Outcome) -> Step:
    if isinstance(event, CatalogueArrived) and event.request in (state.pending, state.background):
        state = replace(state, catalogue=event.catalogue)
    if event.request == state.background:
        state = replace(state, background=None)
        # In a session a background answer is kept, not acted upon: the citizen's page does not jump.
        return _by_rule(journey, spec, state, event) if spec.waits is Waits.NOBODY else (state, ())
    if event.request != state.pending:
        return state, ()
    if not isinstance(event, Progress):
        state = replace(state, pending=None)
    return _by_rule(journey, spec, state, event)


def _touch(journey: Journey, spec: StateSpec, state: State, event: Touch) -> Step:
    if isinstance(event, RestartAsked):
        # No touch of a citizen's: whoever is being served goes on, and the terminal begins anew after them.
        return _by_rule(journey, spec, replace(state, restart_due=event.restart), event)
    state = _preferred(state, event)
    effects: tuple[Effect, ...] = ()
    if spec.waits is Waits.CITIZEN:
        state, effects = _restart_idle(spec, state)
    if isinstance(event, CancelChosen) and state.name is not journey.leaving:
        if spec.waits is Waits.NOBODY or spec.locked_because:
            return state, effects
        moved, more = _go(journey, state, journey.leaving)
    elif isinstance(event, BackChosen) and spec.back is not None:
        moved, more = _go(journey, state, spec.back)
    else:
        moved, more = _by_rule(journey, spec, state, event)
    return moved, effects + more


def _preferred(state: State, event: Touch) -> State:
    """Keep what the citizen wants of the screen, and whether a card lies on the reader: wherever the flow is."""
    wanted = state.preferences
    match event:
        case LanguageChosen():
            return replace(state, preferences=replace(wanted, language=event.language))
        case LargeTextChosen():
            return replace(state, preferences=replace(wanted, large_text=event.on))
        case HighContrastChosen():
            return replace(state, preferences=replace(wanted, high_contrast=event.on))
        case LowReachChosen():
            return replace(state, preferences=replace(wanted, low_reach=event.on))
        case SpeechChosen():
            return replace(state, preferences=replace(wanted, speech=event.on))
        case CardLaid():
            return replace(state, card_on_reader=True)
        case CardLifted():
            return replace(state, card_on_reader=False)
        case _:
            return state


def _by_rule(journey: Journey, spec: StateSpec, state: State, event: Event) -> Step:
    rule = next((rule for rule in spec.rules if rule.event is type(event)), None)
    if rule is None:
        return state, ()
    if rule.do is None:
        return _go(journey, state, rule.to[0])
    move = rule.do(state, event)
    if move.to is None:
        return move.state, move.effects
    if move.to not in rule.to:
        raise AssertionError(f"{spec.name}: {type(event).__name__} led to {move.to}, which its row does not name")
    moved, effects = _go(journey, move.state, move.to)
    return moved, move.effects + effects


def _go(journey: Journey, state: State, to: StateName) -> Step:
    """Leave the present state and enter `to`."""
    leaving: list[Effect] = []
    if state.pending is not None:
        leaving.append(CallBack(state.pending))
    spec = journey.spec(state.name)
    if spec.waits is Waits.CITIZEN:
        leaving += [StopTimer(TimerName.IDLE), StopTimer(TimerName.IDLE_TICK)]
    else:
        leaving.append(StopTimer(TimerName.DEADLINE if spec.waits is Waits.MACHINE else TimerName.REFRESH))
    entered, effects = _enter(journey, replace(state, pending=None), to)
    return entered, (*leaving, *effects)


def _enter(journey: Journey, state: State, name: StateName) -> Step:
    spec = journey.spec(name)
    sequence = state.sequence + 1
    state = replace(state, name=name, sequence=sequence, entered=sequence, idle_left_s=None)
    if spec.waits is Waits.NOBODY:
        state = replace(forget(state), preferences=Preferences())
    move = spec.enter(state) if spec.enter else Move(state)
    if move.to is not None:
        if move.to not in spec.detours:
            raise AssertionError(f"{name}: entering led to {move.to}, which is no detour of it")
        entered, effects = _enter(journey, move.state, move.to)
        return entered, move.effects + effects
    return move.state, move.effects + _timers(spec, move.state)


def _timers(spec: StateSpec, state: State) -> tuple[Effect, ...]:
    if spec.limit_s is None:
        return ()
    limit_s = spec.limit_s(state.timeouts)
    match spec.waits:
        case Waits.CITIZEN:
            return (StartTimer(TimerName.IDLE, limit_s, state.entered),)
        case Waits.MACHINE:
            margin_s = _MARGIN_S if state.pending is not None else 0.0
            return (StartTimer(TimerName.DEADLINE, limit_s + margin_s, state.entered),)
        case Waits.NOBODY:
            return (StartTimer(TimerName.REFRESH, limit_s, state.entered),)
        case _:
            assert_never(spec.waits)


def _restart_idle(spec: StateSpec, state: State) -> Step:
    """Somebody is there: the idle time starts anew, and a running 'are you still there' is answered."""
    sequence = state.sequence + 1
    state = replace(state, sequence=sequence, entered=sequence, idle_left_s=None)
    return state, (StopTimer(TimerName.IDLE_TICK), *_timers(spec, state))


def _required(target: StateName | None) -> StateName:
    assert target is not None, "the table was built without a time-out"
    return target
