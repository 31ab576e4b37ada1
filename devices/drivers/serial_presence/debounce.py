"""Whether somebody has come or gone, out of what a sensor sees from one moment to the next."""

from dataclasses import dataclass
from enum import Enum

from devices.api.kinds.presence_sensor import Presence, PresenceReading


class Turn(Enum):
    """What has just become certain."""

    CAME = "came"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When somebody counts as there.

    Attributes:
        near_mm: who is as near as this has come; one who is there counts as there up to `far_mm`.
        far_mm: not below `near_mm`: who shifts from foot to foot does not come and go.
        arrive_s: how long somebody must be near; who passes by does not.
        leave_s: how long nobody must be there; who bends down for a bag has not left.
    """

    near_mm: int = 1000
    far_mm: int = 1400
    arrive_s: float = 0.5
    leave_s: float = 3.0


class Debounce:
    """Belongs to the device's thread."""

    def __init__(self, thresholds: Thresholds) -> None:
        """Begin with nobody there."""
        self._thresholds = thresholds
        self._there = False
        self._changing_since_s: float | None = None

    @property
    def somebody_is_there(self) -> bool:
        """What is certain."""
        return self._there

    def see(self, reading: PresenceReading, now_s: float) -> Turn | None:
        """Take what is seen at `now_s`; return what has become certain by it.

        A sensor that cannot see says nothing, and what was about to become certain begins anew.
        """
        if reading.presence is Presence.UNKNOWN or self._is_there(reading) == self._there:
            self._changing_since_s = None
            return None
        if self._changing_since_s is None:
            self._changing_since_s = now_s
        needed_s = self._thresholds.leave_s if self._there else self._thresholds.arrive_s
        if now_s - self._changing_since_s < needed_s:
            return None
        self._there = not self._there
        self._changing_since_s = None
        return Turn.CAME if self._there else Turn.WENT

    def _is_there(self, reading: PresenceReading) -> bool:
        if reading.presence is Presence.NOBODY:
            return False
        limit_mm = self._thresholds.far_mm if self._there else self._thresholds.near_mm
        return reading.distance_mm is None or reading.distance_mm <= limit_mm
