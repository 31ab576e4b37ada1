"""The shipped driver over a pipe that speaks the kernel's input events."""

import errno
import fcntl
import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.errors import ConfigurationError, DeadlineExceeded, DeviceError, Disconnected, NotOpened
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.status import DeviceState
from devices.drivers.keyboard_wedge import event_file
from devices.drivers.keyboard_wedge.driver import KeyboardWedgeScanner
from devices.drivers.keyboard_wedge.event_file import EVIOCGNAME, EVIOCGRAB, EVIOCGUNIQ, EVIOCSCLOCKID, EventFile
from devices.drivers.keyboard_wedge.simulator import SimulatedWedgeScanner
from devices.drivers.keyboard_wedge.wire import typed
from devices.simulators.faults import DeadInMidCommand, Fault, GarbageBefore, Late, Own, Partial, Silent, Unplugged
from tests.support.devices_core import Mailbox, context


@pytest.fixture
def simulator() -> Iterator[SimulatedWedgeScanner]:
    """A simulated scanner, plugged in."""
    scanner = SimulatedWedgeScanner(SystemClock())
    scanner.start()
    yield scanner
    scanner.stop()


@pytest.fixture
def driver(simulator: SimulatedWedgeScanner) -> Iterator[KeyboardWedgeScanner]:
    """The driver, open."""
    opened = KeyboardWedgeScanner(context(simulator.port, Mailbox(), device_id="scanner"))
    opened.open()
    yield opened
    opened.close()


def control(deadline_s: float = 10.0) -> Control:
    """A leash that is long enough for a loaded machine."""
    return Control(SystemClock(), device_id="scanner", deadline_s=deadline_s)


def scan_shown(
    driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner, payload: bytes, *, within_s: float = 10.0
) -> ScannedCode:
    """Show a code once the scan is under way."""

    def show() -> None:
        control().pause(0.1)
        simulator.show(payload)

    thread = Thread(target=show)
    thread.start()
    try:
        return driver.scan(control(within_s))
    finally:
        thread.join()


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        (b"HTTPS://Hall.example/?a=1&b=2", "HTTPS://Hall.example/?a=1&b=2"),
        ("一次性身份码".encode(), "一次性身份码"),
        ("云江样例".encode("gb18030"), "云江样例"),
        (b"\xff\xfe\x80\x81\xff\xff", None),
    ],
)
def test_a_code_comes_back(
    driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner, payload: bytes, text: str | None
) -> None:
    """Byte for byte, again and again."""
    for _ in range(2):
        assert scan_shown(driver, simulator, payload) == ScannedCode(payload, text, "unknown")


def test_what_was_typed_before_the_call_is_not_returned(
    driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner
) -> None:
    """Whether it was polled away or not."""
    simulator.show(b"EARLIER")
    driver.poll(control())
    simulator.show(b"EARLIER-TOO")
    with pytest.raises(DeadlineExceeded):
        driver.scan(control(0.3))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Late(0.2), None),
        (GarbageBefore(), None),
        (Partial(9), DeadlineExceeded),
        (Silent(), DeadlineExceeded),
        (Own("slow"), DeadlineExceeded),
        (DeadInMidCommand(9), DeadlineExceeded),
        (Unplugged(9), Disconnected),
    ],
)
def test_faults(
    driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner, fault: Fault, error: type[DeviceError] | None
) -> None:
    """Half a code, a person's pace and silence are no code; a pulled plug is told at once; noise is passed over."""
    simulator.scenario.add(fault)
    if error is None:
        assert scan_shown(driver, simulator, b"ABC-123-DEF").payload.endswith(b"ABC-123-DEF")
        return
    with pytest.raises(error):
        scan_shown(driver, simulator, b"ABC-123-DEF", within_s=0.8)


def test_the_status_says_what_is_known(driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner) -> None:
    """That the device file is there, and no more; gone, it is gone."""
    status = driver.status(control())
    assert (status.state, status.detail_code) == (DeviceState.ONLINE, "port_only")
    simulator.unplug()
    with pytest.raises(Disconnected):
        driver.status(control())
    assert not driver.self_test(control()).passed


def test_a_code_is_in_no_repr_and_no_log(
    driver: KeyboardWedgeScanner, simulator: SimulatedWedgeScanner, caplog: pytest.LogCaptureFixture
) -> None:
    """It may be a payment code."""
    caplog.set_level(logging.DEBUG)
    seen = scan_shown(driver, simulator, b"134567890123456789")
    assert "134567890123456789" not in repr(seen) + caplog.text


@pytest.mark.parametrize(
    ("port", "options", "key"),
    [
        ("", {}, "port"),
        ("/dev/input/by-id/x", {"gap_ms": 300}, "gap_ms"),
        ("/dev/input/by-id/x", {"least_characters": 0}, "least_characters"),
        ("/dev/input/by-id/x", {"silence_ends": "yes"}, "silence_ends"),
        ("/dev/input/by-id/x", {"baud": 9600}, "baud"),
    ],
)
def test_a_wrong_binding_is_refused(port: str, options: dict[str, Any], key: str) -> None:
    """Before anything is opened, naming the key."""
    with pytest.raises(ConfigurationFaults) as refused:
        KeyboardWedgeScanner(context(port, Mailbox(), device_id="scanner", **options))
    assert key in str(refused.value)


@pytest.mark.parametrize(
    ("path", "error"),
    [("/nowhere/event", NotOpened), ("/dev/null", ConfigurationError), ("/etc/hostname", ConfigurationError)],
)
def test_what_is_no_keyboard_is_not_opened(path: str, error: type[DeviceError]) -> None:
    """Not there, or something else."""
    with pytest.raises(error):
        EventFile(path, grab=True)


class Kernel:
    """Stands in for the kernel's answers to ioctl, on a file that is no keyboard: what cannot be had in a test."""

    def __init__(self, *, taken: bool = False) -> None:
        """Know one keyboard, which another program holds if `taken`."""
        self.taken = taken
        self.asked: list[tuple[int, object]] = []

    def ioctl(self, descriptor: int, request: int, argument: Any = 0) -> int:
        """Answer as evdev does."""
        self.asked.append((request, argument if isinstance(argument, int) else None))
        match request:
            case event_file.EVIOCGNAME:
                argument[: len(b"Example Scanner")] = type(argument)("B", b"Example Scanner")
            case event_file.EVIOCGUNIQ:
                raise OSError(errno.ENOENT, "no serial number")
            case event_file.EVIOCGRAB if self.taken and argument:
                raise OSError(errno.EBUSY, "grabbed")
        return 0


def test_a_keyboard_is_grabbed_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no keystroke reaches a page; its times are monotonic; its name is the model."""
    kernel = Kernel()
    monkeypatch.setattr(fcntl, "ioctl", kernel.ioctl)
    (tmp_path / "event0").write_bytes(b"".join(event.as_bytes() for event in typed(b"ABC123")))
    file = EventFile(str(tmp_path / "event0"), grab=True)
    assert (file.name, file.serial_number) == ("Example Scanner", "")
    file.close()
    assert [request for request, _ in kernel.asked] == [
        EVIOCSCLOCKID,
        EVIOCGNAME,
        EVIOCGUNIQ,
        EVIOCGRAB,
        EVIOCGRAB,
    ]
    assert [argument for request, argument in kernel.asked if request == EVIOCGRAB] == [1, 0]


def test_a_keyboard_that_another_program_holds_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its file is closed again."""
    monkeypatch.setattr(fcntl, "ioctl", Kernel(taken=True).ioctl)
    (tmp_path / "event0").write_bytes(b"")
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(NotOpened) as busy:
        EventFile(str(tmp_path / "event0"), grab=True)
    assert busy.value.detail_code == "EBUSY"
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_requests_are_the_kernel_s() -> None:
    """As linux/input.h computes them."""
    assert (EVIOCGRAB, EVIOCSCLOCKID) == (0x40044590, 0x400445A0)
    assert (EVIOCGNAME, EVIOCGUNIQ) == (0x81004506, 0x81004508)
