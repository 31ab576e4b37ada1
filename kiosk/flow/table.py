"""A journey as a table, validated when it is built: what cannot end, be left or be reached raises at start-up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kiosk.domain.timeouts import Timeouts
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.flow.state import State
from kiosk.flow.states import Page, StateName


class JourneyError(Exception):
    """The table does not describe a journey; the message names every fault found, one a line."""


class Waits(Enum):
    """For whom a state waits, which decides its time-out."""

    CITIZEN = "citizen"
    """Idle time with a question before the end, which any touch answers."""
    MACHINE = "machine"
    """A deadline, after which `on_timeout` follows without a question."""
    NOBODY = "nobody"
    """The terminal is free: no time-out, and no session."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a rule decides: where to go (None: stay), what to remember, what to do."""

    state: State
    to: StateName | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class On:
    """One row: when `event` comes, `do` decides among the targets `to` (empty: it stays).

    Without `do`, the single target follows.
    """

    event: type[Event]
    to: tuple[StateName, ...] = ()
    do: Callable[[State, Any], Move] | None = None


@dataclass(frozen=True, slots=True)
class StateSpec:
    """One state.

    Attributes:
        limit_s: which of the time-outs applies; None only where it waits for nobody.
        on_timeout: where the time-out leads; for `Waits.CITIZEN` this is the end of the session.
        at_timeout: what to remember before a machine's time-out leads there (a notice).
        back: where 'back' leads; None where the page has none.
        detours: where `enter` itself may lead on, because what the state needs is not there.
        locked_because: why 'cancel' is refused here; "" where it is not.
        enter: what to remember and do on entering (requests take their number from `next_request`).
        rules: what else can happen here.
    """

    name: StateName
    page: Page
    waits: Waits
    limit_s: Callable[[Timeouts], float] | None = None
    on_timeout: StateName | None = None
    at_timeout: Callable[[State], State] | None = None
    back: StateName | None = None
    detours: tuple[StateName, ...] = ()
    locked_because: str = ""
    enter: Callable[[State], Move] | None = None
    rules: tuple[On, ...] = ()

    def targets(self) -> frozenset[StateName]:
        """Every state that can follow this one by its own rules."""
        found = {target for rule in self.rules for target in rule.to}
        return frozenset(
            found | {target for target in (self.on_timeout, self.back, *self.detours) if target is not None}
        )


@dataclass(frozen=True, slots=True)
class Journey:
    """A validated table. Build it with `build`."""

    start: StateName
    home: StateName
    leaving: StateName
    states: Mapping[StateName, StateSpec]

    def spec(self, name: StateName) -> StateSpec:
        """Return the state's row."""
        return self.states[name]

    def targets(self, name: StateName) -> frozenset[StateName]:
        """Every state that can follow `name`, cancel included."""
        spec = self.states[name]
        own = spec.targets()
        can_cancel = spec.waits is not Waits.NOBODY and not spec.locked_because and name is not self.leaving
        return own | {self.leaving} if can_cancel else own


def build(specs: Iterable[StateSpec], *, start: StateName, home: StateName, leaving: StateName) -> Journey:
    """Check the rows and return the journey.

    Raises:
        JourneyError: a state is missing, named twice, unreachable, cannot end, waits without a time-out, has two
            rows for one event, or a row without a target and without a rule.
    """
    rows = list(specs)
    states = {spec.name: spec for spec in rows}
    faults = [f"{spec.name.name}: named twice" for spec in rows if sum(other.name is spec.name for other in rows) > 1]
    faults += [f"{name.name}: has no row" for name in (start, home, leaving) if name not in states]
    for spec in rows:
        faults += _faults_of(spec, states)
    if not faults:
        journey = Journey(start=start, home=home, leaving=leaving, states=states)
        reached = _reachable(journey, start)
        faults += [f"{name.name}: cannot be reached" for name in states if name not in reached]
        faults += [f"{name.name}: no way to {home.name}" for name in states if home not in _reachable(journey, name)]
        if not faults:
            return journey
    raise JourneyError("\n".join(faults))


def _faults_of(spec: StateSpec, states: Mapping[StateName, StateSpec]) -> list[str]:
    faults = [f"{spec.name.name}: unknown target {target.name}" for target in spec.targets() if target not in states]
    if spec.waits is not Waits.NOBODY and (spec.limit_s is None or spec.on_timeout is None):
        faults.append(f"{spec.name.name}: waits without a time-out")
    events = [rule.event for rule in spec.rules]
    faults += [f"{spec.name.name}: two rows for {event.__name__}" for event in set(events) if events.count(event) > 1]
    faults += [
        f"{spec.name.name}: {rule.event.__name__} needs one target or a rule"
        for rule in spec.rules
        if rule.do is None and len(rule.to) != 1
    ]
    return faults


def _reachable(journey: Journey, origin: StateName) -> frozenset[StateName]:
    reached: set[StateName] = set()
    ahead = [origin]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(journey.targets(name))
    return frozenset(reached)
