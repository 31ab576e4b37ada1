"""Watches what a stream shows, so that a covered lens or a frozen picture is seen before a citizen stands there."""

from devices.drivers.opencv_camera.wire import PictureQuality, PictureStatistics, judge

SETTLE_S = 1.0
FREEZE_S = 3.0


class PictureWatch:
    """Pure: fed by the capture thread with statistics and their times, read by anyone.

    A verdict holds only after `SETTLE_S`, so that a hand passing by is not a fault. Pictures that are the same to
    the bit for `FREEZE_S` are frozen: a sensor's noise never repeats. A recording repeats by nature, so
    `can_freeze` is False for it.
    """

    def __init__(self, *, can_freeze: bool) -> None:
        self._can_freeze = can_freeze
        self._quality = PictureQuality.GOOD
        self._seen = PictureQuality.GOOD
        self._seen_since_s = 0.0
        self._fingerprint: int | None = None
        self._same_since_s = 0.0

    @property
    def quality(self) -> PictureQuality:
        """The verdict that holds now. Safe from any thread."""
        return self._quality

    def feed(self, statistics: PictureStatistics, taken_s: float) -> None:
        """Take in one picture's statistics; `taken_s` is its time on the monotonic clock."""
        if statistics.fingerprint != self._fingerprint:
            self._fingerprint = statistics.fingerprint
            self._same_since_s = taken_s
        seen = judge(statistics)
        if seen is PictureQuality.GOOD and self._can_freeze and taken_s - self._same_since_s >= FREEZE_S:
            self._quality = self._seen = PictureQuality.FROZEN
            return
        if seen is not self._seen:
            self._seen = seen
            self._seen_since_s = taken_s
        if seen is self._quality or taken_s - self._seen_since_s >= SETTLE_S:
            self._quality = seen
