"""Timers fire once, at their time, with their generation; a stopped or replaced one never does."""

from collections.abc import Iterator
from threading import enumerate as all_threads

import pytest

from kiosk.effects.scheduler import Scheduler
from kiosk.effects.timers import Timers
from kiosk.flow.effects import StartTimer, StopTimer
from kiosk.flow.outcomes import TimerFired, TimerName
from tests.support.kiosk_clock import ManualClock
from tests.support.kiosk_effects import Inbox


@pytest.fixture
def clock() -> ManualClock:
    """A clock that the test moves."""
    return ManualClock()


@pytest.fixture
def inbox() -> Inbox:
    """Where timers fire to."""
    return Inbox()


@pytest.fixture
def timers(clock: ManualClock, inbox: Inbox) -> Iterator[Timers]:
    """Timers on a scheduler of their own."""
    scheduler = Scheduler(clock)
    yield Timers(scheduler, inbox.post)
    scheduler.close()
    scheduler.close()
    assert not [thread for thread in all_threads() if thread.name == "scheduler"]


def _start(timers: Timers, name: TimerName, seconds: float, generation: int) -> None:
    timers.start(StartTimer(name, seconds, generation))


def test_timers_fire_in_order_of_their_time(timers: Timers, clock: ManualClock, inbox: Inbox) -> None:
    """The soonest first, whichever was started first, and not before its time."""
    _start(timers, TimerName.DEADLINE, 20.0, 2)
    _start(timers, TimerName.IDLE, 10.0, 1)
    clock.await_wait(until_s=10.0)
    clock.advance(9.9)
    assert inbox.events == []
    clock.advance(0.1)
    inbox.wait(TimerFired)
    clock.await_wait(until_s=20.0)
    assert inbox.events == [TimerFired(TimerName.IDLE, 1)]
    clock.advance(10.0)
    assert inbox.wait(TimerFired, wanted=lambda fired: fired.name is TimerName.DEADLINE).generation == 2


def test_a_timer_started_again_is_replaced(timers: Timers, clock: ManualClock, inbox: Inbox) -> None:
    """Only the latest of a name fires, with its own generation, at its own time."""
    _start(timers, TimerName.IDLE, 10.0, 1)
    clock.advance(5.0)
    _start(timers, TimerName.IDLE, 10.0, 2)
    _start(timers, TimerName.REFRESH, 20.0, 9)
    clock.advance(5.0)
    clock.await_wait(until_s=15.0)
    assert inbox.events == []
    clock.advance(5.0)
    inbox.wait(TimerFired)
    clock.await_wait(until_s=25.0)
    assert inbox.events == [TimerFired(TimerName.IDLE, 2)]


def test_a_stopped_timer_does_not_fire(timers: Timers, clock: ManualClock, inbox: Inbox) -> None:
    """Stopping is heard before its time; stopping one that does not run is fine."""
    timers.stop(StopTimer(TimerName.IDLE_TICK))
    _start(timers, TimerName.IDLE, 10.0, 1)
    timers.stop(StopTimer(TimerName.IDLE))
    _start(timers, TimerName.DEADLINE, 30.0, 3)
    clock.advance(30.0)
    inbox.wait(TimerFired)
    assert inbox.events == [TimerFired(TimerName.DEADLINE, 3)]


def test_a_timer_without_time_fires_at_once(timers: Timers, inbox: Inbox) -> None:
    """Zero seconds need no passing of time."""
    _start(timers, TimerName.IDLE, 0.0, 7)
    assert inbox.wait(TimerFired).generation == 7
