"""The shipped driver over real ports against a scanner of each dialect."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Thread
from typing import Any

import pytest

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
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.status import DeviceState
from devices.drivers.serial_scanner.driver import SerialCodeScanner
from devices.drivers.serial_scanner.framing import Framing
from devices.drivers.serial_scanner.simulator import SimulatedSerialScanner
from devices.drivers.serial_scanner.wire import GM65_DONE, GM65_START, GM65_STOP, DialectName
from devices.simulators.faults import DeadInMidCommand, Fault, GarbageBefore, Late, Own, Partial, Silent, Unplugged
from devices.simulators.faults import WrongChecksum as Damaged
from tests.support.devices_core import Mailbox, context

SIMULATED = [name for name in DialectName if name is not DialectName.CUSTOM]
ASKED = [name for name in SIMULATED if name is not DialectName.CONTINUOUS]
TRIGGERED = ASKED
IDENTITY_CODE = b"HALLKIOSK-SYNTHETIC-1"

Make = Callable[..., tuple[SerialCodeScanner, SimulatedSerialScanner]]


@pytest.fixture
def make() -> Iterator[Make]:
    """Make an open driver and the simulator it talks to."""
    with ExitStack() as stack:

        def build(
            dialect: DialectName,
            *,
            framing: Framing = Framing.CR,
            aim: str = "",
            packet_bytes: int = 251,
            **options: Any,
        ) -> tuple[SerialCodeScanner, SimulatedSerialScanner]:
            simulator = SimulatedSerialScanner(dialect=dialect, framing=framing, aim=aim, packet_bytes=packet_bytes)
            stack.callback(simulator.stop)
            simulator.start()
            said = {"dialect": dialect.value, "framing": framing.value, "answer_ms": 200, **options}
            driver = SerialCodeScanner(context(simulator.port, Mailbox(), **said))
            stack.callback(driver.close)
            driver.open()
            return driver, simulator

        yield build


def control(deadline_s: float = 20.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="scanner", deadline_s=deadline_s)


def scan_shown(
    driver: SerialCodeScanner, simulator: SimulatedSerialScanner, payload: bytes, *, within_s: float = 20.0
) -> ScannedCode:
    """Show a code once the scan is under way."""

    def show() -> None:
        control().pause(0.15)
        simulator.show(payload)

    thread = Thread(target=show)
    thread.start()
    try:
        return driver.scan(control(within_s))
    finally:
        thread.join()
        simulator.hide()


@pytest.mark.parametrize("dialect", SIMULATED)
def test_a_code_comes_back(make: Make, dialect: DialectName) -> None:
    """In every dialect; an acknowledgement never gets into it; two scans, one code each."""
    driver, simulator = make(dialect)
    expected = "qr_code" if dialect is DialectName.SSI else "unknown"
    for _ in range(2):
        seen = scan_shown(driver, simulator, IDENTITY_CODE)
        assert seen == ScannedCode(IDENTITY_CODE, IDENTITY_CODE.decode(), expected)


@pytest.mark.parametrize(
    ("payload", "text"),
    [("云江·一次性身份码".encode(), "云江·一次性身份码"), ("云江".encode("gb18030"), "云江"), (b"\xff\xfe\x80", None)],
)
def test_text_is_utf_8_else_gb18030_else_none(make: Make, payload: bytes, text: str | None) -> None:
    """Both strictly; the payload is byte for byte what was encoded."""
    driver, simulator = make(DialectName.CONTINUOUS)
    assert scan_shown(driver, simulator, payload) == ScannedCode(payload, text, "unknown")


@pytest.mark.parametrize("framing", Framing)
@pytest.mark.parametrize("dialect", [DialectName.CONTINUOUS, DialectName.GM65])
def test_every_framing(make: Make, dialect: DialectName, framing: Framing) -> None:
    """With a trigger's acknowledgement before it and without; GM65's begins with STX itself."""
    driver, simulator = make(dialect, framing=framing)
    assert scan_shown(driver, simulator, IDENTITY_CODE).payload == IDENTITY_CODE


@pytest.mark.parametrize("dialect", TRIGGERED)
def test_a_triggered_scanner_looks_only_while_asked(make: Make, dialect: DialectName) -> None:
    """Its light is off before a scan, after a code, and after a scan whose time was over."""
    driver, simulator = make(dialect)
    assert not simulator.looks
    scan_shown(driver, simulator, IDENTITY_CODE)
    with pytest.raises(DeadlineExceeded):
        driver.scan(control(0.5))
    driver.status(control())  # an answer to this comes after it has obeyed what was sent before
    assert not simulator.looks


def test_a_code_shown_before_the_call_is_not_returned(make: Make) -> None:
    """Nor the second half of it."""
    driver, simulator = make(DialectName.CONTINUOUS)
    simulator.scenario.add(Late(0.1), on="code")
    simulator.show(b"EARLIER-" * 100)
    control().pause(0.25)
    with pytest.raises(DeadlineExceeded):
        driver.scan(control(0.5))


@pytest.mark.parametrize("dialect", [DialectName.GM65, DialectName.SSI, DialectName.HONEYWELL])
def test_a_scanner_that_gave_up_looking_is_told_again(make: Make, dialect: DialectName) -> None:
    """A citizen may take longer than the module's own time; the second acknowledgement is no code either."""
    driver, simulator = make(dialect, retrigger_s=0.5)

    def give_up_then_see() -> None:
        control().pause(0.2)
        simulator.look(False)
        control().pause(0.5)
        simulator.show(b"A1")

    thread = Thread(target=give_up_then_see)
    thread.start()
    assert driver.scan(control()).payload == b"A1"
    thread.join()


def test_a_long_code_comes_in_several_packets(make: Make) -> None:
    """SSI carries 251 bytes in one; damaged and unanswered ones are sent again and counted once."""
    driver, simulator = make(DialectName.SSI, packet_bytes=100)
    payload = bytes(range(1, 256)) * 3
    simulator.scenario.add(Damaged(), on="code", skip=1)
    simulator.scenario.add(GarbageBefore(), on="code", skip=3)
    assert scan_shown(driver, simulator, payload).payload == payload


def test_a_packet_that_arrives_twice_counts_once(make: Make) -> None:
    """The scanner did not hear our acknowledgement in time and sends again."""
    driver, simulator = make(DialectName.SSI, packet_bytes=4)
    simulator.scenario.add(Late(0.3), on="code", skip=1)
    assert scan_shown(driver, simulator, b"ABCDEFGHIJ").payload == b"ABCDEFGHIJ"


@pytest.mark.parametrize("packet_bytes", [4, 251])
def test_a_code_that_is_sent_again_is_not_the_next_scan_s(make: Make, packet_bytes: int) -> None:
    """The scanner did not hear the last acknowledgement: its packet comes again, within the next scan."""
    driver, simulator = make(DialectName.SSI, packet_bytes=packet_bytes)
    simulator.scenario.add(Own("deaf"), on="code", skip=(len(b"ABCDEFGHIJ") + 1) // packet_bytes)
    assert scan_shown(driver, simulator, b"ABCDEFGHIJ").payload == b"ABCDEFGHIJ"
    with pytest.raises(DeadlineExceeded):
        driver.scan(control(1.0))
    assert scan_shown(driver, simulator, b"KLM").payload == b"KLM"


def test_packets_that_stay_damaged_are_an_error(make: Make) -> None:
    """After a bounded number of times."""
    driver, simulator = make(DialectName.SSI)
    simulator.scenario.add(Damaged(), on="code", times=None)
    with pytest.raises(ChecksumError):
        scan_shown(driver, simulator, b"A1")


def test_the_aim_prefix_is_taken_off(make: Make) -> None:
    """Where the binding says that the scanner sends it."""
    driver, simulator = make(DialectName.CONTINUOUS, aim="]Q1", aim_prefix=True)
    assert scan_shown(driver, simulator, b"A1") == ScannedCode(b"A1", "A1", "qr_code")


@pytest.mark.parametrize("dialect", [DialectName.GM65, DialectName.NEWLAND, DialectName.SSI])
@pytest.mark.parametrize("fault", [Silent(), Partial(3), Late(0.1), GarbageBefore(), Damaged()])
def test_a_trigger_that_is_not_acknowledged_at_once_is_sent_again(
    make: Make, dialect: DialectName, fault: Fault
) -> None:
    """And nothing of the noise gets into the code."""
    driver, simulator = make(dialect)
    simulator.scenario.add(fault, on="start")
    simulator.show(IDENTITY_CODE)
    assert driver.scan(control()).payload == IDENTITY_CODE


@pytest.mark.parametrize(
    ("dialect", "detail_code"), [(DialectName.GM65, "invalid_command"), (DialectName.SSI, "nak_06")]
)
def test_a_refusal_is_told_with_the_scanner_s_code(make: Make, dialect: DialectName, detail_code: str) -> None:
    """It is no code either."""
    driver, simulator = make(dialect)
    simulator.scenario.add(Own("refuse"), on="start", times=None)
    with pytest.raises(CommandRefused) as refused:
        driver.scan(control())
    assert refused.value.detail_code == detail_code
    test = driver.self_test(control())
    assert [(step.code, step.passed) for step in test.steps] == [("port", True), ("answer", True), ("trigger", False)]


@pytest.mark.parametrize("dialect", [DialectName.GM65, DialectName.NEWLAND, DialectName.SSI])
def test_a_trigger_that_is_never_acknowledged_is_an_error(make: Make, dialect: DialectName) -> None:
    """Silence in time; damage as such."""
    driver, simulator = make(dialect)
    simulator.scenario.add(Silent(), on="start", times=None)
    with pytest.raises(DeadlineExceeded) as silent:
        driver.scan(control())
    assert "no_answer_to" in silent.value.detail_code
    if dialect is not DialectName.SSI:
        simulator.scenario.clear()
        simulator.scenario.add(Damaged(), on="start", times=None)
        with pytest.raises(ProtocolError):
            driver.scan(control())


@pytest.mark.parametrize("dialect", ASKED)
def test_a_scanner_that_does_not_answer_is_offline(make: Make, dialect: DialectName) -> None:
    """Its port is there, and that is not enough; opening says so too."""
    driver, simulator = make(dialect)
    assert driver.status(control()).state is DeviceState.ONLINE
    simulator.scenario.add(Silent(), on="question", times=None)
    assert driver.status(control()).state is DeviceState.OFFLINE
    with pytest.raises(DeadlineExceeded):
        driver.open()


def test_one_that_cannot_be_asked_says_what_is_known(make: Make) -> None:
    """That its port is open, and no more; so does one that shall not be asked."""
    for dialect, options in ((DialectName.CONTINUOUS, {}), (DialectName.HONEYWELL, {"ask": False})):
        driver, _ = make(dialect, **options)
        status = driver.status(control())
        assert (status.state, status.detail_code) == (DeviceState.ONLINE, "port_only")
        assert driver.capabilities().features["asked"] is False


def test_the_revision_names_the_model(make: Make) -> None:
    """As an SSI scanner reports it."""
    driver, _ = make(DialectName.SSI)
    assert "SIMULATED-SSI" in driver.capabilities().model


@pytest.mark.parametrize("dialect", SIMULATED)
@pytest.mark.parametrize("fault", [Unplugged(2), DeadInMidCommand(2)])
def test_pulled_or_dead_in_mid_code(make: Make, dialect: DialectName, fault: Fault) -> None:
    """Half a code is none: gone at once, or nothing in time."""
    driver, simulator = make(dialect)
    simulator.scenario.add(fault, on="code")
    expected = Disconnected if isinstance(fault, Unplugged) else DeadlineExceeded
    with pytest.raises(expected):
        scan_shown(driver, simulator, IDENTITY_CODE, within_s=1.0)


@pytest.mark.parametrize("acknowledged", [True, False])
def test_custom_commands(acknowledged: bool) -> None:
    """What another maker's manual says is written into the binding; an acknowledgement is taken off if there is one."""
    simulator = SimulatedSerialScanner(dialect=DialectName.GM65 if acknowledged else DialectName.HONEYWELL)
    simulator.start()
    commands = {"start_hex": GM65_START.hex(" "), "stop_hex": GM65_STOP.hex(), "acknowledgement_hex": GM65_DONE.hex()}
    options = commands if acknowledged else {"start_hex": "16540d"}
    driver = SerialCodeScanner(context(simulator.port, Mailbox(), dialect="custom", **options))
    try:
        driver.open()
        assert driver.capabilities().features["triggered"] is True
        assert scan_shown(driver, simulator, b"A1").payload == b"A1"
    finally:
        driver.close()
        simulator.stop()


@pytest.mark.parametrize(
    ("port", "options", "key"),
    [
        ("", {}, "port"),
        ("/dev/x", {"dialect": "morse"}, "dialect"),
        ("/dev/x", {"framing": "none"}, "framing"),
        ("/dev/x", {"baud": 1200}, "baud"),
        ("/dev/x", {"gap_ms": 5}, "gap_ms"),
        ("/dev/x", {"dialect": "custom"}, "start_hex"),
        ("/dev/x", {"dialect": "custom", "start_hex": "xyz"}, "start_hex"),
        ("/dev/x", {"dialect": "gm65", "start_hex": "00"}, "start_hex"),
        ("/dev/x", {"retrigger_s": 0}, "retrigger_s"),
    ],
)
def test_a_wrong_binding_is_refused(port: str, options: dict[str, Any], key: str) -> None:
    """Before anything is opened, naming the key."""
    with pytest.raises(ConfigurationFaults) as refused:
        SerialCodeScanner(context(port, Mailbox(), device_id="scanner", **options))
    assert key in str(refused.value)


def test_a_payment_code_is_in_no_repr_and_no_log(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    """Neither whole nor as bytes."""
    caplog.set_level(logging.DEBUG)
    payment = b"134567890123456789"
    for dialect in SIMULATED:
        driver, simulator = make(dialect)
        simulator.scenario.add(Silent(), on="start")
        seen = scan_shown(driver, simulator, payment)
        assert seen.payload == payment
        assert payment.decode() not in repr(seen) + caplog.text


def test_closed_is_closed(make: Make) -> None:
    """Every question to a closed driver is a DeviceError; closing twice is fine."""
    driver, _ = make(DialectName.GM65)
    driver.close()
    driver.close()
    for question in (driver.scan, driver.status, driver.reset, driver.poll):
        with pytest.raises(DeviceError):
            question(control())
    assert not driver.self_test(control()).passed
