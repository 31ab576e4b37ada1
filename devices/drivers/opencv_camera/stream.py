"""The capture thread of one stream: from the first user to the last, or to the camera's end."""

from collections.abc import Callable
from threading import Event, Thread

from devices.api.clock import Clock
from devices.api.errors import DeviceError, Disconnected
from devices.drivers.opencv_camera.capture import PictureSource
from devices.drivers.opencv_camera.frames import FrameSlot
from devices.drivers.opencv_camera.options import CameraOptions
from devices.drivers.opencv_camera.picture_watch import PictureWatch
from devices.drivers.opencv_camera.wire import PictureQuality, measure

MOST_DAMAGED = 30
"""Damaged pictures in a row, about a second, after which the camera counts as gone."""


class Stream:
    """Owns the port from `start` to `stop`. The thread opens, reads and closes it, and nobody else touches it."""

    def __init__(
        self,
        *,
        device_id: str,
        open_source: Callable[[], PictureSource],
        options: CameraOptions,
        clock: Clock,
        broke: Callable[["Stream", Disconnected], None],
        after: Thread | None,
    ) -> None:
        """Prepare a stream.

        `broke` is called on the capture thread when the camera goes away. `after` is the thread of the stream
        before this one, which may still hold the port: this one waits for its end first.
        """
        self.slot = FrameSlot()
        self._device_id = device_id
        self._open_source = open_source
        self._options = options
        self._clock = clock
        self._broke = broke
        self._after = after
        self._stopped = Event()
        self._watch: PictureWatch | None = None
        self.thread = Thread(target=self._run, name=f"camera {device_id}", daemon=True)

    @property
    def quality(self) -> PictureQuality:
        """What the pictures look like now; good before the first."""
        watch = self._watch
        return PictureQuality.GOOD if watch is None else watch.quality

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def stop(self, fault: Disconnected | None = None) -> None:
        """End the slot at once, with `fault` for who still waits, and the thread after the picture under way."""
        self._stopped.set()
        self.slot.end(fault)

    def _run(self) -> None:
        fault = Disconnected(device_id=self._device_id, detail_code="capture_failed")
        try:
            if self._after is not None:
                self._after.join()
                self._after = None
            self._capture()
        except DeviceError as error:
            fault = Disconnected(device_id=self._device_id, detail_code=error.detail_code)
        finally:
            # Also after an error that nobody foresaw: users must see an end, whatever it was.
            if not self._stopped.is_set():
                self._broke(self, fault)
                self.slot.end(fault)

    def _capture(self) -> None:
        if self._stopped.is_set():
            return
        source = self._open_source()
        try:
            watch = PictureWatch(can_freeze=source.live)
            self._watch = watch
            to_drop = self._options.warm_up_frames if source.live else 0
            damaged = 0
            while not self._stopped.is_set():
                picture = source.read(self._stopped)
                taken_s = self._clock.monotonic_s()
                if picture is None:
                    damaged += 1
                    if damaged > MOST_DAMAGED:
                        raise Disconnected(detail_code="pictures_damaged")
                    continue
                damaged = 0
                if to_drop > 0:
                    to_drop -= 1
                    continue
                watch.feed(measure(picture), taken_s)
                self.slot.put(picture, taken_s, rotation=self._options.rotation, mirror=self._options.mirror)
        finally:
            source.close()
