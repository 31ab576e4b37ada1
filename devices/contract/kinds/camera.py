"""Cameras. The protocol is `devices.api.kinds.camera`."""

from typing import Final

import numpy as np

from devices.api.control import Control
from devices.api.device import DeviceKind
from devices.api.errors import Disconnected
from devices.api.kinds.camera import Camera, Frame, FrameSource
from devices.contract.check import Checks
from devices.contract.kind_suite import Begun, KindSuite, LongCommand
from devices.contract.outcome import Broken, broken, must
from devices.contract.subject import Subject

_check = Checks()
_FRAMES: Final = 5
_FRAME_S: Final = 5.0
_LOOK_S: Final = 0.1


def _watch(subject: Subject, camera: Camera, control: Control, begun: Begun) -> object:
    """Look at the stream until the leash ends it: what a preview does."""
    del subject
    source = camera.start_stream(control)
    newest = -1
    try:
        while True:
            control.check()
            frame = source.wait(newest, min(_LOOK_S, control.remaining_s))
            if frame is not None:
                newest = frame.sequence
                begun()
    finally:
        camera.stop_stream(source, control)


@_check
def streams_frames(subject: Subject) -> None:
    """Height x width x 3 of 8 bits, read-only, numbered upwards, stamped by the clock, as the capabilities say."""
    with subject.opened() as device:
        camera = _camera(device)
        features = device.capabilities().features
        wanted = (features["height_px"], features["width_px"], 3)
        source = camera.start_stream(subject.control())
        try:
            frames = [_next(source, -1)]
            while len(frames) < _FRAMES:
                frames.append(_next(source, frames[-1].sequence))
            shapes = {(frame.pixels.shape, frame.pixels.dtype) for frame in frames}
            must(shapes == {(wanted, np.dtype(np.uint8))}, f"{wanted} uint8", shapes)
            must(not any(frame.pixels.flags.writeable for frame in frames), "read-only frames", "writeable ones")
            order = [(frame.sequence, frame.taken_s) for frame in frames]
            must(order == sorted(order), "numbers and times that grow", "others")
            now_s = subject.clock.monotonic_s()
            must(all(frame.taken_s <= now_s for frame in frames), "times that have been", "one to come")
        finally:
            camera.stop_stream(source, subject.control())


@_check
def a_second_user_joins_the_stream(subject: Subject) -> None:
    """Two seats see frames; one handed back ends alone, the other goes on."""
    with subject.opened() as device:
        camera = _camera(device)
        first, second = camera.start_stream(subject.control()), camera.start_stream(subject.control())
        _next(first, -1)
        newest = _next(second, -1).sequence
        camera.stop_stream(first, subject.control())
        must(first.latest() is None, "no frame on a seat that was handed back", "a frame")
        _next(second, newest)
        camera.stop_stream(second, subject.control())


@_check
def a_seat_handed_back_is_silent(subject: Subject) -> None:
    """It answers None at once, may be handed back twice, and a new one sees frames again."""
    with subject.opened() as device:
        camera = _camera(device)
        source = camera.start_stream(subject.control())
        for _ in range(2):
            camera.stop_stream(source, subject.control())
        must(source.wait(-1, _FRAME_S) is None, "None", "a frame")
        again = camera.start_stream(subject.control())
        _next(again, -1)
        camera.stop_stream(again, subject.control())


@_check
def the_last_frame_is_overwritten(subject: Subject) -> None:
    """When the last user has left, the memory of the last frame is zeros, also for a reader who still holds it."""
    with subject.opened() as device:
        camera = _camera(device)
        source = camera.start_stream(subject.control())
        frame = _next(source, -1)
        frame = source.latest() or frame
        must(bool(frame.pixels.any()), "a picture", "nothing but zeros")
        camera.stop_stream(source, subject.control())
        control = subject.control()
        while frame.pixels.any():  # the capture thread may be writing its last frame
            if control.remaining_s <= _LOOK_S:
                broken("zeros", "a picture")
            control.pause(_LOOK_S)


@_check
def closing_ends_every_seat(subject: Subject) -> None:
    """Whoever waits for a frame when the camera is closed is told so at once."""
    with subject.opened() as device:
        source = _camera(device).start_stream(subject.control())
        device.close()
        error = subject.error_of(lambda: _wait_for_end(source))
    must(isinstance(error, Disconnected), "Disconnected", type(error).__name__)


@_check
def a_frame_shows_nobody_in_its_repr(subject: Subject) -> None:
    """Size and number only: a frame is personal data."""
    with subject.opened() as device:
        source = _camera(device).start_stream(subject.control())
        shown = repr(_next(source, -1))
        _camera(device).stop_stream(source, subject.control())
    must("array" not in shown and len(shown) < 100, "size and number", f"{len(shown)} characters")


def _next(source: FrameSource, newer_than: int) -> Frame:
    frame = source.wait(newer_than, _FRAME_S)
    if frame is None:
        raise Broken(expected=f"a frame within {_FRAME_S:g} s", seen="none")
    return frame


def _wait_for_end(source: FrameSource) -> None:
    newest = -1
    while True:
        frame = source.wait(newest, _FRAME_S)
        if frame is None:
            return
        newest = frame.sequence


def _camera(device: object) -> Camera:
    must(hasattr(device, "start_stream") and hasattr(device, "stop_stream"), "Camera", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.CAMERA,
    checks=_check,
    features={"width_px": int, "height_px": int, "fps": float, "live": bool},
    long_command=LongCommand(_watch, unplugged=(Disconnected,), ends_unplugged_within_s=3.0),
)
