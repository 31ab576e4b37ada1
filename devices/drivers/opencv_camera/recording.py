"""Plays a video file or a folder of pictures in a loop, at its frame rate."""

import re
from pathlib import Path
from threading import Event
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.clock import Clock
from devices.api.errors import Disconnected, NotOpened
from devices.drivers.opencv_camera.wire import as_bgr

FOLDER_FPS: Final = 10.0
"""A folder has no frame rate of its own."""
PICTURE_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp"})
_NUMBERED = re.compile(r"%0?\d*d")


def picture_files(path: Path) -> list[Path]:
    """Return the pictures of a folder in the order of their names, or those that a pattern like ``%04d.png`` names."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in PICTURE_SUFFIXES)
    number = _NUMBERED.search(path.name)
    if number is None or not path.parent.is_dir():
        return []
    before, after = path.name[: number.start()], path.name[number.end() :]
    name = re.compile(re.escape(before) + r"(\d+)" + re.escape(after))
    numbered = [(int(match[1]), file) for file in path.parent.iterdir() if (match := name.fullmatch(file.name))]
    return [file for _, file in sorted(numbered)]


class _Pace:
    """Keeps to a frame rate; a reader that fell behind goes on from now instead of catching up."""

    def __init__(self, fps: float, clock: Clock) -> None:
        self._period_s = 1.0 / fps
        self._clock = clock
        self._due_s = clock.monotonic_s()

    def keep(self, stopped: Event) -> bool:
        """Wait for the next picture's time; False if `stopped` was set."""
        now_s = self._clock.monotonic_s()
        if self._clock.wait(stopped, self._due_s - now_s):
            return False
        self._due_s = max(self._due_s, now_s) + self._period_s
        return True


class FolderSource:
    """A folder of pictures. It is listed anew for each round, so pictures may come and go meanwhile."""

    live = False

    def __init__(self, path: Path, *, fps: float | None, clock: Clock) -> None:
        self.fps = fps or FOLDER_FPS
        self._path = path
        self._pace = _Pace(self.fps, clock)
        self._round: list[Path] = []

    def read(self, stopped: Event) -> NDArray[np.uint8] | None:
        """See `PictureSource.read`."""
        if not self._pace.keep(stopped):
            return None
        if not self._round:
            self._round = picture_files(self._path)
            if not self._round:
                raise Disconnected(detail_code="no_pictures")
        try:
            coded = np.fromfile(self._round.pop(0), dtype=np.uint8)
            picture = cv2.imdecode(coded, cv2.IMREAD_COLOR) if coded.size else None
        except (OSError, cv2.error):
            return None  # it is being replaced, or it is no picture
        return None if picture is None else as_bgr(np.asarray(picture, dtype=np.uint8))

    def close(self) -> None:
        """See `PictureSource.close`. A folder holds nothing."""


class VideoFileSource:
    """A video file, begun again at its end."""

    live = False

    def __init__(self, path: Path, *, fps: float | None, clock: Clock) -> None:
        """Open `path`. Raises NotOpened if OpenCV cannot read it."""
        self._path = path
        self._capture = self._open()
        stated = float(self._capture.get(cv2.CAP_PROP_FPS))
        self.fps = fps or (stated if 0.0 < stated <= 240.0 else FOLDER_FPS)
        self._pace = _Pace(self.fps, clock)
        self._read_since_start = 0

    def read(self, stopped: Event) -> NDArray[np.uint8] | None:
        """See `PictureSource.read`."""
        if not self._pace.keep(stopped):
            return None
        whole, picture = self._capture.read()
        if whole:
            self._read_since_start += 1
            return as_bgr(np.asarray(picture, dtype=np.uint8))
        if not self._read_since_start:
            raise Disconnected(detail_code="no_pictures")
        self._capture.release()
        self._read_since_start = 0
        try:
            self._capture = self._open()
        except NotOpened as error:
            raise Disconnected(detail_code=error.detail_code) from error
        return None

    def close(self) -> None:
        """See `PictureSource.close`."""
        self._capture.release()

    def _open(self) -> cv2.VideoCapture:
        try:
            capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        except cv2.error as error:
            raise NotOpened(detail_code="capture_failed") from error
        if not capture.isOpened():
            raise NotOpened(detail_code="not_a_video")
        return capture
