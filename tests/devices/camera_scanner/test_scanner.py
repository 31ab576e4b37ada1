"""The shipped scanner over the shipped camera driver over the simulated camera."""

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.errors import CommandCancelled, ConfigurationError, DeadlineExceeded, Disconnected
from devices.api.kinds.code_scanner import ScanCode, ScannedCode
from devices.api.status import DeviceState
from devices.drivers.camera_scanner import second_opinion
from devices.drivers.camera_scanner.code_drawing import DrawnSymbology
from devices.drivers.camera_scanner.driver import CameraCodeScanner
from devices.drivers.camera_scanner.simulator import Look, SimulatedCodes
from devices.drivers.camera_scanner.wire import Pipeline, Symbology
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from tests.support.cameras import brightness, context, control, frame_after, frame_that


@pytest.fixture
def codes(simulator: SimulatedCamera) -> SimulatedCodes:
    """The hand that holds codes before the camera."""
    return SimulatedCodes(simulator)


@pytest.fixture
def camera(simulator: SimulatedCamera) -> Iterator[OpenCvCamera]:
    """The camera's driver, opened."""
    opened = OpenCvCamera(context(simulator.port))
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def scanner(camera: OpenCvCamera) -> Iterator[CameraCodeScanner]:
    """The scanner, opened."""
    opened = _scanner(camera)
    yield opened
    opened.close()


def _scanner(camera: OpenCvCamera, **options: Any) -> CameraCodeScanner:
    scanner = CameraCodeScanner(context("front", options, device_id="codes", devices={"front": camera}))
    scanner.open()
    return scanner


@pytest.mark.parametrize("look", [Look.PHONE, Look.TILTED, Look.INVERTED, Look.MIXED])
def test_a_code_that_is_shown_is_returned(scanner: CameraCodeScanner, codes: SimulatedCodes, look: Look) -> None:
    """What a citizen holds up comes back byte for byte."""
    payload = "一次性身份码 0001".encode("gbk")
    codes.present(payload, look=look, seed=3)
    seen = ScanCode().perform(scanner, control())
    assert seen == ScannedCode(payload, "一次性身份码 0001", "qr_code")
    assert "身份码" not in repr(seen)


def test_a_bar_code_is_returned(scanner: CameraCodeScanner, codes: SimulatedCodes) -> None:
    """Payment apps show a bar code too."""
    codes.present(b"134567890123456789", seed=1, symbology=DrawnSymbology.CODE_128)
    assert scanner.scan(control()) == ScannedCode(b"134567890123456789", "134567890123456789", "code_128")


def test_a_code_held_up_is_returned_by_every_scan(scanner: CameraCodeScanner, codes: SimulatedCodes) -> None:
    """A code kept in view is seen again by the next call."""
    codes.present(b"SAMPLE-1", seed=1)
    assert scanner.scan(control()) == scanner.scan(control())


def test_a_code_from_before_is_not_returned(
    scanner: CameraCodeScanner, codes: SimulatedCodes, camera: OpenCvCamera
) -> None:
    """A code taken away before the call is not seen, though a preview kept the stream running all the time."""
    preview = camera.start_stream(control())
    codes.present(b"EARLIER", look=Look.PAPER, seed=1)
    assert scanner.scan(control()).payload == b"EARLIER"
    codes.present(b"LATER", look=Look.DARK, seed=1)
    frame_that(preview, lambda frame: brightness(frame) < 60)
    assert scanner.scan(control()).payload == b"LATER"
    codes.withdraw()
    frame_that(preview, lambda frame: brightness(frame) > 90)
    with pytest.raises(DeadlineExceeded):
        scanner.scan(control(deadline_s=0.5))
    frame_after(preview, frame_after(preview).sequence)


def test_the_camera_is_looked_through_only_while_scanning(
    scanner: CameraCodeScanner, codes: SimulatedCodes, simulator: SimulatedCamera
) -> None:
    """Before and after a scan nobody looks: the camera's light is off."""
    assert simulator.wait_for_viewers(0, 5.0)
    codes.present(b"SAMPLE-1", seed=1)
    scanner.scan(control())
    assert simulator.wait_for_viewers(0, 5.0)


def test_a_scan_can_be_called_back(scanner: CameraCodeScanner, simulator: SimulatedCamera) -> None:
    """A cancel from another thread ends the scan, and the camera is let go."""
    leash = control()
    ended = Event()

    def scan() -> None:
        with pytest.raises(CommandCancelled):
            scanner.scan(leash)
        ended.set()

    thread = Thread(target=scan)
    thread.start()
    assert simulator.wait_for_viewers(1, 5.0)
    leash.cancel()
    assert ended.wait(5.0)
    thread.join()
    assert simulator.wait_for_viewers(0, 5.0)


def test_a_camera_that_goes_ends_the_scan(scanner: CameraCodeScanner, simulator: SimulatedCamera) -> None:
    """Unplugged in mid-scan, the scanner says `Disconnected` in its own name, and its status says why."""
    simulator.unplug()
    with pytest.raises(Disconnected) as gone:
        scanner.scan(control())
    assert gone.value.device_id == "codes"
    status = scanner.status(control())
    assert status.state is DeviceState.NO_DEVICE
    assert status.detail_code.startswith("camera front ")


def test_pictures_are_wiped_after_a_scan(
    scanner: CameraCodeScanner, codes: SimulatedCodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies of frames are overwritten when a scan ends, well or not."""
    wiped: list[int] = []
    really_wipe = Pipeline.wipe

    def wipe(pipeline: Pipeline) -> None:
        scratch = list(pipeline._pictures._memory.values())
        really_wipe(pipeline)
        wiped.append(sum(int(picture.any()) for picture in scratch))

    monkeypatch.setattr(Pipeline, "wipe", wipe)
    codes.present(b"SAMPLE-1", seed=1)
    scanner.scan(control())
    codes.withdraw()
    with pytest.raises(DeadlineExceeded):
        scanner.scan(control(deadline_s=0.4))
    assert wiped == [0, 0]


def test_the_self_test_says_what_it_saw(
    scanner: CameraCodeScanner, simulator: SimulatedCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoder, second opinion and camera are looked at; what is missing is named, and the rest goes on."""
    assert [step.code for step in scanner.self_test(control()).steps] == ["decoder", "second_opinion", "camera"]
    assert scanner.self_test(control()).passed
    monkeypatch.setattr(second_opinion, "_zbar", None)
    assert [step.code for step in scanner.self_test(control()).steps if not step.passed] == ["second_opinion"]
    assert scanner.capabilities().features["second_opinion"] is False


def test_codes_are_read_without_zbar(
    scanner: CameraCodeScanner, codes: SimulatedCodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without libzbar the other stages go on."""
    monkeypatch.setattr(second_opinion, "_zbar", None)
    codes.present(b"SAMPLE-1", look=Look.FADED_RECEIPT, seed=1)
    assert scanner.scan(control()).payload == b"SAMPLE-1"


@pytest.mark.parametrize("symbology", Symbology)
def test_the_self_test_fits_the_symbologies(camera: OpenCvCamera, symbology: Symbology) -> None:
    """The decoder is tried with a code that this scanner is meant to read."""
    assert _scanner(camera, symbologies=[symbology.value]).self_test(control()).steps[0].passed


def test_a_closed_scanner_does_not_scan(scanner: CameraCodeScanner) -> None:
    """Closed, it says so; closing twice is fine; a reset finds the camera anew."""
    scanner.close()
    scanner.close()
    assert scanner.status(control()).state is DeviceState.UNKNOWN
    with pytest.raises(Disconnected):
        scanner.scan(control())
    scanner.reset(control())
    assert scanner.status(control()).state is DeviceState.ONLINE


def test_a_cancelled_call_does_not_begin(scanner: CameraCodeScanner) -> None:
    """A call that was called back before it began takes no seat at the camera."""
    leash: Control = control()
    leash.cancel()
    with pytest.raises(CommandCancelled):
        scanner.scan(leash)


@pytest.mark.parametrize(
    ("port", "options"),
    [
        ("", {}),
        ("front", {"camera": "back"}),
        ("front", {"symbologies": "qr_code"}),
        ("front", {"symbologies": []}),
        ("front", {"symbologies": ["qr_code", "runes"]}),
        ("front", {"simbologies": ["qr_code"]}),
    ],
)
def test_a_wrong_binding_is_refused(port: str, options: dict[str, Any]) -> None:
    """No camera, two cameras, unknown symbologies and misspelt keys are refused before anything is opened."""
    with pytest.raises(ConfigurationFaults):
        CameraCodeScanner(context(port, options, device_id="codes"))


@pytest.mark.parametrize(
    ("port", "options"), [("front", {}), ("", {"camera": "front"}), ("front", {"camera": "front"})]
)
def test_the_camera_is_named_by_port_or_option(camera: OpenCvCamera, port: str, options: dict[str, Any]) -> None:
    """Both ways to name the camera mean the same."""
    scanner = CameraCodeScanner(context(port, options, device_id="codes", devices={"front": camera}))
    scanner.open()
    assert scanner.capabilities().features["camera"] == "front"


def test_a_scanner_looks_through_a_camera_only(scanner: CameraCodeScanner) -> None:
    """Another kind of device, or none, is a configuration error when the scanner is opened."""
    wrong = CameraCodeScanner(context("codes", device_id="second", devices={"codes": scanner}))
    with pytest.raises(ConfigurationFaults):
        wrong.open()
    with pytest.raises(ConfigurationError):
        CameraCodeScanner(context("nobody", device_id="second")).open()
