"""Code scanner that looks through a bound camera."""

from collections.abc import Collection
from itertools import count
from typing import ClassVar, Final, cast

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.errors import DeviceError, Disconnected
from devices.api.kinds.camera import Camera, FrameSource
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.status import DeviceState, Status
from devices.drivers.camera_scanner import second_opinion
from devices.drivers.camera_scanner.options import ScannerOptions
from devices.drivers.camera_scanner.wire import FORMATS, Agreement, Pipeline, Sighting, Symbology, scanned

LOOK_S: Final = 0.05
"""How often a wait for the next frame looks for a cancel."""
PICTURE_DELAY_S: Final = 0.07
"""A picture is exposed up to two frames before it leaves the camera: until then it may show what was there earlier."""
SELF_TEST_PAYLOAD: Final = b"HALLKIOSK"
"""Letters that every symbology can carry."""


class CameraCodeScanner:
    """Looks at a camera's frames while, and only while, `scan` runs. It has no thread and no port of its own.

    The camera keeps its own thread, status and self-test: a scanner with a camera to itself is two bindings, and
    two scanners or a scanner and a preview may share one camera.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER

    def __init__(self, context: DriverContext) -> None:
        """Check the options. Raises ConfigurationFaults."""
        self._device_id = context.device_id
        self._clock = context.clock
        self._find_device = context.device
        self._options = ScannerOptions.from_binding(context.port, context.options, device_id=context.device_id)
        self._camera: Camera | None = None

    def open(self) -> None:
        """Find the camera; it need not be open yet.

        Raises:
            ConfigurationError: there is no such device, or it is no camera.
        """
        device = self._find_device(self._options.camera)
        if device.kind is not DeviceKind.CAMERA:
            fault = Fault(
                f"device.{self._device_id}.camera", Wrong.NOT_ALLOWED, self._options.camera, "a device of kind camera"
            )
            raise ConfigurationFaults([fault], device_id=self._device_id)
        self._camera = cast("Camera", device)

    def close(self) -> None:
        """Forget the camera. Never raises."""
        self._camera = None

    def reset(self, control: Control) -> None:
        """Find the camera anew; nothing else is kept between scans."""
        control.check()
        self.close()
        self.open()

    def self_test(self, control: Control) -> SelfTest:
        """Read a code of our own making, ask for ZBar, and look whether the camera can serve."""
        began_s = self._clock.monotonic_s()
        pipeline = Pipeline(self._options.symbologies)
        sighting = pipeline.read_picture(_self_test_picture(self._options.symbologies))
        read = sighting is not None and sighting.payload == SELF_TEST_PAYLOAD
        steps = [self._step("decoder", began_s, passed=read)]
        began_s = self._clock.monotonic_s()
        steps.append(self._step("second_opinion", began_s, passed=second_opinion.is_available()))
        began_s = self._clock.monotonic_s()
        status = self.status(control)
        steps.append(self._step("camera", began_s, passed=status.can_serve, detail_code=status.detail_code))
        return SelfTest(tuple(steps))

    def status(self, control: Control) -> Status:
        """Say how the camera is: without it there is no scanner."""
        camera = self._camera
        if camera is None:
            return Status(DeviceState.UNKNOWN, detail_code="closed")
        status = camera.status(control)
        detail_code = f"camera {self._options.camera} {status.detail_code}" if status.detail_code else ""
        return Status(status.state, detail_code=detail_code)

    def capabilities(self) -> Capabilities:
        """Features: ``camera`` (its device id), ``symbologies`` (names by commas), ``second_opinion``."""
        return Capabilities(
            features={
                "camera": self._options.camera,
                "symbologies": ",".join(sorted(symbology.value for symbology in self._options.symbologies)),
                "second_opinion": second_opinion.is_available(),
            }
        )

    def poll(self, control: Control) -> None:
        """Do nothing: codes are seen only while asked for."""
        control.check()

    def scan(self, control: Control) -> ScannedCode:
        """See `CodeScanner.scan`. The same code is returned again by the next call if it is still held up.

        Raises:
            Disconnected: the camera has gone away.
        """
        control.check()
        fresh_s = self._clock.monotonic_s() + PICTURE_DELAY_S
        camera = self._camera
        if camera is None:
            raise Disconnected(device_id=self._device_id, detail_code="closed")
        try:
            source = camera.start_stream(control)
            try:
                return scanned(self._watch(source, fresh_s, control))
            finally:
                camera.stop_stream(source, control)
        except DeviceError as error:
            # The error's kind says what to do; only the device that it names is ours.
            error.device_id = self._device_id
            raise

    def _watch(self, source: FrameSource, fresh_s: float, control: Control) -> Sighting:
        """Look at frames taken after `fresh_s` until one shows a code."""
        pipeline = Pipeline(self._options.symbologies)
        agreement = Agreement()
        newest = -1
        turns = count()
        try:
            while True:
                control.check()
                frame = source.wait(newest, min(LOOK_S, control.remaining_s))
                if frame is None:
                    continue
                newest = frame.sequence
                if frame.taken_s < fresh_s:
                    continue
                seen = pipeline.read_frame(frame.pixels, turn=next(turns), agreement=agreement, keep_on=control.check)
                if seen is not None:
                    return seen
        finally:
            pipeline.wipe()

    def _step(self, code: str, began_s: float, *, passed: bool, detail_code: str = "") -> SelfTestStep:
        took_ms = (self._clock.monotonic_s() - began_s) * 1000.0
        return SelfTestStep(code, passed=passed, duration_ms=took_ms, detail_code=detail_code)


def _self_test_picture(symbologies: Collection[Symbology]) -> NDArray[np.uint8]:
    """Return a picture (BGR) of `SELF_TEST_PAYLOAD` in one of `symbologies`, a QR code if it may be."""
    symbology = Symbology.QR_CODE if Symbology.QR_CODE in symbologies else min(symbologies, key=lambda one: one.value)
    code = zxingcpp.create_barcode(SELF_TEST_PAYLOAD.decode(), FORMATS[symbology])
    grey = np.pad(np.array(code.to_image(scale=4, add_quiet_zones=False)), 40, constant_values=255)
    return np.repeat(grey[:, :, None], 3, axis=2)
