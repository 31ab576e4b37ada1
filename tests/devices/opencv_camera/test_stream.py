"""The shipped driver over the simulated camera's real motion-JPEG stream."""

from collections.abc import Iterator
from threading import Thread

import numpy as np
import pytest

from devices.api.control import Control
from devices.api.errors import CommandCancelled, DeadlineExceeded, Disconnected, NotOpened
from devices.api.kinds.camera import FrameSource, StartStream, StopStream
from devices.api.status import DeviceState
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.picture_watch import FREEZE_S, SETTLE_S
from devices.drivers.opencv_camera.presence import PERIOD_S
from devices.drivers.opencv_camera.simulator import SimulatedCamera
from tests.support.cameras import ShiftedClock, brightness, context, control, frame_after, frame_that, plain


@pytest.fixture
def clock() -> ShiftedClock:
    """The machine's clock, which can be put forward."""
    return ShiftedClock()


@pytest.fixture
def camera(simulator: SimulatedCamera, clock: ShiftedClock) -> Iterator[OpenCvCamera]:
    """The driver, opened."""
    opened = OpenCvCamera(context(simulator.port, clock=clock))
    opened.open()
    yield opened
    opened.close()


def _pass_time(clock: ShiftedClock, source: FrameSource, seconds: float) -> None:
    """Put the clock forward and wait for a frame that was taken after that."""
    clock.advance(seconds)
    now_s = clock.monotonic_s()
    frame_that(source, lambda frame: frame.taken_s >= now_s)


def test_opening_looks_once_and_lets_go(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """After `open` the size is known and nobody looks: a camera's light would be off."""
    assert camera.capabilities().features == {"width_px": 1280, "height_px": 720, "fps": 0.0, "live": True}
    assert simulator.wait_for_viewers(0, 5.0)
    assert camera.status(control()).state is DeviceState.ONLINE


def test_frames_are_what_the_camera_sees(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """A picture shown at run time is in one of the next frames; frames are BGR, numbered and read-only."""
    source = camera.start_stream(control())
    red = plain(100)
    red[:, :, 2] = 220
    simulator.show(red)
    frame = frame_that(source, lambda frame: frame.pixels[:, :, 2].mean() > 200)
    assert frame.pixels.shape == (720, 1280, 3)
    assert frame.pixels[:, :, 0].mean() < 100
    assert not frame.pixels.flags.writeable
    later = frame_after(source, frame.sequence)
    assert later.sequence > frame.sequence
    assert later.taken_s > frame.taken_s
    assert source.latest(newer_than=10**9) is None
    assert "1280x720" in repr(later)


def test_few_frames_pass_before_a_new_picture(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """A change is seen within a handful of frames: nothing between camera and slot queues pictures up."""
    source = camera.start_stream(control())
    for level in (230, 60, 230, 60):
        simulator.show(plain(level))
        before = frame_after(source).sequence
        after = frame_that(source, lambda frame, level=level: abs(brightness(frame) - level * 0.75) < 8)  # type: ignore[misc]
        assert after.sequence - before <= 8


def test_a_sequence_is_played(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """Moving scenes move: every picture of a sequence is seen."""
    source = camera.start_stream(control())
    simulator.show_sequence([plain(60), plain(140), plain(220)], fps=12.0)
    for level in (60, 140, 220):
        frame_that(source, lambda frame, level=level: abs(brightness(frame) - level * 0.75) < 8)  # type: ignore[misc]


def test_what_is_held_up_hides_the_scene(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """A phone held up comes before the scene, which is still there afterwards."""
    source = camera.start_stream(control())
    simulator.show(plain(60))
    simulator.hold_up(plain(220))
    frame_that(source, lambda frame: brightness(frame) > 140)
    simulator.put_down()
    frame_that(source, lambda frame: brightness(frame) < 60)


def test_users_share_one_capture(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """Two users make one viewer; the stream ends with the last, and handing back twice ends nobody else's."""
    first, second = camera.start_stream(control()), camera.start_stream(control())
    assert simulator.wait_for_viewers(1, 5.0)
    camera.stop_stream(first, control())
    camera.stop_stream(first, control())
    assert first.latest() is None
    assert first.wait(-1, 5.0) is None
    frame_after(second, frame_after(second).sequence)
    StopStream(second).perform(camera, control())
    assert simulator.wait_for_viewers(0, 5.0)


def test_the_last_frame_is_overwritten(camera: OpenCvCamera) -> None:
    """When the last user leaves, a frame that somebody still holds turns black."""
    source = StartStream().perform(camera, control())
    held = frame_after(source)
    assert held.pixels.any()
    newest = held
    while (newer := source.latest(newest.sequence)) is not None:
        newest = newer
    camera.stop_stream(source, control())
    assert not newest.pixels.any()


def test_a_stream_can_be_started_again_at_once(camera: OpenCvCamera) -> None:
    """Stop and start in a row give a new stream, however busy the old one still is."""
    for _ in range(5):
        source = camera.start_stream(control())
        assert frame_after(source).pixels.any()
        camera.stop_stream(source, control())


def test_seats_may_be_taken_from_any_thread(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """Many threads that come and go leave nothing behind."""
    faults: list[BaseException] = []

    def come_and_go() -> None:
        try:
            for _ in range(5):
                source = camera.start_stream(control())
                frame_after(source)
                camera.stop_stream(source, control())
        except BaseException as error:  # noqa: BLE001 - carried to the test's own thread
            faults.append(error)

    threads = [Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert simulator.wait_for_viewers(0, 5.0)


def test_an_unplugged_camera_is_gone_and_comes_back(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """Who waits gets `Disconnected`, as does the next call; opened anew, the camera serves again."""
    source = camera.start_stream(control())
    simulator.unplug()
    with pytest.raises(Disconnected):
        frame_that(source, lambda frame: False)
    assert camera.status(control()).state is DeviceState.NO_DEVICE
    assert source.latest() is None
    for call in (camera.poll, camera.start_stream):
        with pytest.raises(Disconnected):
            call(control())
    camera.close()
    with pytest.raises(NotOpened):
        camera.open()
    simulator.plug()
    camera.open()
    assert camera.status(control()).state is DeviceState.ONLINE
    fresh = camera.start_stream(control())
    camera.stop_stream(source, control())  # the old seat, late: it must not end the new stream
    frame_after(fresh, frame_after(fresh).sequence)


def test_a_camera_is_missed_while_nobody_looks(
    camera: OpenCvCamera, simulator: SimulatedCamera, clock: ShiftedClock
) -> None:
    """Unplugged while idle, the camera is gone at the next look for it."""
    camera.poll(control())
    simulator.unplug()
    clock.advance(PERIOD_S)
    assert camera.status(control()).state is DeviceState.NO_DEVICE
    with pytest.raises(Disconnected) as gone:
        camera.poll(control())
    assert gone.value.detail_code == "port_gone"


def test_a_covered_camera_is_seen(camera: OpenCvCamera, simulator: SimulatedCamera, clock: ShiftedClock) -> None:
    """A hand over the lens is in the status after a while, and out of it when it is taken away."""
    source = camera.start_stream(control())
    simulator.cover()
    frame_that(source, lambda frame: brightness(frame) < 20)
    _pass_time(clock, source, SETTLE_S)
    status = camera.status(control())
    assert (status.state, status.detail_code) == (DeviceState.ONLINE, "picture_covered")
    simulator.uncover()
    frame_that(source, lambda frame: brightness(frame) > 50)
    _pass_time(clock, source, SETTLE_S)
    assert camera.status(control()).detail_code == ""


def test_a_frozen_camera_is_seen(camera: OpenCvCamera, simulator: SimulatedCamera, clock: ShiftedClock) -> None:
    """A picture that does not even carry noise any more is a hardware error."""
    source = camera.start_stream(control())
    simulator.freeze()
    frozen = frame_that(source, lambda frame: np.array_equal(frame.pixels, frame_after(source, frame.sequence).pixels))
    _pass_time(clock, source, FREEZE_S)
    status = camera.status(control())
    assert (status.state, status.detail_code) == (DeviceState.HARDWARE_ERROR, "picture_frozen")
    simulator.thaw()
    frame_that(source, lambda frame: not np.array_equal(frame.pixels, frozen.pixels))
    _pass_time(clock, source, SETTLE_S)
    assert camera.status(control()).state is DeviceState.ONLINE


def test_closing_ends_every_seat(camera: OpenCvCamera) -> None:
    """Who waits while the camera is closed is told so, and no thread stays."""
    source = camera.start_stream(control())
    ended: list[str] = []

    def wait_for_the_end(waiting: FrameSource) -> None:
        try:
            frame_that(waiting, lambda frame: False)
        except Disconnected as error:
            ended.append(error.detail_code)

    waiter = Thread(target=wait_for_the_end, args=(source,))
    waiter.start()
    camera.close()
    waiter.join()
    assert ended == ["closed"]


def test_starting_can_be_called_back(camera: OpenCvCamera) -> None:
    """A cancelled or late start raises what the contract says and takes no seat."""
    cancelled = Control(ShiftedClock(), device_id="front", deadline_s=5.0)
    cancelled.cancel()
    with pytest.raises(CommandCancelled):
        camera.start_stream(cancelled)
    with pytest.raises(DeadlineExceeded):
        camera.start_stream(control(deadline_s=0.0))


def test_a_reset_gives_a_new_stream(camera: OpenCvCamera) -> None:
    """A reset ends old seats and leaves the camera open."""
    source = camera.start_stream(control())
    camera.reset(control())
    with pytest.raises(Disconnected):
        source.wait(10**9, 1.0)
    frame_after(camera.start_stream(control()))


def test_the_self_test_says_what_it_saw(camera: OpenCvCamera, simulator: SimulatedCamera) -> None:
    """Port, picture, size, rate and exposure pass on a good camera; a covered one fails exposure only."""
    good = camera.self_test(control())
    assert [step.code for step in good.steps] == ["port", "picture", "picture_size", "frame_rate", "exposure"]
    assert good.passed
    assert good.steps[2].detail_code == "1280x720"
    simulator.cover()
    assert [step.code for step in camera.self_test(control()).steps if not step.passed] == ["exposure"]
    assert simulator.wait_for_viewers(0, 5.0)
    simulator.unplug()
    assert not any(step.passed for step in camera.self_test(control()).steps)


def test_the_self_test_misses_a_size_that_did_not_come(simulator: SimulatedCamera) -> None:
    """A camera that delivers another size than the binding asks for fails that step."""
    camera = OpenCvCamera(context(simulator.port, {"width_px": 1920, "height_px": 1080}))
    camera.open()
    assert [step.code for step in camera.self_test(control()).steps if not step.passed] == ["picture_size"]
    camera.close()
