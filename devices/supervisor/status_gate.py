"""Which statuses the world hears of: only changes, and no disconnect that is over before its time of grace is."""

from devices.api.status import DeviceState, Status

_GONE = frozenset({DeviceState.OFFLINE, DeviceState.NO_DEVICE, DeviceState.POWER_OFF})


class StatusGate:
    """Holds back that a device has gone until it has been gone for `grace_s`. Pure: time comes as an argument.

    Attributes:
        published: what the world was last told; `UNKNOWN` at first.
    """

    def __init__(self, *, grace_s: float) -> None:
        """Begin with nothing known."""
        self._grace_s = grace_s
        self._held: Status | None = None
        self._held_until_s = 0.0
        self.published = Status(DeviceState.UNKNOWN)

    @property
    def due_s(self) -> float | None:
        """When what is held back becomes true for the world, or None if nothing is."""
        return self._held_until_s if self._held is not None else None

    @property
    def is_gone(self) -> bool:
        """Whether the world knows that the device is not there."""
        return self.published.state in _GONE

    def offer(self, status: Status, now_s: float) -> Status | None:
        """Take note of `status`; return it if the world is to be told now."""
        known = self.published.state
        if status.state in _GONE and known not in _GONE and known is not DeviceState.UNKNOWN:
            if self._held is None:
                self._held_until_s = now_s + self._grace_s
            self._held = status
            return self.release(now_s)
        self._held = None
        return self._publish(status)

    def release(self, now_s: float) -> Status | None:
        """Return what was held back if its time of grace is over."""
        if self._held is None or now_s < self._held_until_s:
            return None
        status, self._held = self._held, None
        return self._publish(status)

    def _publish(self, status: Status) -> Status | None:
        if status == self.published:
            return None
        self.published = status
        return status
