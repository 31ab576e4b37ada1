"""What is known of one device, for every thread, and the only place that posts `StatusChanged`."""

import logging
from collections.abc import Callable
from threading import Lock

from devices.api.clock import Clock
from devices.api.errors import DeviceError
from devices.api.events import DeviceEvent, StatusChanged
from devices.api.status import Status
from devices.supervisor.health import status_after
from devices.supervisor.status_gate import StatusGate

_LOG = logging.getLogger(__name__)


class StatusBoard:
    """A `StatusGate` with a clock, a lock and a mailbox. Safe from any thread."""

    def __init__(self, device_id: str, *, clock: Clock, post: Callable[[DeviceEvent], None], grace_s: float) -> None:
        """Begin with nothing known."""
        self._device_id = device_id
        self._clock = clock
        self._post = post
        self._lock = Lock()  # held while posting, so that events come in the order of what they say
        self._gate = StatusGate(grace_s=grace_s)

    @property
    def status(self) -> Status:
        """What the world was last told. Takes no lock: the mailbox may ask while it is being posted to."""
        return self._gate.published

    @property
    def holds_back(self) -> bool:
        """Whether the device has gone and the world does not know yet."""
        return self._gate.due_s is not None

    @property
    def due_s(self) -> float:
        """When `release` will have something to do; infinite if never."""
        due_s = self._gate.due_s
        return float("inf") if due_s is None else due_s

    def offer(self, status: Status) -> None:
        """The device says, or is seen to be, `status`."""
        with self._lock:
            self._tell(self._gate.offer(status, self._clock.monotonic_s()))

    def offer_error(self, error: DeviceError) -> None:
        """The driver raised `error`; take from it what it says about the device."""
        status = status_after(error)
        if status is not None:
            self.offer(status)

    def release(self) -> None:
        """Tell the world what has been held back for long enough."""
        with self._lock:
            self._tell(self._gate.release(self._clock.monotonic_s()))

    def _tell(self, status: Status | None) -> None:
        if status is None:
            return
        _LOG.info("device %s is %s %s", self._device_id, status.state.value, status.detail_code)
        self._post(StatusChanged(self._device_id, status))
