"""Driver ``camera.pair``."""

from functools import partial
from threading import Lock
from typing import ClassVar, Final, cast

from devices.api.configuration import ConfigurationFaults, Fault, Options, Wrong
from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest
from devices.api.errors import DeviceError, Disconnected
from devices.api.kinds.camera import Camera, FrameSource, PairSource
from devices.api.self_testing import try_step
from devices.api.status import DeviceState, Status
from devices.drivers.camera_pair.pairing import LensSeat, Pairing

_LOOK_S: Final = 0.05
_TEST_PAIRS: Final = 5


class CameraPair:
    """Two bound cameras as one: `PairedCamera`. It holds no port and no thread of its own.

    Options:
        colour, infrared: device ids of the two cameras. `mirror`, `rotate_deg` and `exposure` are theirs.
        most_skew_ms: how far apart two frames of one moment may be taken.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CAMERA

    def __init__(self, context: DriverContext) -> None:
        """Check the options. Raises ConfigurationError."""
        self._device_id = context.device_id
        self._clock = context.clock
        self._find_device = context.device
        options = Options(context.options, place=f"device.{context.device_id}", device_id=context.device_id)
        self._names = {lens: options.text(lens) for lens in ("colour", "infrared")}
        self._most_skew_s = options.integer("most_skew_ms", 40, allowed=range(1, 1001)) / 1000
        if self._names["colour"] == self._names["infrared"] != "":
            options.wrong("infrared", Wrong.NOT_ALLOWED, allowed="a camera other than that of colour")
        options.finish()
        self._lock = Lock()
        self._lenses: dict[str, Camera] = {}
        self._seats: dict[LensSeat, Camera] = {}

    def open(self) -> None:
        """Find both cameras; they need not be open yet. Raises ConfigurationError where one is none."""
        self.close()
        found = {lens: self._camera(lens, name) for lens, name in self._names.items()}
        with self._lock:
            self._lenses = found

    def close(self) -> None:
        """End every seat. Never raises."""
        with self._lock:
            seats, self._seats = self._seats, {}
            self._lenses = {}
        control = Control(self._clock, device_id=self._device_id, deadline_s=1.0)
        for seat, camera in seats.items():
            seat.end(closed=True)
            camera.stop_stream(seat.lens, control)

    def reset(self, control: Control) -> None:
        """Find the cameras anew. The cameras themselves are reset by their own names."""
        control.check()
        self.open()

    def status(self, control: Control) -> Status:
        """Say how the lens is that is worse off. Safe from any thread."""
        control.check()
        with self._lock:
            lenses = dict(self._lenses)
        if not lenses:
            return Status(DeviceState.UNKNOWN, detail_code="closed")
        for lens, camera in lenses.items():
            status = camera.status(control)
            if not status.can_serve or status.detail_code:
                return Status(status.state, detail_code=f"{lens} {self._names[lens]} {status.detail_code}".rstrip())
        return Status(DeviceState.ONLINE)

    def capabilities(self) -> Capabilities:
        """The colour camera's, and the same of the infrared one with ``infrared_`` before them."""
        with self._lock:
            lenses = dict(self._lenses)
        if not lenses:
            return Capabilities()
        colour, infrared = (lenses[lens].capabilities() for lens in ("colour", "infrared"))
        further = {f"infrared_{name}": value for name, value in infrared.features.items()}
        return Capabilities(colour.model, colour.serial_number, {**colour.features, **further})

    def self_test(self, control: Control) -> SelfTest:
        """Look at both lenses, and at some pairs of frames."""
        steps = [try_step(lens, partial(self._see_lens, lens, control), self._clock) for lens in self._names]
        return SelfTest((*steps, try_step("pairs", lambda: self._see_pairs(control), self._clock)))

    def poll(self, control: Control) -> None:
        """Do nothing: the cameras are looked after by their own names."""
        control.check()

    def start_stream(self, control: Control) -> FrameSource:
        """See `Camera.start_stream`: the colour camera's."""
        return self._sit("colour", control)

    def stop_stream(self, source: FrameSource, control: Control) -> None:
        """See `Camera.stop_stream`."""
        with self._lock:
            camera = self._seats.pop(source, None) if isinstance(source, LensSeat) else None
        if camera is not None and isinstance(source, LensSeat):
            source.end(closed=False)
            camera.stop_stream(source.lens, control)

    def start_pairs(self, control: Control) -> PairSource:
        """See `PairedCamera.start_pairs`."""
        colour = self._sit("colour", control)
        try:
            infrared = self._sit("infrared", control)
        except DeviceError:
            self.stop_stream(colour, control)
            raise
        pairing = Pairing(colour, infrared, most_skew_s=self._most_skew_s, clock=self._clock)
        try:
            while pairing.wait(-1, min(_LOOK_S, control.remaining_s)) is None:
                control.check()
        except DeviceError:
            self.stop_pairs(pairing, control)
            raise
        return pairing

    def stop_pairs(self, source: PairSource, control: Control) -> None:
        """See `PairedCamera.stop_pairs`."""
        if isinstance(source, Pairing):
            self.stop_stream(source.colour, control)
            self.stop_stream(source.infrared, control)

    def _sit(self, lens: str, control: Control) -> LensSeat:
        """Take a seat at one lens; of a pair that is closed meanwhile it is handed back at once."""
        camera = self._lens(lens)
        seat = LensSeat(camera.start_stream(control), device_id=self._device_id)
        with self._lock:
            if self._lenses.get(lens) is camera:
                self._seats[seat] = camera
                return seat
        camera.stop_stream(seat.lens, control)
        raise Disconnected(device_id=self._device_id, detail_code="closed")

    def _see_lens(self, lens: str, control: Control) -> None:
        status = self._lens(lens).status(control)
        if not status.can_serve:
            raise Disconnected(detail_code=f"{status.state.value} {status.detail_code}".rstrip())

    def _see_pairs(self, control: Control) -> None:
        source = self.start_pairs(control)
        newest = -1
        seen = 0
        try:
            while seen < _TEST_PAIRS:
                control.check()
                pair = source.wait(newest, min(_LOOK_S, control.remaining_s))
                if pair is not None:
                    newest = pair.colour.sequence
                    seen += 1
        finally:
            self.stop_pairs(source, control)

    def _lens(self, lens: str) -> Camera:
        with self._lock:
            camera = self._lenses.get(lens)
        if camera is None:
            raise Disconnected(device_id=self._device_id, detail_code="closed")
        return camera

    def _camera(self, lens: str, name: str) -> Camera:
        device = self._find_device(name)
        if device.kind is not DeviceKind.CAMERA:
            fault = Fault(f"device.{self._device_id}.{lens}", Wrong.NOT_ALLOWED, name, "a device of kind camera")
            raise ConfigurationFaults([fault], device_id=self._device_id)
        return cast("Camera", device)
