"""The driver over a camera that misbehaves."""

from collections.abc import Iterator

import pytest

from devices.api.errors import Disconnected, NotOpened
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from tests.support.cameras import brightness, context, control, frame_after, frame_that, plain


@pytest.fixture
def camera(simulator: SimulatedCamera) -> Iterator[OpenCvCamera]:
    """The driver, opened."""
    opened = OpenCvCamera(context(simulator.port))
    opened.open()
    yield opened
    opened.close()


@pytest.mark.parametrize("fault", [Late(0.3), Silent(), WrongChecksum()])
def test_a_bad_frame_is_passed_over(
    camera: OpenCvCamera, simulator: SimulatedCamera, fault: Fault, capfd: pytest.CaptureFixture[str]
) -> None:
    """Late, missing and damaged frames now and then do not end a stream, and nothing chatters on stderr."""
    source = camera.start_stream(control())
    for _ in range(2):
        simulator.scenario.add(fault, on="frame", times=2)
        simulator.show(plain(60))
        frame_that(source, lambda frame: brightness(frame) < 60)
        simulator.show(plain(220))
        frame_that(source, lambda frame: brightness(frame) > 140)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("fault", [Unplugged(keep_bytes=5000), GarbageBefore(b"\x00" * 70_000), Partial(9000)])
def test_a_broken_stream_ends_or_goes_on_but_never_hangs(
    camera: OpenCvCamera, simulator: SimulatedCamera, fault: Fault, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever arrives, the user gets later frames or `Disconnected`; opened anew, the camera serves again."""
    source = camera.start_stream(control())
    simulator.scenario.add(fault, on="frame")
    try:
        newest = frame_after(source).sequence
        for _ in range(5):
            newest = frame_after(source, newest).sequence
    except Disconnected:
        simulator.plug()
        camera.close()
        camera.open()
        source = camera.start_stream(control())
    simulator.show(plain(220))
    frame_that(source, lambda frame: brightness(frame) > 140)
    assert capfd.readouterr() == ("", "")


def test_a_camera_that_hangs_is_gone(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """A camera that stops in mid-frame and says nothing more counts as gone after its read time-out."""
    source = camera.start_stream(control())
    simulator.scenario.add(DeadInMidCommand(keep_bytes=2000), on="frame")
    with pytest.raises(Disconnected):
        frame_that(source, lambda frame: False)


def test_a_camera_that_answers_nothing_does_not_open(simulator: SimulatedCamera) -> None:
    """A port that takes the connection and then says nothing is given up after the open time-out."""
    simulator.scenario.add(DeadInMidCommand(), on="open")
    camera = OpenCvCamera(context(simulator.port))
    with pytest.raises(NotOpened):
        camera.open()
    camera.close()


def test_a_wrong_address_does_not_open(simulator: SimulatedCamera, capfd: pytest.CaptureFixture[str]) -> None:
    """A server that knows no such stream is no camera, and OpenCV does not chatter."""
    camera = OpenCvCamera(context(simulator.port.replace("/stream", "/no-such-stream")))
    with pytest.raises(NotOpened):
        camera.open()
    assert capfd.readouterr() == ("", "")
