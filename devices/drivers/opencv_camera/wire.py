"""What a camera's port means, and what a picture tells about the camera. Pure: no device, no clock, no threads."""

import zlib
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.configuration import ConfigurationFaults, Fault, Wrong

STREAM_SCHEMES = frozenset({"http", "https", "rtsp"})
DEFAULT_STREAM_PORTS = {"http": 80, "https": 443, "rtsp": 554}

SAMPLE_STEP_PX = 8
"""Statistics look at every eighth pixel of every eighth row: 14,400 of a 720p picture."""

COVERED_BRIGHTNESS = 14.0
COVERED_CONTRAST = 3.0
"""A hand or tape over the lens leaves a picture without any detail. A plain wall still has a light fall-off and
edges, which bring the contrast above 5."""
DARK_BRIGHTNESS = 40.0
BRIGHT_SHARE = 0.5
BRIGHT_LEVEL = 250


@dataclass(frozen=True, slots=True)
class DevicePort:
    """A capture device by its path, best one below ``/dev/v4l/by-id``."""

    path: Path


@dataclass(frozen=True, slots=True)
class IndexPort:
    """The n-th capture device. It changes with the order of plugging, so bindings must allow it by name."""

    index: int


@dataclass(frozen=True, slots=True)
class StreamPort:
    """A network camera. The address may hold a password and is kept out of `repr`."""

    url: str = field(repr=False)
    host: str
    tcp_port: int


@dataclass(frozen=True, slots=True)
class RecordingPort:
    """A video file or a folder of pictures, played in a loop at its frame rate."""

    path: Path


CameraPort = DevicePort | IndexPort | StreamPort | RecordingPort


PORTS_ALLOWED = "/dev/v4l/by-id/..., http://, https:// or rtsp:// address, video file, folder of pictures"


def parse_port(port: str, *, place: str = "port") -> CameraPort:
    """Say what `port` names.

    ``/dev/...`` is a device, digits are an index, ``http``, ``https`` and ``rtsp`` addresses are streams, every
    other path is a recording: a video file, a folder, or a pattern like ``frames/%04d.png``.

    Raises:
        ConfigurationFaults: it names nothing of these; `place` says where it stands. The port itself is not
            repeated, since an address may hold a password.
    """
    if port.isascii() and port.isdigit():
        return IndexPort(int(port))
    if "://" in port:
        return _parse_address(port, place)
    path = Path(port.removeprefix("file:"))
    if not port.strip() or not path.name:
        raise _refused(place)
    if path.parts[:2] == ("/", "dev"):
        return DevicePort(path)
    return RecordingPort(path)


def _parse_address(port: str, place: str) -> StreamPort | RecordingPort:
    try:
        address = urlsplit(port)
        number = address.port
    except ValueError as error:
        raise _refused(place) from error
    if address.scheme == "file" and Path(address.path).name:
        return RecordingPort(Path(address.path))
    if address.scheme not in STREAM_SCHEMES or not address.hostname:
        raise _refused(place)
    return StreamPort(url=port, host=address.hostname, tcp_port=number or DEFAULT_STREAM_PORTS[address.scheme])


def _refused(place: str) -> ConfigurationFaults:
    return ConfigurationFaults([Fault(place, Wrong.NOT_ALLOWED, allowed=PORTS_ALLOWED)])


class Rotation(Enum):
    """How far pictures are turned clockwise, in degrees, to stand upright."""

    NONE = 0
    QUARTER = 90
    HALF = 180
    THREE_QUARTERS = 270

    @property
    def swaps_sides(self) -> bool:
        """Whether width and height change places."""
        return self in (Rotation.QUARTER, Rotation.THREE_QUARTERS)


_CV_ROTATION = {
    Rotation.QUARTER: cv2.ROTATE_90_CLOCKWISE,
    Rotation.HALF: cv2.ROTATE_180,
    Rotation.THREE_QUARTERS: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


def as_bgr(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `picture` (height x width, or x 1, 3 or 4 channels, uint8) as height x width x 3, BGR.

    Raises:
        ValueError: it is nothing that a camera delivers.
    """
    if picture.dtype != np.uint8 or picture.size == 0:
        raise ValueError(f"not an 8-bit picture: {picture.dtype} {picture.shape}")
    match picture.shape:
        case (_, _) | (_, _, 1):
            return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
        case (_, _, 3):
            return picture
        case (_, _, 4):
            return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGRA2BGR), dtype=np.uint8)
        case _:
            raise ValueError(f"not a picture: {picture.shape}")


def upright_shape(picture: NDArray[np.uint8], rotation: Rotation) -> tuple[int, int, int]:
    """Return the shape of `picture` (height x width x 3) once it stands upright."""
    height_px, width_px = picture.shape[:2]
    return (width_px, height_px, 3) if rotation.swaps_sides else (height_px, width_px, 3)


def put_upright(picture: NDArray[np.uint8], out: NDArray[np.uint8], *, rotation: Rotation, mirror: bool) -> None:
    """Write `picture` turned by `rotation`, then mirrored left to right if asked, into `out` (`upright_shape`)."""
    if rotation is Rotation.NONE:
        if mirror:
            cv2.flip(picture, 1, dst=out)
        else:
            np.copyto(out, picture)
        return
    cv2.rotate(picture, _CV_ROTATION[rotation], dst=out)
    if mirror:
        cv2.flip(out, 1, dst=out)


@dataclass(frozen=True, slots=True)
class PictureStatistics:
    """What a sample of a picture's pixels says. It holds no picture.

    Attributes:
        brightness: mean grey level, 0 to 255.
        contrast: standard deviation of the grey level.
        bright_share: share of pixels at `BRIGHT_LEVEL` or above, 0 to 1.
        fingerprint: CRC-32 of the sample; a living sensor's noise makes it differ from picture to picture.
    """

    brightness: float
    contrast: float
    bright_share: float
    fingerprint: int


def measure(picture: NDArray[np.uint8]) -> PictureStatistics:
    """Take statistics of `picture` (height x width x 3, BGR). About 0.1 ms for 720p."""
    sample = np.ascontiguousarray(picture[::SAMPLE_STEP_PX, ::SAMPLE_STEP_PX])
    grey = cv2.cvtColor(sample, cv2.COLOR_BGR2GRAY)
    mean, deviation = cv2.meanStdDev(grey)
    return PictureStatistics(
        brightness=float(mean[0, 0]),
        contrast=float(deviation[0, 0]),
        bright_share=float(np.count_nonzero(grey >= BRIGHT_LEVEL)) / grey.size,
        fingerprint=zlib.crc32(sample.tobytes()),
    )


class PictureQuality(Enum):
    """What is wrong with what the camera sees. The value is the status's `detail_code`; good has none."""

    GOOD = ""
    COVERED = "picture_covered"
    TOO_DARK = "picture_too_dark"
    TOO_BRIGHT = "picture_too_bright"
    FROZEN = "picture_frozen"


def judge(statistics: PictureStatistics) -> PictureQuality:
    """Judge one picture by itself; `PictureQuality.FROZEN` needs more than one and is never returned."""
    if statistics.brightness < COVERED_BRIGHTNESS or statistics.contrast < COVERED_CONTRAST:
        return PictureQuality.COVERED
    if statistics.brightness < DARK_BRIGHTNESS:
        return PictureQuality.TOO_DARK
    if statistics.bright_share > BRIGHT_SHARE:
        return PictureQuality.TOO_BRIGHT
    return PictureQuality.GOOD
