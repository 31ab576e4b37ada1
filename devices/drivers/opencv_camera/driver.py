"""Camera over OpenCV `VideoCapture`."""

from threading import Event, Lock, Thread, current_thread
from typing import ClassVar, Final

from devices.api.control import Control
from devices.api.device import Capabilities, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.errors import DeviceError, Disconnected, NotOpened
from devices.api.kinds.camera import Frame, FrameSource
from devices.api.status import DeviceState, Status
from devices.drivers.opencv_camera.capture import PictureSource, device_names, open_source
from devices.drivers.opencv_camera.frames import Seat
from devices.drivers.opencv_camera.options import CameraOptions
from devices.drivers.opencv_camera.presence import Presence
from devices.drivers.opencv_camera.self_test import FRAMES, check_frames
from devices.drivers.opencv_camera.stream import MOST_DAMAGED, Stream
from devices.drivers.opencv_camera.wire import DevicePort, PictureQuality, parse_port

CLOSE_PATIENCE_S: Final = 5.0
"""More than the longest read of a network camera that has fallen silent."""
LOOK_S: Final = 0.05
"""How often a wait for the first frame looks for a cancel."""


class OpenCvCamera:
    """A camera that is open, in OpenCV's sense, only while somebody looks: its light tells citizens the truth.

    `open` looks once and lets go. While nobody looks, `poll` and `status` see by the port alone whether the
    camera is still there.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CAMERA

    def __init__(self, context: DriverContext) -> None:
        """Check port and options. Raises ConfigurationError."""
        self._device_id = context.device_id
        self._clock = context.clock
        self._port = parse_port(context.port, place=f"device.{context.device_id}.port")
        self._options = CameraOptions.from_binding(context.options, device_id=context.device_id)
        self._lock = Lock()
        self._opened = False
        self._fault: Disconnected | None = None
        self._stream: Stream | None = None
        self._seats: set[Seat] = set()
        self._last_thread: Thread | None = None
        self._presence = Presence(self._port, context.clock)
        self._capabilities = Capabilities()

    def open(self) -> None:
        """Look once, to learn that a picture comes and of which size.

        Raises:
            NotOpened: the port is not there, held by another program, or brings no picture.
            ConfigurationError: an option that this camera cannot have.
        """
        try:
            source = self._open_source()
            try:
                self._capabilities = self._look_once(source)
            finally:
                source.close()
        except Disconnected as error:
            raise NotOpened(device_id=self._device_id, detail_code=error.detail_code) from error
        except DeviceError as error:
            error.device_id = self._device_id
            raise
        with self._lock:
            self._fault = None
            self._opened = True
        self._presence.forget()

    def close(self) -> None:
        """End every seat and the capture thread, and give the port back. Never raises."""
        with self._lock:
            self._opened = False
            self._end_stream(Disconnected(device_id=self._device_id, detail_code="closed"))
            last_thread = self._last_thread
        if last_thread is not None and last_thread is not current_thread():
            last_thread.join(CLOSE_PATIENCE_S)

    def reset(self, control: Control) -> None:
        """Close and open. Every seat ends; users ask for a new one."""
        control.check()
        self.close()
        self.open()

    def self_test(self, control: Control) -> SelfTest:
        """Look at the port, the first picture, the picture size, the frame rate and the exposure."""
        began_s = self._clock.monotonic_s()
        self._presence.forget()
        steps = [self._step("port", began_s, passed=self._presence.is_there())]
        began_s = self._clock.monotonic_s()
        try:
            source = self.start_stream(control)
        except DeviceError as error:
            return SelfTest((*steps, self._failed("picture", began_s, error)))
        try:
            steps.append(self._step("picture", began_s, passed=True))
            began_s = self._clock.monotonic_s()
            frames = _collect(source, control)
            stated_fps = float(self._capabilities.features["fps"])
            for code, passed, detail_code in check_frames(frames, options=self._options, stated_fps=stated_fps):
                steps.append(self._step(code, began_s, passed=passed, detail_code=detail_code))
        except DeviceError as error:
            steps.append(self._failed("frame_rate", began_s, error))
        finally:
            self.stop_stream(source, control)
        return SelfTest(tuple(steps))

    def status(self, control: Control) -> Status:
        """Say whether the camera is there and what its picture looks like. Safe from any thread."""
        control.check()
        with self._lock:
            opened, fault, stream = self._opened, self._fault, self._stream
        if fault is not None:
            return Status(DeviceState.NO_DEVICE, detail_code=fault.detail_code)
        if not opened:
            return Status(DeviceState.UNKNOWN, detail_code="closed")
        if stream is None:
            there = self._presence.is_there()
            return Status(DeviceState.ONLINE) if there else Status(DeviceState.NO_DEVICE, detail_code="port_gone")
        quality = stream.quality
        state = DeviceState.HARDWARE_ERROR if quality is PictureQuality.FROZEN else DeviceState.ONLINE
        return Status(state, detail_code=quality.value)

    def capabilities(self) -> Capabilities:
        """Features: ``width_px``, ``height_px`` (upright), ``fps`` (0.0 if not stated) and ``live``."""
        return self._capabilities

    def poll(self, control: Control) -> None:
        """See that the camera is still there.

        Raises:
            Disconnected: it is not; only opening anew helps.
        """
        control.check()
        with self._lock:
            fault, idle, opened = self._fault, self._stream is None, self._opened
        if fault is None and idle and opened and not self._presence.is_there():
            fault = Disconnected(device_id=self._device_id, detail_code="port_gone")
            self._went_away(None, fault)
        if fault is not None or not opened:
            raise Disconnected(device_id=self._device_id, detail_code=fault.detail_code if fault else "closed")

    def start_stream(self, control: Control) -> FrameSource:
        """See `Camera.start_stream`. Safe from any thread."""
        control.check()
        with self._lock:
            if self._fault is not None or not self._opened:
                detail_code = self._fault.detail_code if self._fault is not None else "closed"
                raise Disconnected(device_id=self._device_id, detail_code=detail_code)
            if self._stream is None:
                self._stream = Stream(
                    device_id=self._device_id,
                    open_source=self._open_source,
                    options=self._options,
                    clock=self._clock,
                    broke=self._went_away,
                    after=self._last_thread,
                )
                self._last_thread = self._stream.thread
                self._stream.start()
            seat = Seat(self._stream.slot)
            self._seats.add(seat)
        try:
            while seat.wait(newer_than=-1, timeout_s=min(LOOK_S, control.remaining_s)) is None:
                control.check()
        except DeviceError:
            self.stop_stream(seat, control)
            raise
        return seat

    def stop_stream(self, source: FrameSource, control: Control) -> None:  # noqa: ARG002 - it never waits
        """See `Camera.stop_stream`. Safe from any thread; returns at once, whatever `control` says."""
        with self._lock:
            if not isinstance(source, Seat) or source not in self._seats:
                return
            self._seats.discard(source)
            source.hand_back()
            if not self._seats:
                self._end_stream(None)

    def _end_stream(self, fault: Disconnected | None) -> None:
        """Called with the lock held."""
        if self._stream is not None:
            self._stream.stop(fault)
            self._stream = None
        self._seats.clear()

    def _went_away(self, stream: Stream | None, fault: Disconnected) -> None:
        """Remember that the camera is gone. On the capture thread of `stream`, or from `poll` with none."""
        with self._lock:
            if self._stream is stream:
                self._stream = None
                self._seats.clear()
                self._fault = fault

    def _open_source(self) -> PictureSource:
        return open_source(self._port, self._options, self._clock)

    def _look_once(self, source: PictureSource) -> Capabilities:
        never = Event()
        for _ in range(MOST_DAMAGED):
            picture = source.read(never)
            if picture is not None:
                break
        else:
            raise NotOpened(detail_code="pictures_damaged")
        height_px, width_px = picture.shape[:2]
        if self._options.rotation.swaps_sides:
            height_px, width_px = width_px, height_px
        names = device_names(self._port.path) if isinstance(self._port, DevicePort) else ("", "")
        return Capabilities(
            model=names[0],
            serial_number=names[1],
            features={"width_px": width_px, "height_px": height_px, "fps": source.fps, "live": source.live},
        )

    def _step(self, code: str, began_s: float, *, passed: bool, detail_code: str = "") -> SelfTestStep:
        took_ms = (self._clock.monotonic_s() - began_s) * 1000.0
        return SelfTestStep(code, passed=passed, duration_ms=took_ms, detail_code=detail_code)

    def _failed(self, code: str, began_s: float, error: DeviceError) -> SelfTestStep:
        return self._step(code, began_s, passed=False, detail_code=f"{error.code} {error.detail_code}".rstrip())


def _collect(source: FrameSource, control: Control) -> list[Frame]:
    """Wait for the frames that a self-test looks at."""
    frames: list[Frame] = []
    newest = -1
    while len(frames) < FRAMES:
        control.check()
        frame = source.wait(newest, min(LOOK_S, control.remaining_s))
        if frame is not None:
            newest = frame.sequence
            frames.append(frame)
    return frames
