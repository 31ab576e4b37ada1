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
    """The latest frame, for any thread. Slow readers skip frames; nobody waits for anybody."""

    def latest(self, newer_than: int = -1) -> Frame | None:
        """Return the latest frame if its `sequence` is above `newer_than`, else None. Never blocks."""
        ...

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """Block until there is a frame above `newer_than` or `timeout_s` passed."""
        ...


class Camera(Device, Protocol):
    """Streams while at least one user has asked for it. Frames exist in memory only, and only the latest."""

    def start_stream(self, control: Control) -> FrameSource:
        """Begin (or join) the stream; every call is matched by one `stop_stream`."""
        ...

    def stop_stream(self, control: Control) -> None:
        """Leave the stream. When the last user has left, frames stop and the slot is overwritten."""
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

    deadline_s: float = 5.0

    def perform(self, device: Camera, control: Control) -> None:
        """Run on the device's thread."""
        device.stop_stream(control)
