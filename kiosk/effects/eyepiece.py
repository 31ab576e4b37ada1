"""A camera's picture on the technician's page, and where in it faces and codes are found.

What a code says is not told: it may be somebody's.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import Final

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.api.clock import Clock
from devices.api.errors import DeviceError, Disconnected
from devices.api.kinds.camera import Frame, FrameSource, StartStream, StopStream
from kiosk.effects.ports import DeviceCalls
from kiosk.flow.desk import CameraSeen, DetectionSeen

_log = logging.getLogger(__name__)

Box = tuple[float, float, float, float]
FindFaces = Callable[[NDArray[np.uint8]], Sequence[Box]]
"""Boxes of the faces in a BGR picture: left, top, width, height in pixels."""

_FRAME_S: Final = 1.0
_SMOOTH: Final = 0.8


class CameraEyepiece:
    """Meets `kiosk.effects.desk.Eyepiece`. One camera at a time, on a thread of its own."""

    def __init__(
        self,
        devices: DeviceCalls,
        *,
        clock: Clock,
        show: Callable[[FrameSource | None], None],
        find_faces: FindFaces | None,
    ) -> None:
        """Look through cameras of `devices`.

        Args:
            devices: the supervisor.
            clock: time.
            show: gets the frames for the page, and None when there are no more; from any thread.
            find_faces: finds faces; None where this terminal has no engine.
        """
        self._devices = devices
        self._clock = clock
        self._show = show
        self._find_faces = find_faces
        self._lock = Lock()
        self._looking: _Looking | None = None

    @property
    def seen(self) -> CameraSeen | None:
        """What it sees now."""
        looking = self._looking
        return looking.seen if looking is not None else None

    def show(self, device_id: str) -> None:
        """Show that camera's picture. Raises `DeviceError`."""
        with self._lock:
            self._stop()
            source = self._devices.call(device_id, StartStream())
            self._show(source)
            self._looking = _Looking(device_id, source, clock=self._clock, find_faces=self._find_faces)

    def hide(self) -> None:
        """Show none, and hand the camera back."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        looking, self._looking = self._looking, None
        if looking is None:
            return
        self._show(None)
        looking.end()
        try:
            self._devices.call(looking.seen.device_id, StopStream(looking.source))
        except DeviceError as error:
            # The seat of a camera that has gone has ended by itself; any other is freed when the camera is reopened.
            _log.warning("camera not handed back: %s", error)


class _Looking:
    """The thread that looks."""

    def __init__(self, device_id: str, source: FrameSource, *, clock: Clock, find_faces: FindFaces | None) -> None:
        self.source = source
        self.seen = CameraSeen(device_id)
        self._clock = clock
        self._find_faces = find_faces
        self._ending = Event()
        self._thread = Thread(target=self._run, name="eyepiece", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End it, once the frame under way is done with."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        newest, begun_s, rate = -1, self._clock.monotonic_s(), 0.0
        while not self._ending.is_set():
            try:
                frame = self.source.wait(newest, _FRAME_S)
            except Disconnected:
                self.seen = replace(self.seen, frames_per_s=0.0, detections=())
                return
            if frame is None:
                continue
            now_s = self._clock.monotonic_s()
            if newest >= 0 and now_s > begun_s:
                current = (frame.sequence - newest) / (now_s - begun_s)
                rate = current if rate == 0.0 else _SMOOTH * rate + (1 - _SMOOTH) * current
            newest, begun_s = frame.sequence, now_s
            height, width = frame.pixels.shape[:2]
            self.seen = replace(
                self.seen, frames_per_s=float(round(rate)), size_px=(width, height), detections=self._found(frame)
            )

    def _found(self, frame: Frame) -> tuple[DetectionSeen, ...]:
        pixels = frame.pixels
        found = [DetectionSeen(_name(code), _shown(_around(code.position), pixels)) for code in _codes(pixels)]
        if self._find_faces is not None:
            found += [DetectionSeen("face", _shown(box, pixels)) for box in self._find_faces(pixels)]
        return tuple(found)


def _codes(pixels: NDArray[np.uint8]) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, :, 1]), return_errors=False)


def _name(code: zxingcpp.Barcode) -> str:
    return str(code.format.name).lower()


def _around(position: zxingcpp.Position) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return float(min(xs)), float(min(ys)), float(max(xs) - min(xs)), float(max(ys) - min(ys))


def _shown(box: Box, pixels: NDArray[np.uint8]) -> Box:
    """Return a box in fractions of the middle square of the picture, mirrored, as the page shows it."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    left, top, box_width, box_height = box
    from_left = left - (width - side) / 2
    mirrored = side - from_left - box_width
    return (
        round(mirrored / side, 3),
        round((top - (height - side) / 2) / side, 3),
        round(box_width / side, 3),
        round(box_height / side, 3),
    )
