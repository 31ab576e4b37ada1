"""Puts together what two lenses saw at nearly the same moment."""

from devices.api.clock import Clock
from devices.api.errors import Disconnected
from devices.api.kinds.camera import Frame, FramePair, FrameSource


class LensSeat:
    """One user's seat at one lens, which ends when it is handed back or when the pair is closed."""

    def __init__(self, lens: FrameSource, *, device_id: str) -> None:
        """Sit at `lens`'s own seat."""
        self.lens = lens
        self._device_id = device_id
        self._handed_back = False
        self._closed = False

    def latest(self, newer_than: int = -1) -> Frame | None:
        """See `FrameSource.latest`."""
        return None if self._handed_back or self._closed else self.lens.latest(newer_than)

    def wait(self, newer_than: int, timeout_s: float) -> Frame | None:
        """See `FrameSource.wait`."""
        if self._handed_back:
            return None
        frame = None if self._closed else self.lens.wait(newer_than, timeout_s)
        if self._closed:
            raise Disconnected(device_id=self._device_id, detail_code="closed")
        return frame

    def end(self, *, closed: bool) -> None:
        """See no more frames; say so to whoever waits if the pair is `closed`."""
        self._closed = closed
        self._handed_back = not closed


class Pairing:
    """One user's `PairSource`. Each lens keeps its latest frame only, so pairing waits for whichever lags behind."""

    def __init__(self, colour: LensSeat, infrared: LensSeat, *, most_skew_s: float, clock: Clock) -> None:
        """Pair frames that were taken at most `most_skew_s` apart."""
        self.colour = colour
        self.infrared = infrared
        self._most_skew_s = most_skew_s
        self._clock = clock

    def wait(self, newer_than: int, timeout_s: float) -> FramePair | None:
        """See `PairSource.wait`."""
        ends_s = self._clock.monotonic_s() + timeout_s
        colour = self._next(self.colour, newer_than, ends_s)
        infrared = self.infrared.latest()
        while colour is not None:
            if infrared is None:
                infrared = self._next(self.infrared, -1, ends_s)
                if infrared is None:
                    return None
            skew_s = infrared.taken_s - colour.taken_s
            if abs(skew_s) <= self._most_skew_s:
                return FramePair(colour, infrared)
            if skew_s < 0:
                infrared = self._next(self.infrared, infrared.sequence, ends_s)
                if infrared is None:
                    return None
            else:
                colour = self._next(self.colour, colour.sequence, ends_s)
        return None

    def _next(self, source: LensSeat, newer_than: int, ends_s: float) -> Frame | None:
        return source.wait(newer_than, max(0.0, ends_s - self._clock.monotonic_s()))
