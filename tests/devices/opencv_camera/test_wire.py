"""The pure part of the camera driver: ports, pixels, statistics."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api.configuration import ConfigurationFaults
from devices.drivers.opencv_camera.picture_watch import FREEZE_S, SETTLE_S, PictureWatch
from devices.drivers.opencv_camera.wire import (
    CameraPort,
    DevicePort,
    IndexPort,
    PictureQuality,
    PictureStatistics,
    RecordingPort,
    Rotation,
    StreamPort,
    as_bgr,
    judge,
    measure,
    parse_port,
    put_upright,
    upright_shape,
)


@pytest.mark.parametrize(
    ("port", "meaning"),
    [
        ("/dev/v4l/by-id/usb-Example-index0", DevicePort(Path("/dev/v4l/by-id/usb-Example-index0"))),
        ("0", IndexPort(0)),
        ("http://127.0.0.1:8080/stream", StreamPort("http://127.0.0.1:8080/stream", "127.0.0.1", 8080)),
        ("rtsp://camera.example/live", StreamPort("rtsp://camera.example/live", "camera.example", 554)),
        ("https://camera.example/live", StreamPort("https://camera.example/live", "camera.example", 443)),
        ("recordings/visit.avi", RecordingPort(Path("recordings/visit.avi"))),
        ("file:///srv/pictures", RecordingPort(Path("/srv/pictures"))),
        ("file:pictures/%04d.png", RecordingPort(Path("pictures/%04d.png"))),
    ],
)
def test_a_port_says_what_it_is(port: str, meaning: CameraPort) -> None:
    """Each form of port is told from the others without looking at the disk."""
    assert parse_port(port) == meaning


@pytest.mark.parametrize("port", ["", "  ", "/", "ftp://camera/live", "http://", "http://camera:99999/live", "file://"])
def test_an_impossible_port_is_refused(port: str) -> None:
    """What no camera can be behind is a configuration fault that lists what may stand there."""
    with pytest.raises(ConfigurationFaults) as refused:
        parse_port(port, place="device.front.port")
    assert refused.value.faults[0].key == "device.front.port"
    assert "/dev/v4l/by-id" in refused.value.faults[0].allowed


def test_a_password_in_an_address_is_never_shown() -> None:
    """Neither the port's repr nor the refusal of a bad one repeats the address."""
    assert "secret" not in repr(parse_port("rtsp://admin:secret@camera.example/live"))
    with pytest.raises(ConfigurationFaults) as refused:
        parse_port("rtmp://admin:secret@camera.example/live")
    assert "secret" not in str(refused.value)


@given(
    shape=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    rotation=st.sampled_from(Rotation),
    mirror=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)
def test_pictures_stand_upright(shape: tuple[int, int], rotation: Rotation, mirror: bool, seed: int) -> None:
    """Rotation is clockwise, mirroring comes after it, and no pixel is lost."""
    picture = np.random.default_rng(seed).integers(0, 256, (*shape, 3), dtype=np.uint8)
    out = np.zeros(upright_shape(picture, rotation), np.uint8)
    put_upright(picture, out, rotation=rotation, mirror=mirror)
    expected = np.rot90(picture, -rotation.value // 90)
    assert np.array_equal(out, expected[:, ::-1] if mirror else expected)


@pytest.mark.parametrize("shape", [(4, 5), (4, 5, 1), (4, 5, 3), (4, 5, 4)])
def test_every_usual_pixel_format_becomes_bgr(shape: tuple[int, ...]) -> None:
    """Grey, grey with an axis, BGR and BGRA all become height x width x 3."""
    assert as_bgr(np.full(shape, 77, np.uint8)).shape == (4, 5, 3)


@pytest.mark.parametrize("shape", [(4, 5, 2), (4,), (0, 5, 3), (2, 4, 5, 3)])
def test_what_is_no_picture_is_refused(shape: tuple[int, ...]) -> None:
    """A driver that delivers nonsense is not believed."""
    with pytest.raises(ValueError, match="picture"):
        as_bgr(np.zeros(shape, np.uint8))


def test_wide_pixels_are_refused() -> None:
    """Sixteen-bit depth pictures are not taken for colours."""
    with pytest.raises(ValueError, match="8-bit"):
        as_bgr(np.zeros((4, 5, 3), np.uint16))


@pytest.mark.parametrize(
    ("picture", "quality"),
    [
        (np.zeros((720, 1280, 3), np.uint8), PictureQuality.COVERED),
        (np.full((720, 1280, 3), 120, np.uint8), PictureQuality.COVERED),
        (np.random.default_rng(1).integers(0, 60, (720, 1280, 3), dtype=np.uint8), PictureQuality.TOO_DARK),
        (np.where(np.arange(1280)[None, :, None] < 900, 255, 90) * np.ones((720, 1280, 3)), PictureQuality.TOO_BRIGHT),
        (np.random.default_rng(1).integers(0, 255, (720, 1280, 3), dtype=np.uint8), PictureQuality.GOOD),
    ],
)
def test_a_picture_tells_how_the_camera_is(picture: np.ndarray, quality: PictureQuality) -> None:
    """Black, featureless, dark, over-exposed and good pictures are told apart."""
    assert judge(measure(picture.astype(np.uint8))) is quality


def _quality(watch: PictureWatch) -> PictureQuality:
    return watch.quality


def _statistics(fingerprint: int, brightness: float = 120.0) -> PictureStatistics:
    return PictureStatistics(brightness, contrast=40.0, bright_share=0.0, fingerprint=fingerprint)


def test_a_hand_passing_by_is_no_fault() -> None:
    """A verdict holds only once it has been the same for a while, in both directions."""
    watch = PictureWatch(can_freeze=True)
    watch.feed(_statistics(1), 0.0)
    watch.feed(_statistics(2, brightness=3.0), 0.1)
    watch.feed(_statistics(3, brightness=3.0), 0.1 + SETTLE_S * 0.9)
    assert _quality(watch) is PictureQuality.GOOD
    watch.feed(_statistics(4, brightness=3.0), 0.1 + SETTLE_S)
    assert _quality(watch) is PictureQuality.COVERED
    watch.feed(_statistics(5), 2.0)
    assert _quality(watch) is PictureQuality.COVERED
    watch.feed(_statistics(6), 2.0 + SETTLE_S)
    assert _quality(watch) is PictureQuality.GOOD


def test_a_picture_that_repeats_to_the_bit_is_frozen() -> None:
    """After a while of the same picture a live camera counts as frozen, and no longer once it moves."""
    watch = PictureWatch(can_freeze=True)
    watch.feed(_statistics(1), 10.0)
    watch.feed(_statistics(1), 10.0 + FREEZE_S * 0.9)
    assert _quality(watch) is PictureQuality.GOOD
    watch.feed(_statistics(1), 10.0 + FREEZE_S)
    assert _quality(watch) is PictureQuality.FROZEN
    watch.feed(_statistics(2), 14.0)
    watch.feed(_statistics(3), 14.0 + SETTLE_S)
    assert _quality(watch) is PictureQuality.GOOD


def test_a_recording_may_repeat() -> None:
    """A still picture played as a recording is no fault."""
    watch = PictureWatch(can_freeze=False)
    for second in range(20):
        watch.feed(_statistics(1), float(second))
    assert _quality(watch) is PictureQuality.GOOD
