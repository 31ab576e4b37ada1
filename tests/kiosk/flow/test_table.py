"""A journey that cannot end, be left or be reached does not start."""

from dataclasses import replace

import pytest

from kiosk.flow.journeys import (
    acting,
    checking,
    ending,
    finding,
    opening,
    phone_copy,
    phone_ways,
    proof,
    signing_in,
    social_card,
    staff,
)
from kiosk.flow.outcomes import Wiped
from kiosk.flow.states import Page, StateName
from kiosk.flow.table import Journey, JourneyError, On, StateSpec, Waits, build
from kiosk.flow.touches import ActivitySeen

ROWS = (
    *opening.STATES,
    *signing_in.STATES,
    *phone_ways.STATES,
    *phone_copy.STATES,
    *social_card.STATES,
    *acting.STATES,
    *finding.STATES,
    *proof.STATES,
    *checking.STATES,
    *staff.STATES,
    *ending.STATES,
)


def built(rows: tuple[StateSpec, ...]) -> Journey:
    """Build with the terminal's own ends."""
    return build(rows, start=StateName.STARTING, home=StateName.ATTRACT, leaving=StateName.WIPING)


def without(name: StateName) -> tuple[StateSpec, ...]:
    """All rows but that one."""
    return tuple(row for row in ROWS if row.name is not name)


def changed(name: StateName, **facts: object) -> tuple[StateSpec, ...]:
    """All rows, that one with other facts."""
    rows = {row.name: row for row in ROWS}
    return (*without(name), replace(rows[name], **facts))  # type: ignore[arg-type]  # facts of a StateSpec


def test_unknown_target() -> None:
    """A row that leads to a state without a row is refused."""
    with pytest.raises(JourneyError, match="unknown target CONSENT"):
        built(without(StateName.CONSENT))


def test_waiting_without_a_time_out() -> None:
    """Nobody may be kept waiting for ever."""
    with pytest.raises(JourneyError, match="HOME: waits without a time-out"):
        built(changed(StateName.HOME, limit_s=None))


def test_two_rows_for_one_event() -> None:
    """Two answers to one event are none."""
    rules = (On(ActivitySeen, to=(StateName.HOME,)), On(ActivitySeen, to=(StateName.THEME,)))
    with pytest.raises(JourneyError, match="THEME: two rows for ActivitySeen"):
        built(changed(StateName.THEME, rules=rules))


def test_row_without_target_or_rule() -> None:
    """A row must say what follows."""
    with pytest.raises(JourneyError, match="THANKS: ActivitySeen needs one target or a rule"):
        built(changed(StateName.THANKS, rules=(On(ActivitySeen),)))


def test_unreachable_state() -> None:
    """A page that nobody can come to is a mistake."""

    def elsewhere_cut_off(row: StateSpec) -> StateSpec:
        kept = (replace(rule, to=tuple(set(rule.to) - {StateName.ELSEWHERE})) for rule in row.rules)
        return replace(row, rules=tuple(kept))

    with pytest.raises(JourneyError, match="ELSEWHERE: cannot be reached"):
        built(tuple(elsewhere_cut_off(row) for row in ROWS))


def test_no_way_to_the_end() -> None:
    """A state that can only come back to itself is refused."""
    trap = StateSpec(
        StateName.THANKS,
        Page.THANKS,
        Waits.MACHINE,
        limit_s=lambda limits: limits.thanks_s,
        on_timeout=StateName.THANKS,
        locked_because="a test",
        rules=(On(Wiped, to=(StateName.THANKS,)),),
    )
    with pytest.raises(JourneyError, match="THANKS: no way to ATTRACT"):
        built((*without(StateName.THANKS), trap))
