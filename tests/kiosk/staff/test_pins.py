"""Whose PIN it is: hashed, in a file of its own, and dearer to guess with every wrong one, across restarts."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.staff import StaffRole
from kiosk.staff.errors import DoorLocked, NoPins, PinRefused, PinsUnreadable, PinUnfit
from kiosk.staff.pins import FILE_NAME, FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, PinStore
from tests.support.kiosk_clock import ManualClock

CHEAP = 2
HALL, TECHNICIAN, WRONG = "280519", "730264", "280518"


@pytest.fixture
def clock() -> ManualClock:
    """Time."""
    return ManualClock()


@pytest.fixture
def pins(tmp_path: Path, clock: ManualClock) -> PinStore:
    """Both roles have one."""
    pins = PinStore(tmp_path, clock, cost=CHEAP)
    pins.set_pin(StaffRole.HALL, HALL)
    pins.set_pin(StaffRole.TECHNICIAN, TECHNICIAN)
    return pins


def guess(pins: PinStore, times: int) -> float:
    """Guess wrong so often; return how long the door is shut then."""
    wait_s = 0.0
    for _ in range(times):
        with pytest.raises(PinRefused) as refused:
            pins.check(WRONG)
        wait_s = refused.value.wait_s
    return wait_s


def test_each_role_has_its_own(pins: PinStore) -> None:
    """The PIN says who it is."""
    assert pins.roles() == (StaffRole.HALL, StaffRole.TECHNICIAN)
    assert pins.check(HALL) is StaffRole.HALL
    assert pins.check(TECHNICIAN) is StaffRole.TECHNICIAN


def test_the_file_tells_nobody(pins: PinStore, tmp_path: Path) -> None:
    """Only its owner reads it, and no PIN stands in it."""
    file = tmp_path / FILE_NAME
    assert file.stat().st_mode & 0o777 == 0o600
    assert HALL not in file.read_text()
    assert TECHNICIAN not in file.read_text()
    assert pins.roles()


@pytest.mark.parametrize("unfit", ["12345", "1234567890123", "28051a", "111111", "123456", "876543", "890123", ""])
def test_a_pin_that_is_tried_first_is_refused(pins: PinStore, unfit: str) -> None:
    """Too short, too long, all alike, counting up or down."""
    with pytest.raises(PinUnfit):
        pins.set_pin(StaffRole.HALL, unfit)
    assert pins.check(HALL) is StaffRole.HALL


def test_two_roles_never_share_one(pins: PinStore) -> None:
    """Otherwise the PIN would not say who it is."""
    with pytest.raises(PinUnfit) as unfit:
        pins.set_pin(StaffRole.HALL, TECHNICIAN)
    assert unfit.value.detail_code == "taken"


def test_guessing_costs_more_each_time(pins: PinStore, clock: ManualClock) -> None:
    """The first are free, then 30 s, doubled up to an hour; while the door is shut not even the right one is taken."""
    assert guess(pins, FREE_TRIES - 1) == 0.0
    waits = []
    for _ in range(9):
        waits.append(guess(pins, 1))
        with pytest.raises(DoorLocked) as locked:
            pins.check(HALL)
        assert locked.value.wait_s == waits[-1]
        clock.advance(waits[-1])
    assert waits[:3] == [30.0, 60.0, 120.0]
    assert waits[-1] == LONGEST_WAIT.total_seconds()
    assert pins.check(HALL) is StaffRole.HALL
    assert guess(pins, 1) == 0.0


def test_a_restart_forgets_nothing(pins: PinStore, tmp_path: Path, clock: ManualClock) -> None:
    """Turning the terminal off and on does not help who guesses."""
    guess(pins, FREE_TRIES)
    again = PinStore(tmp_path, clock)
    with pytest.raises(DoorLocked):
        again.check(HALL)
    clock.advance(FIRST_WAIT.total_seconds())
    assert guess(again, 1) == 2 * FIRST_WAIT.total_seconds()


def test_a_clock_that_was_set_back_locks_nobody_out_for_years(pins: PinStore, tmp_path: Path) -> None:
    """The wait is an hour at most, whatever the file says."""
    guess(pins, FREE_TRIES)
    file = tmp_path / FILE_NAME
    kept = json.loads(file.read_text())
    kept["shut_until"] = (ManualClock().now() + timedelta(days=4000)).isoformat()
    file.write_text(json.dumps(kept))
    with pytest.raises(DoorLocked) as locked:
        pins.check(HALL)
    assert locked.value.wait_s == LONGEST_WAIT.total_seconds()


def test_no_pin_no_door(tmp_path: Path, clock: ManualClock) -> None:
    """A terminal without PINs says so, and takes none."""
    with pytest.raises(NoPins):
        PinStore(tmp_path, clock).check(HALL)


@pytest.mark.parametrize("damage", ["", "{}", '{"pins": {"hall": {}}, "wrong": 0, "shut_until": null}', "[1]"])
def test_a_damaged_file_opens_nothing(pins: PinStore, tmp_path: Path, damage: str) -> None:
    """It is an error that a technician can act on, never an open door."""
    (tmp_path / FILE_NAME).write_text(damage)
    with pytest.raises(PinsUnreadable):
        pins.check(HALL)


def test_a_file_that_others_may_write_is_not_trusted(pins: PinStore, tmp_path: Path) -> None:
    """Whoever can write it could set a PIN."""
    (tmp_path / FILE_NAME).chmod(0o660)
    with pytest.raises(PinsUnreadable) as unreadable:
        pins.check(HALL)
    assert unreadable.value.detail_code == "others_may_use_it"
