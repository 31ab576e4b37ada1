"""Camera: a stream of frames into one slot that always holds the latest."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from devices.api.control import Control
from devices.api.device import Device


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Frame:
    """One picture. `pixels` is height x width x 3 uint8, BGR, not mirrored, read-only.

    Attributes:
        sequence: grows by one a frame since the stream began.
        taken_s: `Clock.monotonic_s` when the frame left the camera.
    """

    sequence: int
    taken_s: float
    pixels: NDArray[np.uint8]

    def __repr__(self) -> str:
        """Size and number only: a frame is personal data."""
        return f"Frame({self.sequence}, {self.pixels.shape[1]}x{self.pixels.shape[0]})"


class FrameSource(Protocol):
    """One user's seat at a camera's stream: the latest frame, for any thread. Slow readers skip frames.

    A seat ends when it is handed back (`Camera.stop_stream`) or when the camera is closed or goes away; then
    there are no more frames on it, and whoever still needs some asks for a new seat.
    """

    def latest(self, newer_than: int = -1) -> Frame | None:
        """Return the latest frame if its `sequence` is above `newer_than`, else None. Never blocks or raises."""
        ...

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """Block until there is a frame above `newer_than` or `timeout_s` passed.

        Raises:
            Disconnected: the camera went away or was closed, now or before. A seat that was handed back
                answers None at once.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class FramePair:
    """What two lenses saw at nearly the same moment.

    Attributes:
        colour: the colour lens's frame.
        infrared: the infrared lens's, as a picture of three equal channels.
    """

    colour: Frame
    infrared: Frame

    @property
    def skew_s(self) -> float:
        """How much later the infrared frame was taken; below zero for earlier."""
        return self.infrared.taken_s - self.colour.taken_s


class PairSource(Protocol):
    """One user's seat at both lenses of a pair, for any thread. Slow readers skip pairs."""

    def wait(self, newer_than: int, timeout_s: float) -> FramePair | None:
        """Block until there is a pair whose colour frame's `sequence` is above `newer_than`, or the time passed.

        Raises:
            Disconnected: one of the lenses went away or was closed.
        """
        ...


class Camera(Device, Protocol):
    """Streams while at least one user has asked for it. Frames exist in memory only, and only the latest.

    `start_stream`, `stop_stream` and `status` may be called from any thread, unlike the rest of `Device`: a code
    scanner looks through a camera from its own thread, and must neither wait for the camera's commands nor take
    its port from under somebody else's stream.
    """

    def start_stream(self, control: Control) -> FrameSource:
        """Begin (or join) the stream and return once a first frame is there. Safe from any thread.

        Every call gives a seat of its own, to be handed back by `stop_stream`.

        Raises:
            Disconnected: the camera is closed or has gone away.
            DeadlineExceeded: no picture came in time.
            CommandCancelled: called back.
        """
        ...

    def stop_stream(self, source: FrameSource, control: Control) -> None:
        """Hand `source` back. Safe from any thread; a seat that has ended or was handed back before is ignored.

        When the last user has left, frames stop and the memory of the last frame is overwritten with zeros,
        also for a reader who still holds it.
        """
        ...


class PairedCamera(Camera, Protocol):
    """Two lenses side by side, colour and infrared, as one camera: to everybody else it is the colour one."""

    def start_pairs(self, control: Control) -> PairSource:
        """Begin (or join) both streams and return once a first pair is there. Safe from any thread.

        Raises:
            Disconnected: one of the lenses is closed or has gone away.
            DeadlineExceeded: no two pictures of one moment came in time.
            CommandCancelled: called back.
        """
        ...

    def stop_pairs(self, source: PairSource, control: Control) -> None:
        """Hand `source` back. Safe from any thread; handed back before, it is ignored."""
        ...


@dataclass(frozen=True, slots=True)
class StartStream:
    """Command: `Camera.start_stream`."""

    deadline_s: float = 5.0

    def perform(self, device: Camera, control: Control) -> FrameSource:
        """Run on the device's thread."""
        return device.start_stream(control)


@dataclass(frozen=True, slots=True)
class StopStream:
    """Command: `Camera.stop_stream`."""

    source: FrameSource
    deadline_s: float = 5.0

    def perform(self, device: Camera, control: Control) -> None:
        """Run on the device's thread."""
        device.stop_stream(self.source, control)
