"""Video files and folders of pictures are cameras too."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.api.errors import ConfigurationError, DeviceError, Disconnected, NotOpened
from devices.api.status import DeviceState
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.recording import picture_files
from tests.support.cameras import brightness, context, control, frame_after, frame_that

LEVELS = (40, 120, 200)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures that tell themselves by their brightness, and a file that is none."""
    for number, level in enumerate(LEVELS):
        cv2.imwrite(str(tmp_path / f"{number:04d}.png"), np.full((48, 64, 3), level, np.uint8))
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    return tmp_path


def _levels_seen(camera: OpenCvCamera, frames: int) -> list[int]:
    source = camera.start_stream(control())
    levels: list[int] = []
    newest = -1
    for _ in range(frames):
        frame = frame_after(source, newest)
        newest = frame.sequence
        levels.append(round(brightness(frame)))
    camera.stop_stream(source, control())
    return levels


def _open(port: Path, **options: object) -> OpenCvCamera:
    camera = OpenCvCamera(context(str(port), options))
    camera.open()
    return camera


def test_a_folder_is_played_in_a_loop(folder: Path) -> None:
    """Pictures come in the order of their names, again and again."""
    camera = _open(folder, fps=60)
    assert camera.capabilities().features == {"width_px": 64, "height_px": 48, "fps": 60.0, "live": False}
    seen = _levels_seen(camera, 7)
    camera.close()
    assert set(seen) == set(LEVELS)
    followers = {40: 120, 120: 200, 200: 40}
    assert sum(followers[now] == then for now, then in pairwise(seen)) >= 4


def test_a_numbered_pattern_names_its_pictures(folder: Path) -> None:
    """``%04d.png`` means the numbered files in the order of their numbers."""
    assert [file.name for file in picture_files(folder / "%04d.png")] == ["0000.png", "0001.png", "0002.png"]
    assert picture_files(folder / "%04d.jpg") == []
    camera = _open(folder / "%04d.png", fps=60)
    assert set(_levels_seen(camera, 7)) == set(LEVELS)
    camera.close()


def test_pictures_may_be_changed_meanwhile(folder: Path) -> None:
    """A picture that is put in place of another is seen in the next round; half a file is passed over."""
    camera = _open(folder, fps=60)
    source = camera.start_stream(control())
    (folder / "0001.png").write_bytes(b"half a file")
    replaced = folder / "new"
    cv2.imwrite(str(folder / "new.png"), np.full((48, 64, 3), 250, np.uint8))
    (folder / "new.png").rename(replaced)
    replaced.rename(folder / "0000.png")
    frame_that(source, lambda frame: round(brightness(frame)) == 250)
    camera.close()


def test_a_folder_that_is_emptied_is_a_camera_unplugged(folder: Path) -> None:
    """When no picture is left, the stream ends and the camera is gone."""
    camera = _open(folder, fps=60)
    source = camera.start_stream(control())
    for file in picture_files(folder):
        file.unlink()
    with pytest.raises(Disconnected) as gone:
        frame_that(source, lambda frame: False)
    assert gone.value.detail_code == "no_pictures"
    assert camera.status(control()).state is DeviceState.NO_DEVICE
    camera.close()


def test_a_video_is_played_in_a_loop(tmp_path: Path) -> None:
    """A video begins again at its end, at its own rate and size, turned and mirrored as asked."""
    path = tmp_path / "visit.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (64, 48))
    for level in LEVELS:
        picture = np.full((48, 64, 3), level, np.uint8)
        picture[:, :32] //= 4
        writer.write(picture)
    writer.release()
    camera = _open(path, rotate_deg=90, mirror=True)
    assert camera.capabilities().features == {"width_px": 48, "height_px": 64, "fps": 50.0, "live": False}
    source = camera.start_stream(control())
    frame = frame_that(source, lambda frame: frame.sequence >= 2 * len(LEVELS))
    assert frame.pixels.shape == (64, 48, 3)
    assert frame.pixels[:32].mean() < frame.pixels[32:].mean()
    camera.close()


@pytest.mark.parametrize(
    ("name", "detail_code"), [("empty", "no_pictures"), ("absent", "no_such_file"), ("notes.txt", "not_a_video")]
)
def test_what_holds_no_picture_does_not_open(
    tmp_path: Path, name: str, detail_code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """An empty folder, a missing file and a text file are told apart, and OpenCV does not chatter."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no video", encoding="utf-8")
    with pytest.raises(NotOpened) as refused:
        _open(tmp_path / name)
    assert (refused.value.device_id, refused.value.detail_code) == ("front", detail_code)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("port", ["/dev/v4l/by-id/usb-nobody-index0", "/dev/null"])
def test_a_device_that_is_none_does_not_open(port: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A path without a camera behind it is a typed error, and OpenCV does not chatter."""
    camera = OpenCvCamera(context(port))
    with pytest.raises(NotOpened):
        camera.open()
    with pytest.raises(Disconnected):
        camera.start_stream(control())
    assert capfd.readouterr() == ("", "")


def test_exposure_is_for_devices_only(folder: Path) -> None:
    """An exposure that a folder cannot have is a fault of the binding."""
    with pytest.raises(ConfigurationError) as refused:
        _open(folder, exposure=100)
    assert refused.value.detail_code == "exposure:only_for_devices"


def test_a_recording_has_no_warm_up(folder: Path) -> None:
    """The first picture of a recording is the first frame."""
    camera = _open(folder, fps=5, warm_up_frames=100)
    source = camera.start_stream(control())
    assert round(brightness(frame_after(source))) == LEVELS[0]
    camera.close()


def test_a_device_error_never_is_a_library_error(folder: Path) -> None:
    """Whatever is done to a closed camera raises `DeviceError` or says so."""
    camera = OpenCvCamera(context(str(folder)))
    assert camera.status(control()).state is DeviceState.UNKNOWN
    with pytest.raises(DeviceError):
        camera.poll(control())
    camera.close()
    camera.close()
