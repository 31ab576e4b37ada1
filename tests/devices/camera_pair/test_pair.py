"""Two lenses as one camera: frames of one moment, and either lens's troubles."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.errors import DeadlineExceeded, Disconnected
from devices.api.kinds.camera import Frame, FramePair, PairSource
from devices.api.status import DeviceState
from devices.drivers.camera_pair.driver import CameraPair
from devices.drivers.camera_pair.pairing import LensSeat, Pairing
from devices.drivers.camera_pair.stand import TwoCameras
from devices.drivers.opencv_camera.driver import OpenCvCamera
from tests.support.cameras import brightness, context, control, plain
from tests.support.devices_core import FakeClock

PIXELS = np.zeros((2, 2, 3), np.uint8)


class Lens:
    """A lens whose frames come when they are waited for; each wait is one frame."""

    def __init__(self, *times_s: float) -> None:
        """Take frames at `times_s`; the first is the latest already."""
        self._frames = [Frame(number, taken_s, PIXELS) for number, taken_s in enumerate(times_s, 1)]
        self._seen = 1

    def latest(self, newer_than: int = -1) -> Frame | None:
        """The latest frame."""
        frame = self._frames[self._seen - 1]
        return frame if frame.sequence > newer_than else None

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """The next frame, or None when there are no more."""
        while self._frames[self._seen - 1].sequence <= newer_than:
            if self._seen == len(self._frames):
                return None
            self._seen += 1
        return self.latest()


def paired(colour: Lens, infrared: Lens, newer_than: int = -1) -> FramePair | None:
    """Pair frames at most 40 ms apart."""
    seats = (LensSeat(colour, device_id="face"), LensSeat(infrared, device_id="face"))
    return Pairing(*seats, most_skew_s=0.04, clock=FakeClock()).wait(newer_than, 1.0)


@pytest.mark.parametrize(
    ("colour", "infrared", "taken"),
    [
        ((1.0,), (1.02,), (1.0, 1.02)),
        ((1.0,), (0.97,), (1.0, 0.97)),
        ((1.0,), (0.9, 0.95, 1.01), (1.0, 1.01)),
        ((1.0, 1.07, 1.14), (1.15,), (1.14, 1.15)),
        ((1.0, 1.2), (0.9, 1.1, 1.21), (1.2, 1.21)),
        ((1.0,), (0.9,), None),
        ((1.0, 1.1), (1.2,), None),
    ],
)
def test_frames_of_one_moment_are_paired(
    colour: tuple[float, ...], infrared: tuple[float, ...], taken: tuple[float, float] | None
) -> None:
    """Whichever lens lags behind is waited for; frames further apart are never one pair."""
    pair = paired(Lens(*colour), Lens(*infrared))
    assert (None if pair is None else (pair.colour.taken_s, pair.infrared.taken_s)) == taken
    if pair is not None:
        assert abs(pair.skew_s) <= 0.04


def test_a_pair_is_newer_than_the_last() -> None:
    """By the colour frame's number."""
    pair = paired(Lens(1.0, 1.1), Lens(1.0, 1.1), newer_than=1)
    assert pair is not None
    assert pair.colour.sequence == 2


@pytest.fixture
def cameras() -> Iterator[TwoCameras]:
    """Two simulated cameras, plugged in: the colour one sees something bright, the infrared one something dark."""
    both = TwoCameras(SystemClock())
    both.start()
    both.colour.show(plain(200))
    both.infrared.show(plain(90))
    yield both
    both.stop()


@pytest.fixture
def pair(cameras: TwoCameras) -> Iterator[CameraPair]:
    """The pair, open, over the shipped camera driver."""
    lenses = {
        name: OpenCvCamera(context(camera.port, device_id=name))
        for name, camera in (("front", cameras.colour), ("front-ir", cameras.infrared))
    }
    for camera in lenses.values():
        camera.open()
    opened = CameraPair(context("", OPTIONS, device_id="face", devices=lenses))
    opened.open()
    yield opened
    opened.close()
    for camera in lenses.values():
        camera.close()


OPTIONS: dict[str, Any] = {"colour": "front", "infrared": "front-ir", "most_skew_ms": 100}


def test_pairs_come_from_both_lenses(pair: CameraPair, cameras: TwoCameras) -> None:
    """Each from its own, at nearly the same moment; handed back, nobody looks any more."""
    source = pair.start_pairs(control())
    newest = -1
    for _ in range(5):
        seen = source.wait(newest, 5.0)
        assert seen is not None
        assert seen.colour.sequence > newest
        assert abs(seen.skew_s) <= 0.1
        assert brightness(seen.colour) > brightness(seen.infrared) + 30
        newest = seen.colour.sequence
    for _ in range(2):
        pair.stop_pairs(source, control())
    assert source.wait(newest, 0.1) is None
    assert cameras.colour.wait_for_viewers(0, 5.0)
    assert cameras.infrared.wait_for_viewers(0, 5.0)


def test_to_everybody_else_it_is_the_colour_camera(pair: CameraPair, cameras: TwoCameras) -> None:
    """Its stream, its size; the infrared lens is not looked through."""
    source = pair.start_stream(control())
    frame = source.wait(-1, 5.0)
    assert frame is not None
    assert brightness(frame) > 120
    assert cameras.infrared.viewers == 0
    features = pair.capabilities().features
    assert (features["width_px"], features["infrared_width_px"]) == (640, 640)
    pair.stop_stream(source, control())


def watch_until_it_ends(source: PairSource) -> None:
    """Look at pairs as the liveness check does."""
    newest = -1
    for _ in range(200):
        pair = source.wait(newest, 0.05)
        if pair is not None:
            newest = pair.colour.sequence


@pytest.mark.parametrize("lens", ["colour", "infrared"])
def test_either_lens_that_goes_is_told_by_its_name(pair: CameraPair, cameras: TwoCameras, lens: str) -> None:
    """Waiting for a pair ends, the status names the lens, and the self-test says which step failed."""
    source = pair.start_pairs(control())
    (cameras.colour if lens == "colour" else cameras.infrared).unplug()
    with pytest.raises(Disconnected):
        watch_until_it_ends(source)
    status = pair.status(control())
    assert (status.state, status.detail_code.split()[0]) == (DeviceState.NO_DEVICE, lens)
    failed = [step.code for step in pair.self_test(control()).steps if not step.passed]
    assert failed == [lens, "pairs"]


def test_lenses_that_never_meet_are_told(pair: CameraPair, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair whose clocks or lenses are wrong is not one that hangs."""
    monkeypatch.setattr(pair, "_most_skew_s", -1.0)
    with pytest.raises(DeadlineExceeded):
        pair.start_pairs(control(0.4))


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"colour": "front"}, "infrared"),
        ({"colour": "front", "infrared": "front"}, "infrared"),
        ({"colour": "front", "infrared": "back", "most_skew_ms": 0}, "most_skew_ms"),
        ({"colour": "front", "infrared": "back", "mirror": True}, "mirror"),
    ],
)
def test_a_wrong_binding_is_refused(options: dict[str, Any], key: str) -> None:
    """Naming the key; what is a lens's own belongs to the lens."""
    with pytest.raises(ConfigurationFaults) as refused:
        CameraPair(context("", options, device_id="face"))
    assert key in str(refused.value)


def test_a_lens_is_a_camera(pair: CameraPair) -> None:
    """Another kind of device is a configuration error when the pair is opened."""

    class Reader:
        kind = None

    wrong = CameraPair(context("", OPTIONS, device_id="face", devices={"front": pair, "front-ir": Reader()}))  # type: ignore[dict-item]
    with pytest.raises(ConfigurationFaults):
        wrong.open()
