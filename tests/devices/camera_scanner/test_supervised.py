"""Camera and scanner as a terminal runs them: bound in TOML, found by entry point, each on its own thread."""

from random import Random

from devices.api.clock import SystemClock
from devices.api.commands import RunSelfTest
from devices.api.errors import CommandCancelled
from devices.api.events import CommandFailed, StatusChanged
from devices.api.kinds.camera import StartStream, StopStream
from devices.api.kinds.code_scanner import ScanCode
from devices.api.status import DeviceState
from devices.bindings import parse_bindings
from devices.drivers.camera_scanner.simulator import SimulatedCodes
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from devices.registry import Registry
from devices.supervisor import Supervisor
from devices.supervisor.settings import SupervisorSettings
from tests.support.cameras import frame_after
from tests.support.devices_core import Mailbox

BINDINGS = """
[device.codes]
kind = "code_scanner"
driver = "camera"
port = "front"
poll_interval_s = 0.05

[device.front]
kind = "camera"
driver = "opencv"
port = "{port}"
poll_interval_s = 0.05
"""
QUICK = SupervisorSettings(reopen_first_s=0.05, reopen_cap_s=0.1, disconnect_grace_s=0.05, status_interval_s=0.1)


def _terminal(simulator: SimulatedCamera, mailbox: Mailbox) -> Supervisor:
    return Supervisor(
        parse_bindings(BINDINGS.format(port=simulator.port)),
        build=Registry().build,
        clock=SystemClock(),
        post=mailbox.post,
        randomness=Random(0),
        settings=QUICK,
    )


def _states(mailbox: Mailbox, device_id: str) -> list[DeviceState]:
    return [event.status.state for event in mailbox.of(StatusChanged) if event.device_id == device_id]


def _until(mailbox: Mailbox, device_id: str, *, online: bool) -> None:
    """Wait until the device's latest status is online, or is not."""
    while True:
        count = len(mailbox.of(StatusChanged))
        states = _states(mailbox, device_id)
        if states and (states[-1] is DeviceState.ONLINE) is online:
            return
        mailbox.wait_for(StatusChanged, count=count + 1)


def test_two_devices_share_a_camera(simulator: SimulatedCamera) -> None:
    """A preview goes on while a scan runs and after it, although each device has its own thread."""
    mailbox, codes = Mailbox(), SimulatedCodes(simulator)
    with _terminal(simulator, mailbox) as terminal:
        _until(mailbox, "front", online=True)
        _until(mailbox, "codes", online=True)
        preview = terminal.call("front", StartStream())
        codes.present("无房证明 0001".encode(), seed=1)
        assert terminal.call("codes", ScanCode()).text == "无房证明 0001"
        frame_after(preview, frame_after(preview).sequence)
        terminal.call("front", StopStream(preview))
        assert simulator.wait_for_viewers(0, 5.0)
        assert terminal.call("codes", RunSelfTest()).passed


def test_a_camera_that_comes_back_serves_again(simulator: SimulatedCamera) -> None:
    """Unplugged in mid-scan and plugged in again, camera and scanner recover by themselves."""
    mailbox, codes = Mailbox(), SimulatedCodes(simulator)
    with _terminal(simulator, mailbox) as terminal:
        _until(mailbox, "codes", online=True)
        _until(mailbox, "front", online=True)
        ticket = terminal.submit("codes", ScanCode())
        assert simulator.wait_for_viewers(1, 5.0)
        simulator.unplug()
        _until(mailbox, "front", online=False)
        _until(mailbox, "codes", online=False)
        assert not terminal.cancel(ticket)
        simulator.plug()
        terminal.reopen("front")
        _until(mailbox, "front", online=True)
        _until(mailbox, "codes", online=True)
        codes.present(b"AGAIN", seed=1)
        assert terminal.call("codes", ScanCode()).payload == b"AGAIN"


def test_a_supervised_scan_can_be_called_back(simulator: SimulatedCamera) -> None:
    """A cancel by the supervisor ends a scan, and the next one begins at once."""
    mailbox, codes = Mailbox(), SimulatedCodes(simulator)
    with _terminal(simulator, mailbox) as terminal:
        _until(mailbox, "codes", online=True)
        _until(mailbox, "front", online=True)
        ticket = terminal.submit("codes", ScanCode())
        assert simulator.wait_for_viewers(1, 5.0)
        assert terminal.cancel(ticket)
        (failed,) = mailbox.wait_for(CommandFailed)
        assert isinstance(failed.error, CommandCancelled)
        codes.present(b"NEXT", seed=1)
        assert terminal.call("codes", ScanCode()).payload == b"NEXT"
