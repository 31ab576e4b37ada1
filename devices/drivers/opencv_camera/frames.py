"""The one slot that holds a stream's latest frame, and the seats from which it is seen."""

from threading import Condition

import numpy as np
from numpy.typing import NDArray

from devices.api.errors import Disconnected
from devices.api.kinds.camera import Frame
from devices.drivers.opencv_camera.memory import new_picture
from devices.drivers.opencv_camera.wire import Rotation, put_upright, upright_shape


class FrameSlot:
    """Written by the capture thread, read by any. Nobody waits for anybody but by `wait`."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._frame: Frame | None = None
        self._memory: NDArray[np.uint8] | None = None
        self._sequence = 0
        self._ended = False
        self._fault: Disconnected | None = None

    @property
    def ended(self) -> bool:
        """Whether `end` was called."""
        return self._ended

    def put(self, picture: NDArray[np.uint8], taken_s: float, *, rotation: Rotation, mirror: bool) -> None:
        """Copy `picture` (height x width x 3, BGR) upright into the slot. After `end` nothing is kept."""
        memory = new_picture(upright_shape(picture, rotation))
        put_upright(picture, memory, rotation=rotation, mirror=mirror)
        seen = memory.view()
        seen.flags.writeable = False
        with self._changed:
            if self._ended:
                return
            self._sequence += 1
            self._memory = memory
            self._frame = Frame(sequence=self._sequence, taken_s=taken_s, pixels=seen)
            self._changed.notify_all()

    def end(self, fault: Disconnected | None) -> None:
        """Overwrite the last frame with zeros and let nobody wait any longer. The first call's `fault` counts."""
        with self._changed:
            if self._ended:
                return
            self._ended = True
            self._fault = fault
            if self._memory is not None:
                self._memory[:] = 0
            self._frame = self._memory = None
            self._changed.notify_all()

    def latest(self, newer_than: int) -> Frame | None:
        """See `FrameSource.latest`."""
        frame = self._frame
        return frame if frame is not None and frame.sequence > newer_than else None

    def wait(self, newer_than: int, timeout_s: float, seat: "Seat") -> Frame | None:
        """See `FrameSource.wait`; returns early when `seat` is handed back."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._ended or seat.handed_back or self.latest(newer_than) is not None, timeout=timeout_s
            )
            if self._fault is not None and not seat.handed_back:
                raise Disconnected(device_id=self._fault.device_id, detail_code=self._fault.detail_code)
            return None if seat.handed_back else self.latest(newer_than)

    def wake(self) -> None:
        """Let every waiter look again."""
        with self._changed:
            self._changed.notify_all()


class Seat:
    """One user's `FrameSource`."""

    def __init__(self, slot: FrameSlot) -> None:
        self._slot = slot
        self.handed_back = False

    def latest(self, newer_than: int = -1) -> Frame | None:
        """See `FrameSource.latest`."""
        return None if self.handed_back else self._slot.latest(newer_than)

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """See `FrameSource.wait`."""
        return self._slot.wait(newer_than, timeout_s, self)

    def hand_back(self) -> None:
        """See no more frames, and let a `wait` under way return."""
        self.handed_back = True
        self._slot.wake()
