"""Opens what a port names and brings its pictures, one at a time. OpenCV's errors end here."""

import os
from pathlib import Path
from threading import Event
from typing import Final, Protocol, assert_never

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.clock import Clock
from devices.api.errors import ConfigurationError, Disconnected, NotOpened
from devices.drivers.opencv_camera.options import CameraOptions
from devices.drivers.opencv_camera.recording import FolderSource, VideoFileSource, picture_files
from devices.drivers.opencv_camera.wire import CameraPort, DevicePort, IndexPort, RecordingPort, StreamPort, as_bgr

OPEN_TIMEOUT_MS: Final = 3000
READ_TIMEOUT_MS: Final = 2000
"""A network camera that sends nothing for this long is gone."""

# OpenCV and its FFmpeg write to the process's stderr by themselves, damaged pictures line by line. Their faults
# come back as results, which are turned into errors here. FFmpeg reads the variable when the first capture opens.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
# One picture is small work. OpenCV's own thread pool would take the second core from the screen.
cv2.setNumThreads(1)

_V4L2_EXPOSURE_AUTO: Final = 3  # V4L2_EXPOSURE_APERTURE_PRIORITY: what USB cameras call automatic
_V4L2_EXPOSURE_MANUAL: Final = 1


class PictureSource(Protocol):
    """An opened port. Belongs to the one thread that opened it.

    Attributes:
        live: whether a sensor is at the other end: its pictures cannot repeat, and come at their own time.
        fps: pictures a second as the source states them, or 0.
    """

    live: bool
    fps: float

    def read(self, stopped: Event) -> NDArray[np.uint8] | None:
        """Wait for the next picture: height x width x 3, BGR, valid until the next call.

        None means that one came damaged, or that `stopped` was set meanwhile.

        Raises:
            Disconnected: no more pictures will come.
        """
        ...

    def close(self) -> None:
        """Give the port back and overwrite what is left of the last picture."""
        ...


def open_source(port: CameraPort, options: CameraOptions, clock: Clock) -> PictureSource:
    """Open `port`.

    Raises:
        NotOpened: not there, held by another program, or nothing that OpenCV can read.
        ConfigurationError: an option that this port cannot have.
    """
    match port:
        case DevicePort() | IndexPort():
            capture = _open_device(port, options)
            return LiveSource(capture, fps=max(0.0, float(capture.get(cv2.CAP_PROP_FPS))))
        case StreamPort():
            _refuse_exposure(options)
            # Motion-JPEG states no rate and FFmpeg fills in 25.
            return LiveSource(_open_stream(port), fps=0.0)
        case RecordingPort():
            _refuse_exposure(options)
            if port.path.is_file():
                return VideoFileSource(port.path, fps=options.fps, clock=clock)
            if not picture_files(port.path):
                raise NotOpened(detail_code="no_pictures" if port.path.is_dir() else "no_such_file")
            return FolderSource(port.path, fps=options.fps, clock=clock)
        case _:
            assert_never(port)


class LiveSource:
    """A device or a network camera: pictures come when they come."""

    live = True

    def __init__(self, capture: cv2.VideoCapture, *, fps: float) -> None:
        self.fps = fps
        self._capture = capture
        self._scratch: NDArray[np.uint8] | None = None

    def read(self, stopped: Event) -> NDArray[np.uint8] | None:
        """See `PictureSource.read`. `stopped` is seen between pictures: a read under way ends by itself."""
        if stopped.is_set():
            return None
        try:
            if not self._capture.grab():
                raise Disconnected(detail_code="no_picture")
            if self._scratch is None:
                whole, picture = self._capture.retrieve()
            else:
                whole, picture = self._capture.retrieve(self._scratch)
        except cv2.error as error:
            raise Disconnected(detail_code="capture_failed") from error
        if not whole:
            return None
        self._scratch = np.asarray(picture, dtype=np.uint8)
        try:
            return as_bgr(self._scratch)
        except ValueError:
            return None

    def close(self) -> None:
        """See `PictureSource.close`."""
        self._capture.release()
        if self._scratch is not None:
            self._scratch[:] = 0
            self._scratch = None


def _open_device(port: DevicePort | IndexPort, options: CameraOptions) -> cv2.VideoCapture:
    asked: list[tuple[int, float]] = []
    if options.size_px is not None:
        # A USB 2 cable carries 720p at 30 a second as motion-JPEG only.
        asked += [
            (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
            (cv2.CAP_PROP_FRAME_WIDTH, options.size_px[0]),
            (cv2.CAP_PROP_FRAME_HEIGHT, options.size_px[1]),
        ]
    if options.fps is not None:
        asked.append((cv2.CAP_PROP_FPS, options.fps))
    asked.append((cv2.CAP_PROP_BUFFERSIZE, 1))
    try:
        if isinstance(port, DevicePort):
            if not port.path.exists():
                raise NotOpened(detail_code="no_such_device")
            capture = cv2.VideoCapture(str(port.path), cv2.CAP_V4L2)
        else:
            capture = cv2.VideoCapture(port.index, cv2.CAP_V4L2)
        if not capture.isOpened():
            raise NotOpened(detail_code="not_a_camera_or_in_use")
        for number, value in asked:
            capture.set(number, value)  # a camera without this setting keeps its own: the capabilities say what came
        _set_exposure(capture, options.exposure)
    except cv2.error as error:
        raise NotOpened(detail_code="capture_failed") from error
    return capture


def _set_exposure(capture: cv2.VideoCapture, exposure: float | None) -> None:
    if exposure is None:
        capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _V4L2_EXPOSURE_AUTO)
        return
    manual = capture.set(cv2.CAP_PROP_AUTO_EXPOSURE, _V4L2_EXPOSURE_MANUAL)
    if not (manual and capture.set(cv2.CAP_PROP_EXPOSURE, exposure)):
        capture.release()
        raise ConfigurationError(detail_code="exposure:refused_by_device")


def _open_stream(port: StreamPort) -> cv2.VideoCapture:
    limits = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        OPEN_TIMEOUT_MS,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        READ_TIMEOUT_MS,
        # Several decoding threads would each hold back one picture.
        cv2.CAP_PROP_N_THREADS,
        1,
    ]
    try:
        capture = cv2.VideoCapture(port.url, cv2.CAP_FFMPEG, limits)
        opened = capture.isOpened()
    except cv2.error as error:
        raise NotOpened(detail_code="capture_failed") from error
    if not opened:
        raise NotOpened(detail_code="no_answer_or_not_a_stream")
    return capture


def _refuse_exposure(options: CameraOptions) -> None:
    if options.exposure is not None:
        raise ConfigurationError(detail_code="exposure:only_for_devices")


def device_names(path: Path) -> tuple[str, str]:
    """Return the model and serial number of a V4L2 device as the kernel knows them, each "" if it does not.

    Source: sysfs, ``/sys/class/video4linux/videoN/name`` and the USB device's ``serial`` above ``device``.
    """
    entry = Path("/sys/class/video4linux") / path.resolve().name
    return _line(entry / "name"), _line(entry / "device" / ".." / "serial")


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
