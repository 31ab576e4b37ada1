"""A camera that another device looks through, found by its device id."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, cast

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.control import Control
from devices.api.device import DeviceKind, DriverContext
from devices.api.errors import DeviceError, Disconnected
from devices.api.kinds.camera import Camera, Frame, FrameSource
from devices.api.status import DeviceState, Status

_LOOK_S: Final = 0.05


class BoundCamera:
    """Belongs to the thread of the device that looks through it. The camera keeps its own."""

    def __init__(self, context: DriverContext, camera: str) -> None:
        """Look through the device called `camera`, once `open` has found it."""
        self._context = context
        self._name = camera
        self._camera: Camera | None = None

    def open(self) -> None:
        """Find the camera; it need not be open yet. Raises ConfigurationFaults: no such device, or no camera."""
        device = self._context.device(self._name)
        if device.kind is not DeviceKind.CAMERA:
            key = f"device.{self._context.device_id}.camera"
            fault = Fault(key, Wrong.NOT_ALLOWED, self._name, "a device of kind camera")
            raise ConfigurationFaults([fault], device_id=self._context.device_id)
        self._camera = cast("Camera", device)

    def close(self) -> None:
        """Forget the camera."""
        self._camera = None

    def status(self, control: Control) -> Status:
        """Say how the camera is: without it the device that looks through it is nothing."""
        if self._camera is None:
            return Status(DeviceState.UNKNOWN, detail_code="closed")
        status = self._camera.status(control)
        detail_code = f"camera {self._name} {status.detail_code}" if status.detail_code else ""
        return Status(status.state, detail_code=detail_code)

    @contextmanager
    def frames(self, control: Control, *, newer_than_s: float) -> Iterator[Iterator[Frame]]:
        """Give frames taken after `newer_than_s` until left. They end by `Control.check` only.

        Raises:
            Disconnected: the camera has gone away, or is closed. The error names the device that looks through it.
        """
        camera = self._camera
        if camera is None:
            raise Disconnected(device_id=self._context.device_id, detail_code="closed")
        try:
            source = camera.start_stream(control)
            try:
                yield self._fresh(source, newer_than_s, control)
            finally:
                camera.stop_stream(source, control)
        except DeviceError as error:
            error.device_id = self._context.device_id
            raise

    def _fresh(self, source: FrameSource, newer_than_s: float, control: Control) -> Iterator[Frame]:
        newest = -1
        while True:
            control.check()
            frame = source.wait(newest, min(_LOOK_S, control.remaining_s))
            if frame is not None:
                newest = frame.sequence
                if frame.taken_s >= newer_than_s:
                    yield frame
