"""The shipped driver over a pty against the simulated board, its words, and what is certain."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.errors import (
    ChecksumError,
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    ProtocolError,
)
from devices.api.kinds.presence_sensor import (
    PersonApproached,
    PersonLeft,
    Presence,
    PresenceReading,
    ReadPresence,
)
from devices.api.status import CheckState, DeviceState, PartName
from devices.drivers.serial_presence.debounce import Debounce, Thresholds, Turn
from devices.drivers.serial_presence.driver import SerialPresenceSensor
from devices.drivers.serial_presence.simulator import NEAR_MM, SimulatedPresenceBoard
from devices.drivers.serial_presence.wire import Trouble, look_words, parse_hello, parse_look
from devices.simulators.board import REFUSE
from devices.simulators.faults import DeadInMidCommand, Fault, Own, Partial, Silent, Unplugged, WrongChecksum
from tests.support.devices_core import Mailbox, context

Make = Callable[..., tuple[SerialPresenceSensor, SimulatedPresenceBoard, Mailbox]]
NOBODY = PresenceReading(Presence.NOBODY)
UNKNOWN = PresenceReading(Presence.UNKNOWN)


def at(distance_mm: int | None) -> PresenceReading:
    """Somebody that far away."""
    return PresenceReading(Presence.SOMEBODY, distance_mm)


@pytest.fixture
def make() -> Iterator[Make]:
    """Make an open driver without patience, and the board it talks to."""
    with ExitStack() as stack:

        def build(
            *, measures: bool = True, **options: Any
        ) -> tuple[SerialPresenceSensor, SimulatedPresenceBoard, Mailbox]:
            board, mailbox = SimulatedPresenceBoard(measures=measures), Mailbox()
            stack.callback(board.stop)
            board.start()
            said = {"arrive_s": 0.0, "leave_s": 0.0, **options}
            driver = SerialPresenceSensor(context(board.port, mailbox, device_id="presence", **said))
            stack.callback(driver.close)
            driver.open()
            return driver, board, mailbox

        yield build


def control(deadline_s: float = 10.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="presence", deadline_s=deadline_s)


@pytest.mark.parametrize(("measures", "distance_mm"), [(True, NEAR_MM), (False, None)])
def test_somebody_comes_and_goes(make: Make, measures: bool, distance_mm: int | None) -> None:
    """Told once each, with the distance where there is one."""
    driver, board, mailbox = make(measures=measures)
    for deed in (board.approach, board.leave):
        deed()
        driver.poll(control())
        driver.poll(control())
    assert mailbox.events == [PersonApproached("presence", distance_mm), PersonLeft("presence")]


def test_who_passes_by_is_nobody(make: Make) -> None:
    """Seen, but too far away."""
    driver, board, mailbox = make()
    board.pass_by()
    driver.poll(control())
    assert ReadPresence().perform(driver, control()) == at(2600)
    assert not mailbox.events


@pytest.mark.parametrize("deed", ["cover", "unplug"])
def test_a_blind_sensor_has_seen_nobody_leave(make: Make, deed: str) -> None:
    """Covered or gone, it says nothing; when it sees again, who has left meanwhile is told."""
    driver, board, mailbox = make()
    board.approach()
    driver.poll(control())
    if deed == "cover":
        board.cover()
        driver.poll(control())
        assert driver.look(control()) == UNKNOWN
        board.leave()
        board.uncover()
    else:
        board.unplug()
        with pytest.raises(Disconnected):
            driver.poll(control())
        driver.close()
        board.leave()
        board.plug()
        driver.open()
    assert mailbox.of(PersonLeft) == []
    driver.poll(control())
    assert len(mailbox.of(PersonLeft)) == 1


def test_a_covered_sensor_is_a_fault_of_its_own(make: Make) -> None:
    """In the status and in the self-test, by name."""
    driver, board, _ = make()
    board.cover()
    status = driver.status(control())
    assert (status.state, status.parts) == (DeviceState.ONLINE, {PartName.SENSOR: CheckState.FAULT})
    assert status.detail_code == "covered"
    failed = [(step.code, step.detail_code) for step in driver.self_test(control()).steps if not step.passed]
    assert failed == [("sensor", "command_refused covered")]


@pytest.mark.parametrize("fault", [Partial(6), Silent(), WrongChecksum()])
def test_one_answer_that_fails_is_asked_for_again(make: Make, fault: Fault) -> None:
    """Nothing is noticed of it."""
    driver, board, _ = make()
    board.scenario.add(fault, on="look")
    assert driver.look(control()) == NOBODY


@pytest.mark.parametrize(
    ("fault", "kind", "state"),
    [
        (Silent(), DeadlineExceeded, DeviceState.OFFLINE),
        (DeadInMidCommand(), DeadlineExceeded, DeviceState.OFFLINE),
        (WrongChecksum(), ChecksumError, DeviceState.HARDWARE_ERROR),
        (Own(REFUSE, {"reason": "BUSY"}), CommandRefused, DeviceState.HARDWARE_ERROR),
    ],
)
def test_answers_that_go_on_failing_are_typed(
    make: Make, fault: Fault, kind: type[DeviceError], state: DeviceState
) -> None:
    """In the command, and in the status."""
    driver, board, _ = make(answer_s=0.1)
    board.scenario.add(fault, times=None)
    with pytest.raises(kind):
        driver.look(control())
    assert driver.status(control()).state is state


def test_a_cable_pulled_in_mid_answer_is_told_at_once(make: Make) -> None:
    """Disconnected, not a time-out."""
    driver, board, _ = make()
    board.scenario.add(Unplugged(4), on="look")
    with pytest.raises(Disconnected):
        driver.look(control())


def test_thresholds_that_cross_are_refused() -> None:
    """Who is near must not count as gone."""
    with pytest.raises(ConfigurationFaults, match="far_mm: not_allowed 800"):
        SerialPresenceSensor(context("/dev/serial/by-id/x", Mailbox(), near_mm=900, far_mm=800))


THRESHOLDS = Thresholds(near_mm=1000, far_mm=1400, arrive_s=0.5, leave_s=3.0)


@pytest.mark.parametrize(
    ("seen", "turns"),
    [
        ([(0.0, at(900)), (0.4, at(900)), (0.5, at(900))], [(0.5, Turn.CAME)]),
        ([(0.0, at(900)), (0.3, NOBODY), (0.4, at(900)), (0.8, at(900))], []),
        ([(0.0, at(1100)), (1.0, at(1100))], []),
        ([(0.0, at(900)), (0.5, at(900)), (1.0, at(1300)), (9.0, at(1300))], [(0.5, Turn.CAME)]),
        (
            [(0.0, at(900)), (0.5, at(900)), (1.0, at(1500)), (3.9, at(1500)), (4.0, at(1500))],
            [(0.5, Turn.CAME), (4.0, Turn.WENT)],
        ),
        ([(0.0, at(900)), (0.5, at(900)), (1.0, NOBODY), (3.0, at(900)), (4.1, NOBODY)], [(0.5, Turn.CAME)]),
        ([(0.0, at(900)), (0.5, at(900)), (1.0, NOBODY), (3.0, UNKNOWN), (4.1, NOBODY)], [(0.5, Turn.CAME)]),
        ([(0.0, at(None)), (0.6, at(None))], [(0.6, Turn.CAME)]),
        ([(0.0, NOBODY), (99.0, NOBODY)], []),
    ],
    ids=["comes", "passes", "too-far", "steps-back", "leaves", "bends-down", "covered", "not-measured", "nobody"],
)
def test_only_what_lasts_is_certain(seen: list[tuple[float, PresenceReading]], turns: list[tuple[float, Turn]]) -> None:
    """Times in seconds; two distances, so that who shifts from foot to foot does not come and go."""
    debounce = Debounce(THRESHOLDS)
    found = [(now_s, turn) for now_s, reading in seen if (turn := debounce.see(reading, now_s)) is not None]
    assert found == turns


@given(st.lists(st.sampled_from([NOBODY, UNKNOWN, at(500), at(1200), at(3000), at(None)]), max_size=60))
def test_coming_and_going_take_turns(readings: list[PresenceReading]) -> None:
    """Whatever is seen, nobody leaves who has not come."""
    debounce = Debounce(Thresholds(arrive_s=1.0, leave_s=2.0))
    turns = [debounce.see(reading, float(second)) for second, reading in enumerate(readings)]
    certain = [turn for turn in turns if turn is not None]
    assert certain == ([Turn.CAME, Turn.WENT] * len(certain))[: len(certain)]


@pytest.mark.parametrize(
    "words", [look_words(at(620)), look_words(NOBODY), look_words(at(None)), look_words(UNKNOWN, Trouble.DIRTY)]
)
def test_a_reading_survives_its_words(words: tuple[str, ...]) -> None:
    """What goes into words comes out of them."""
    assert look_words(*parse_look(words)) == words


@given(st.lists(st.text("01?OKCOVERD9.", max_size=6), max_size=4))
def test_any_words_are_values_or_a_typed_error(words: list[str]) -> None:
    """A board gone mad breaks nothing."""
    for parse in (parse_look, parse_hello):
        with suppress(ProtocolError):
            parse(tuple(words))
