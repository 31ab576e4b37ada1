"""The shipped driver over a real pty, against the simulated reader."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import (
    CardUnreadable,
    ChecksumError,
    CommandCancelled,
    CommandRefused,
    ConfigurationError,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NoCard,
    NotOpened,
    NotSupported,
    ProtocolError,
)
from devices.api.events import CardPresented, CardRemoved
from devices.api.kinds.id_card_reader import CardRead, CardText, ReadCard, ReadSamId
from devices.api.status import DeviceState, Status
from devices.drivers.sam_serial.driver import SamSerialIdCardReader
from devices.drivers.sam_serial.simulator import SimulatedCard, SimulatedSamReader
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
from tests.devices.sam_serial import cards
from tests.support.devices_core import PATIENCE_S, Mailbox, context

CARD = SimulatedCard(cards.CITIZEN, bytes(range(256)) * 4, "云江市例江区范水路2号")
READ = CardRead(cards.CITIZEN, bytes(range(256)) * 4, "云江市例江区范水路2号")


class Desk:
    """A simulated reader, the driver opened on it, and the mailbox it posts to."""

    def __init__(self, simulator: SimulatedSamReader, **options: Any) -> None:
        """Plug in and open."""
        self.simulator = simulator
        simulator.start()
        self.mailbox = Mailbox()
        self.driver = SamSerialIdCardReader(context(simulator.port, self.mailbox, **options))
        self.driver.open()

    def control(self, deadline_s: float = PATIENCE_S) -> Control:
        """Return a leash that is long enough for anything that does not hang."""
        return Control(SystemClock(), device_id="reader", deadline_s=deadline_s)

    def read(self, deadline_s: float = PATIENCE_S) -> CardRead:
        """Read a card."""
        return self.driver.read_card(self.control(deadline_s))

    def poll(self, times: int = 1) -> list[object]:
        """Poll, and return what was posted since the last look at it."""
        for _ in range(times):
            self.driver.poll(self.control())
        posted: list[object] = list(self.mailbox.events)
        self.mailbox.events.clear()
        return posted

    def close(self) -> None:
        """Close and unplug."""
        self.driver.close()
        self.simulator.stop()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A reader in order, without a card."""
    desk = Desk(SimulatedSamReader())
    yield desk
    desk.close()


def desk_of(simulator: SimulatedSamReader, **options: Any) -> Iterator[Desk]:
    """Return a desk that closes itself."""
    desk = Desk(simulator, **options)
    try:
        yield desk
    finally:
        desk.close()


@pytest.mark.parametrize("text", cards.ALL)
def test_all_four_documents_are_read(desk: Desk, text: CardText) -> None:
    """Text, photo and newest address, exactly."""
    desk.simulator.lay(SimulatedCard(text, CARD.photo, CARD.newest_address))
    assert desk.read() == CardRead(text, CARD.photo, CARD.newest_address)


def test_a_card_without_an_added_address_has_none(desk: Desk) -> None:
    """The reader says *no such content*; that is an answer."""
    desk.simulator.lay(SimulatedCard(cards.CITIZEN))
    assert desk.read().newest_address == ""


def test_a_reading_and_its_parts_can_be_logged(desk: Desk) -> None:
    """Nothing of the person is in any repr."""
    desk.simulator.lay(CARD)
    read = desk.read()
    assert repr((read, CARD, READ.text)) == "(CardRead(CITIZEN), SimulatedCard(CITIZEN), CardText(CITIZEN))"


def test_a_card_laid_down_later_is_read(desk: Desk) -> None:
    """The citizen is slower than the terminal."""
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(desk.read)
        desk.simulator.lay(CARD)
        assert reading.result(PATIENCE_S) == READ


def test_no_card_in_time_is_no_card(desk: Desk) -> None:
    """A thing the citizen can put right."""
    with pytest.raises(NoCard):
        desk.read(0.25)


def test_waiting_for_a_card_can_be_called_back(desk: Desk) -> None:
    """The citizen pressed cancel."""
    control = desk.control()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(desk.driver.read_card, control)
        control.cancel()
        with pytest.raises(CommandCancelled):
            reading.result(PATIENCE_S)


def test_a_card_s_coming_and_going_is_posted_once(desk: Desk) -> None:
    """While idle, and through a reading, after which the reader pretends that the card has gone."""
    assert desk.poll(2) == []
    desk.simulator.lay(CARD)
    assert desk.poll(3) == [CardPresented("reader")]
    assert desk.read() == READ
    assert desk.poll(3) == []
    desk.simulator.lift()
    assert desk.poll(1) == [], "one miss is the edge of the field"
    assert desk.poll(3) == [CardRemoved("reader")]
    desk.simulator.lay(CARD)
    assert desk.read() == READ
    assert desk.poll(2) == [CardPresented("reader")]
    desk.driver.close()
    assert desk.mailbox.events == [CardRemoved("reader")]


def test_one_card_put_in_place_of_another_is_posted_as_both(desk: Desk) -> None:
    """Between two polls the first may go and the second come."""
    desk.simulator.lay(CARD)
    desk.read()
    desk.simulator.lay(SimulatedCard(cards.HMT_RESIDENCE))
    assert desk.poll(2) == [CardPresented("reader"), CardRemoved("reader"), CardPresented("reader")]
    assert desk.read().text == cards.HMT_RESIDENCE


def test_a_card_left_on_the_reader_is_read_again(desk: Desk) -> None:
    """Find says that there is none; the newest address says that there is."""
    desk.simulator.lay(CARD)
    assert desk.read() == READ
    assert desk.read() == READ


def test_a_card_left_on_the_reader_is_known_after_a_restart(desk: Desk) -> None:
    """Read by whoever had the reader before us, and never lifted."""
    desk.simulator.lay(CARD)
    desk.read()
    desk.driver.close()
    desk.mailbox.events.clear()
    desk.driver.open()
    assert desk.poll(1) == [CardPresented("reader")]
    assert desk.read() == READ


def test_a_reader_that_reads_a_card_only_once_asks_for_it_to_be_lifted() -> None:
    """A citizen whose card lies there must not be told that there is none."""
    for desk in desk_of(SimulatedSamReader(rereads=False)):
        desk.simulator.lay(CARD)
        assert desk.read() == READ
        with pytest.raises(CardUnreadable) as caught:
            desk.read(0.4)
        assert caught.value.detail_code == "lift_and_lay_again"
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(desk.read)
            desk.simulator.lift()
            desk.simulator.lay(CARD)
            assert reading.result(PATIENCE_S) == READ


@pytest.mark.parametrize(
    ("fault", "on"),
    [
        (WrongChecksum(), "find_card"),
        (WrongChecksum(), "select_card"),
        (WrongChecksum(), "read_base"),
        (WrongChecksum(), "read_newest_address"),
        (GarbageBefore(), "*"),
        (GarbageBefore(bytes.fromhex("AAAAAA96690100")), "select_card"),
        (GarbageBefore(bytes.fromhex("AAAAAA96")), "read_base"),
        (Partial(6), "find_card"),
        (Partial(700), "read_base"),
        (Silent(), "find_card"),
        (Silent(), "select_card"),
        (Late(0.2), "find_card"),
        (Late(0.9), "find_card"),
        (Own("refuse", {"sw3": 0x10}), "read_base"),
        (Own("refuse", {"sw3": 0x11}), "select_card"),
        (Own("refuse", {"sw3": 0x41}), "read_base"),
        (Own("refuse", {"sw3": 0x81}), "select_card"),
        (Own("refuse", {"sw3": 0x80}), "read_base"),
    ],
)
def test_a_passing_fault_costs_time_and_nothing_else(desk: Desk, fault: Fault, on: str) -> None:
    """Late, partial, damaged, lost, refused once: the card is read exactly."""
    desk.simulator.scenario.add(fault, on=on)
    desk.simulator.lay(CARD)
    assert desk.read() == READ


@pytest.mark.parametrize(
    ("fault", "on", "kind", "detail_code"),
    [
        (WrongChecksum(), "read_base", ChecksumError, "reply_damaged"),
        (Partial(700), "read_base", ProtocolError, "reply_cut_short"),
        (Silent(), "find_card", DeadlineExceeded, "no_answer_to_find_card"),
        (Own("refuse", {"sw3": 0x41}), "read_base", CardUnreadable, "read_failed"),
        (Own("refuse", {"sw3": 0x31}), "select_card", CardUnreadable, "mutual_authentication_failed"),
        (Own("refuse", {"sw3": 0x32}), "select_card", CardUnreadable, "mutual_authentication_failed"),
        (Own("refuse", {"sw3": 0x40}), "find_card", CardUnreadable, "unrecognised_card"),
        (Own("refuse", {"sw3": 0x66}), "select_card", CommandRefused, "sam_unauthorised"),
        (Own("refuse", {"sw3": 0x77}), "select_card", CommandRefused, "sw3_77"),
        (Own("refuse", {"sw3": 0x24}), "read_base", NotSupported, "unknown_command"),
    ],
)
def test_a_lasting_fault_is_an_error_that_says_which(
    desk: Desk, fault: Fault, on: str, kind: type[DeviceError], detail_code: str
) -> None:
    """After a bounded number of tries; never no card, and never a hang."""
    desk.simulator.scenario.add(fault, on=on, times=None)
    desk.simulator.lay(CARD)
    with pytest.raises(kind) as caught:
        desk.read()
    assert caught.value.detail_code == detail_code
    desk.simulator.scenario.clear()
    desk.simulator.lift()
    desk.simulator.lay(CARD)
    assert desk.read() == READ


def test_a_card_moved_before_it_was_read_is_unreadable_not_absent(desk: Desk) -> None:
    """The citizen is told to hold it still, at once, not after the whole time is over."""
    desk.simulator.lay(CARD)
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x41}), on="read_base")
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x80}), on="find_card", skip=1, times=None)
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x41}), on="read_newest_address", times=None)
    with pytest.raises(CardUnreadable, match="read_failed"):
        desk.read()


def test_a_reading_that_broke_off_goes_on_while_the_card_lies_there(desk: Desk) -> None:
    """The reader no longer finds it, but it still answers."""
    desk.simulator.lay(CARD)
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x41}), on="read_base")
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x80}), on="find_card", skip=1, times=None)
    assert desk.read() == READ


def test_time_that_runs_out_in_the_middle_of_a_card_is_not_no_card(desk: Desk) -> None:
    """The card is there; it is the reader that is slow."""
    desk.simulator.lay(CARD)
    desk.simulator.scenario.add(Late(5.0), on="read_base", times=None)
    with pytest.raises(DeadlineExceeded):
        desk.read(0.6)


@pytest.mark.parametrize("on", ["find_card", "select_card", "read_base"])
def test_a_cable_pulled_in_mid_command_is_disconnected_at_once(desk: Desk, on: str) -> None:
    """And the port opens again when it is back."""
    desk.simulator.lay(CARD)
    desk.simulator.scenario.add(Unplugged(3), on=on)
    with pytest.raises(Disconnected):
        desk.read()
    desk.driver.close()
    with pytest.raises(NotOpened) as caught:
        desk.driver.open()
    assert caught.value.detail_code == "ENOENT"
    desk.simulator.plug()
    desk.driver.open()
    assert desk.read() == READ


def test_a_reader_that_dies_in_mid_command_is_offline(desk: Desk) -> None:
    """The port is still there; nobody answers; replugged it works again."""
    desk.simulator.lay(CARD)
    desk.simulator.scenario.add(DeadInMidCommand(100), on="read_base")
    with pytest.raises(DeadlineExceeded):
        desk.read(1.0)
    assert desk.driver.status(desk.control()) == Status(DeviceState.OFFLINE, detail_code="no_answer_to_status")
    desk.driver.close()
    desk.simulator.unplug()
    desk.simulator.plug()
    desk.driver.open()
    assert desk.driver.status(desk.control()) == Status(DeviceState.ONLINE)


def test_fingerprint_command_first_where_it_is_asked_for() -> None:
    """The fingerprint is left behind, whatever its length."""
    for fingerprint in (b"", bytes(512), bytes(1024)):
        for desk in desk_of(SimulatedSamReader(fingerprint=fingerprint), fingerprint=True):
            desk.simulator.scenario.add(Own("refuse", {"sw3": 0x24}), on="read_base", times=None)
            desk.simulator.lay(CARD)
            assert desk.read() == READ
            assert desk.driver.capabilities().features["fingerprint"] is True


def test_an_old_module_is_asked_with_the_plain_command() -> None:
    """It answers 21 to the fingerprint command, once: then it is known to be old."""
    for desk in desk_of(SimulatedSamReader(fingerprint=None), fingerprint=True):
        desk.simulator.lay(CARD)
        assert desk.read() == READ
        assert desk.driver.capabilities().features["fingerprint"] is False
        desk.simulator.scenario.add(Silent(), on="read_base_fingerprint", times=None)
        desk.simulator.lay(CARD)
        assert desk.read() == READ


def test_by_default_no_fingerprint_is_asked_for(desk: Desk) -> None:
    """What is not needed is not read."""
    desk.simulator.scenario.add(Silent(), on="read_base_fingerprint", times=None)
    desk.simulator.lay(CARD)
    assert desk.read() == READ


def test_a_module_that_knows_no_added_addresses_still_reads() -> None:
    """Or one that is told not to ask."""
    for desk in desk_of(SimulatedSamReader()):
        desk.simulator.scenario.add(Own("refuse", {"sw3": 0x24}), on="read_newest_address", times=None)
        desk.simulator.lay(CARD)
        assert desk.read() == replace(READ, newest_address="")
    for desk in desk_of(SimulatedSamReader(), newest_address=False):
        desk.simulator.lay(CARD)
        assert desk.read() == replace(READ, newest_address="")


def test_a_reader_that_is_deaf_to_the_address_command_still_serves() -> None:
    """It is only asked whether a card is still there; silence is no."""
    for desk in desk_of(SimulatedSamReader(), newest_address=False, patience_ms=0):
        desk.simulator.scenario.add(Silent(), on="read_newest_address", times=None)
        with pytest.raises(NoCard):
            desk.read(2.0)
        desk.simulator.lay(CARD)
        assert desk.read() == replace(READ, newest_address="")


def test_the_reader_s_identity_status_reset_and_self_test(desk: Desk) -> None:
    """Everything that can be asked without a citizen."""
    identity = "05.01-20130101-0001234567-0987654321"
    assert desk.driver.sam_id(desk.control()) == identity
    assert desk.driver.capabilities().serial_number == identity
    assert desk.driver.kind is DeviceKind.ID_CARD_READER
    desk.driver.reset(desk.control())
    test = desk.driver.self_test(desk.control())
    assert test.passed
    assert [step.code for step in test.steps] == ["sam_status", "sam_id", "antenna"]
    desk.simulator.scenario.add(Own("refuse", {"sw3": 0x60}), on="sam_id")
    failed = desk.driver.self_test(desk.control())
    assert [step.detail_code for step in failed.steps] == ["", "command_refused sam_self_test_failed", ""]
    assert not failed.passed


def test_a_self_test_can_be_called_back(desk: Desk) -> None:
    """Steps that fail do not raise; being called back does."""
    control = desk.control()
    control.cancel()
    with pytest.raises(CommandCancelled):
        desk.driver.self_test(control)


@pytest.mark.parametrize(("sw3", "detail_code"), [(0x60, "sam_self_test_failed"), (0x66, "sam_unauthorised")])
def test_a_sam_that_is_not_well_is_a_hardware_error(desk: Desk, sw3: int, detail_code: str) -> None:
    """With the reader's own reason."""
    desk.simulator.scenario.add(Own("refuse", {"sw3": sw3}), on="status")
    assert desk.driver.status(desk.control()) == Status(DeviceState.HARDWARE_ERROR, detail_code=detail_code)


def test_at_the_wrong_speed_nobody_answers_and_at_the_right_one_it_reads() -> None:
    """The port alone proves nothing."""
    for desk in desk_of(SimulatedSamReader(baud=9600), baud=9600):
        desk.simulator.lay(CARD)
        assert desk.read() == READ
        desk.driver.close()
        wrong = SamSerialIdCardReader(context(desk.simulator.port, desk.mailbox, baud=115200, patience_ms=0))
        with pytest.raises(DeadlineExceeded) as caught:
            wrong.open()
        assert caught.value.detail_code == "no_answer_to_status"


def test_a_port_is_ours_alone(desk: Desk) -> None:
    """Two programs on one reader would read each other's answers."""
    other = SamSerialIdCardReader(context(desk.simulator.port, Mailbox()))
    with pytest.raises(NotOpened) as caught:
        other.open()
    assert caught.value.detail_code == "EAGAIN"


def test_what_is_no_serial_port_is_refused_for_good(tmp_path: Path) -> None:
    """No waiting will make a serial port of a file."""
    (tmp_path / "file").write_bytes(b"")
    driver = SamSerialIdCardReader(context(str(tmp_path / "file"), Mailbox()))
    with pytest.raises(ConfigurationError, match="no serial port"):
        driver.open()
    with pytest.raises(NotOpened, match="EISDIR"):
        SamSerialIdCardReader(context(str(tmp_path), Mailbox())).open()


def test_all_wrong_options_are_named_at_once() -> None:
    """When the driver is made, before anything is opened."""
    with pytest.raises(ConfigurationFaults) as caught:
        SamSerialIdCardReader(context("", Mailbox(), baud=1200, fingerprint="yes", patience_ms=-1, colour="red"))
    assert sorted(fault.key for fault in caught.value.faults) == [
        "device.reader.baud",
        "device.reader.colour",
        "device.reader.fingerprint",
        "device.reader.patience_ms",
        "device.reader.port",
    ]


def test_a_driver_that_is_not_open_says_so(desk: Desk) -> None:
    """Closing twice is fine; asking afterwards is an error, not a crash."""
    desk.driver.close()
    desk.driver.close()
    with pytest.raises(NotOpened):
        desk.read()


def test_commands_call_the_methods_of_their_names(desk: Desk) -> None:
    """What the supervisor runs."""
    desk.simulator.lay(CARD)
    assert ReadCard().perform(desk.driver, desk.control()) == READ
    assert ReadSamId().perform(desk.driver, desk.control()).startswith("05.01-")


def test_the_driver_holds_no_thread(desk: Desk) -> None:
    """It runs on its owner's."""
    before = threading.active_count()
    desk.simulator.lay(CARD)
    desk.read()
    assert threading.active_count() == before
