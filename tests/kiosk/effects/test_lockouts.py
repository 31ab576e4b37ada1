"""A card whose face comparison fails again and again waits, longer each time, whoever begins the session."""

from kiosk.effects.lockouts import FIRST_WAIT_S, Lockouts
from tests.support.kiosk_clock import ManualClock

CARD = "430124199001010014"
OTHER = "431382198502280013"


def _fail(lockouts: Lockouts, times: int = 3) -> None:
    for _ in range(times):
        lockouts.failed(CARD)


def test_the_third_failure_locks_the_card_out_and_no_other() -> None:
    """Two are nothing; the third costs a quarter of an hour, for that card."""
    lockouts = Lockouts(ManualClock())
    _fail(lockouts, 2)
    assert lockouts.wait_s(CARD) == 0.0
    _fail(lockouts, 1)
    assert lockouts.wait_s(CARD) == FIRST_WAIT_S
    assert lockouts.wait_s(OTHER) == 0.0


def test_each_lockout_is_twice_as_long_up_to_a_day() -> None:
    """Whoever goes on waits longer."""
    clock = ManualClock()
    lockouts = Lockouts(clock)
    waits = []
    for _ in range(9):
        _fail(lockouts)
        waits.append(lockouts.wait_s(CARD))
        clock.advance(waits[-1])
        assert lockouts.wait_s(CARD) == 0.0
    assert waits[:3] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert waits[-1] == 24 * 60 * 60


def test_a_match_forgets_the_failures() -> None:
    """Somebody who was recognised begins anew; so does a card that was not seen for a day."""
    clock = ManualClock()
    lockouts = Lockouts(clock)
    _fail(lockouts, 2)
    lockouts.matched(CARD)
    _fail(lockouts, 2)
    assert lockouts.wait_s(CARD) == 0.0
    clock.advance(25 * 60 * 60)
    lockouts.failed(OTHER)
    _fail(lockouts, 2)
    assert lockouts.wait_s(CARD) == 0.0


def test_no_number_is_kept() -> None:
    """What is kept names nobody, and another process names the same card otherwise."""
    one, two = Lockouts(ManualClock()), Lockouts(ManualClock())
    one.failed(CARD)
    two.failed(CARD)
    assert CARD.encode() not in b"".join(one._counts)
    assert one._counts.keys() != two._counts.keys()
