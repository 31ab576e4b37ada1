"""The shipped driver over a pty against the simulated board, and the board's words."""

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
    NotSupported,
    ProtocolError,
)
from devices.api.kinds.guide_lights import PERIOD_S, FlashRate, GuideModule, Light, LightColour, ShowLights
from devices.api.status import CheckState, DeviceState, PartName
from devices.drivers.serial_lights.driver import SerialGuideLights
from devices.drivers.serial_lights.simulator import DARK_AFTER_S, SimulatedLightBoard
from devices.drivers.serial_lights.wire import lamp_words, parse_beat, parse_hello, parse_lamps
from devices.simulators.board import REFUSE
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from tests.support.cameras import ShiftedClock
from tests.support.devices_core import Mailbox, context

GREEN = Light(LightColour.GREEN, FlashRate.MEDIUM)
Make = Callable[..., tuple[SerialGuideLights, SimulatedLightBoard]]


@pytest.fixture
def board_clock() -> ShiftedClock:
    """The board's time, which a test can put forward."""
    return ShiftedClock()


@pytest.fixture
def make(board_clock: ShiftedClock) -> Iterator[Make]:
    """Make an open driver and the board it talks to."""
    with ExitStack() as stack:

        def build(
            *, channels: int = 8, colours: frozenset[LightColour] = frozenset(LightColour), **options: Any
        ) -> tuple[SerialGuideLights, SimulatedLightBoard]:
            board = SimulatedLightBoard(board_clock, channels=channels, colours=colours)
            stack.callback(board.stop)
            board.start()
            driver = SerialGuideLights(context(board.port, Mailbox(), device_id="lights", **options))
            stack.callback(driver.close)
            driver.open()
            return driver, board

        yield build


def control(deadline_s: float = 10.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="lights", deadline_s=deadline_s)


def test_what_is_shown_is_lit_and_nothing_else(make: Make) -> None:
    """Each showing replaces the one before."""
    driver, board = make()
    ShowLights({GuideModule.CARD_READER: GREEN}).perform(driver, control())
    assert board.lit == {1: GREEN}
    white = Light(LightColour.WHITE, FlashRate.CONTINUOUS)
    driver.show({GuideModule.DOCUMENT_PRINTER: white, GuideModule.RECEIPT_PRINTER: GREEN}, control())
    assert board.lit == {6: white, 7: GREEN}
    driver.show({}, control())
    assert board.lit == {}


def test_a_module_beyond_the_board_s_lamps_is_passed_over(make: Make) -> None:
    """What a hall has not wired is no error, and no capability."""
    driver, board = make(channels=4)
    driver.show(dict.fromkeys(GuideModule, GREEN), control())
    assert set(board.lit) == {1, 2, 3, 4}
    assert driver.capabilities().features["modules"] == "card_reader,code_scanner,camera,document_scanner"


def test_a_board_that_was_switched_off_is_lit_again(make: Make) -> None:
    """With its port kept, and with its plug pulled."""
    driver, board = make()
    driver.show({GuideModule.CAMERA: GREEN}, control())
    board.brown_out()
    assert board.lit == {}
    driver.poll(control())
    assert board.lit == {3: GREEN}
    board.unplug()
    with pytest.raises(Disconnected):
        driver.poll(control())
    board.plug()
    driver.open()
    assert board.lit == {3: GREEN}


def test_a_board_that_hears_nothing_goes_dark(make: Make, board_clock: ShiftedClock) -> None:
    """When the program is gone no lamp lies; while it polls, they stay lit."""
    driver, board = make()
    driver.show({GuideModule.CAMERA: GREEN}, control())
    for _ in range(3):
        board_clock.advance(DARK_AFTER_S - 1.0)
        driver.poll(control())
    assert board.lit == {3: GREEN}
    board_clock.advance(DARK_AFTER_S + 1.0)
    assert board.lit == {}


def test_a_colour_that_is_not_there_is_refused_before_it_is_asked_for(make: Make) -> None:
    """Named in the error; what was lit stays."""
    driver, board = make(colours=frozenset({LightColour.GREEN, LightColour.RED}))
    driver.show({GuideModule.CAMERA: GREEN}, control())
    with pytest.raises(NotSupported, match="blue"):
        driver.show({GuideModule.CAMERA: Light(LightColour.BLUE)}, control())
    assert board.lit == {3: GREEN}


def test_a_broken_lamp_is_named(make: Make) -> None:
    """By its module, in the status and in the self-test."""
    driver, board = make()
    board.break_lamp(6)
    status = driver.status(control())
    assert (status.parts, status.detail_code) == ({PartName.LAMPS: CheckState.FAULT}, "document_printer")
    failed = [(step.code, step.detail_code) for step in driver.self_test(control()).steps if not step.passed]
    assert failed == [("lamps", "command_refused document_printer")]


@pytest.mark.parametrize("fault", [Partial(6), Silent(), Late(0.5), WrongChecksum(), GarbageBefore(b"\x00$GL,")])
def test_one_answer_that_fails_is_asked_for_again(make: Make, fault: Fault) -> None:
    """Nothing is noticed of it; an answer that comes late is not taken for the next one's."""
    driver, board = make()
    board.scenario.add(fault, on="show")
    driver.show({GuideModule.CAMERA: GREEN}, control())
    assert board.lit == {3: GREEN}
    assert driver.status(control()).state is DeviceState.ONLINE


@pytest.mark.parametrize(
    ("fault", "kind", "state"),
    [
        (Silent(), DeadlineExceeded, DeviceState.OFFLINE),
        (Partial(6), DeadlineExceeded, DeviceState.OFFLINE),
        (DeadInMidCommand(), DeadlineExceeded, DeviceState.OFFLINE),
        (WrongChecksum(), ChecksumError, DeviceState.HARDWARE_ERROR),
        (Own(REFUSE, {"reason": "BUSY"}), CommandRefused, DeviceState.HARDWARE_ERROR),
    ],
)
def test_answers_that_go_on_failing_are_typed(
    make: Make, fault: Fault, kind: type[DeviceError], state: DeviceState
) -> None:
    """In the command, and in the status."""
    driver, board = make(answer_s=0.1)
    board.scenario.add(fault, times=None)
    with pytest.raises(kind):
        driver.show({}, control())
    assert driver.status(control()).state is state


def test_a_cable_pulled_in_mid_answer_is_told_at_once(make: Make) -> None:
    """Disconnected, not a time-out."""
    driver, board = make()
    board.scenario.add(Unplugged(4), on="show")
    with pytest.raises(Disconnected):
        driver.show({}, control())


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"baud": 1200}, "baud: not_allowed"),
        ({"channels": {"card_reader": 1, "camera": 1}}, "channels.camera: taken 1"),
        ({"channels": {"card_reder": 1}}, "channels.card_reder: unknown_key"),
        ({"channels": {"card_reader": 17}}, "channels.card_reader: not_allowed"),
        ({"channels": 3}, "channels: wrong_type"),
    ],
)
def test_a_wrong_binding_is_refused(options: dict[str, Any], wrong: str) -> None:
    """With what is wrong and what is allowed."""
    with pytest.raises(ConfigurationFaults, match=wrong):
        SerialGuideLights(context("/dev/serial/by-id/x", Mailbox(), device_id="lights", **options))


def test_the_channels_of_the_binding_are_used() -> None:
    """Only the modules that it names have a lamp."""
    board = SimulatedLightBoard(SystemClock())
    board.start()
    wired = {"channels": {"receipt_printer": 2}}
    driver = SerialGuideLights(context(board.port, Mailbox(), device_id="lights", **wired))
    try:
        driver.open()
        driver.show(dict.fromkeys(GuideModule, GREEN), control())
        assert board.lit == {2: GREEN}
    finally:
        driver.close()
        board.stop()


@given(st.dictionaries(st.integers(1, 16), st.builds(Light, st.sampled_from(LightColour), st.sampled_from(FlashRate))))
def test_any_lamps_survive_their_words(lights: dict[int, Light]) -> None:
    """What goes into words comes out of them."""
    assert parse_lamps(lamp_words(lights)) == lights


@given(st.lists(st.text("0123456789ABCDEFGMRSW?", max_size=6), max_size=5))
def test_any_words_are_values_or_a_typed_error(words: list[str]) -> None:
    """A board gone mad breaks nothing."""
    for parse in (parse_lamps, parse_hello, parse_beat):
        with suppress(ProtocolError):
            parse(tuple(words))


def test_no_lamp_flashes_fast_enough_to_harm() -> None:
    """Less than three times a second."""
    assert min(PERIOD_S.values()) > 1 / 3
    assert set(PERIOD_S) == set(FlashRate) - {FlashRate.CONTINUOUS}
