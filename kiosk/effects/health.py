"""What of the terminal works: the hall is asked now and then, parts that nobody reports on are looked at."""

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread

from devices.api.clock import Clock
from devices.api.errors import ConfigurationError
from kiosk.domain.health import Part, PartHealth
from kiosk.effects.crash import note_crash
from kiosk.effects.device_events import health_of
from kiosk.effects.ports import DeviceCalls
from kiosk.flow.events import Event as FlowEvent
from kiosk.flow.outcomes import HealthChanged
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallError
from kiosk.journal.journal import Journal

_log = logging.getLogger(__name__)

_AGAIN_S = 2.0
"""After one answer that did not come the hall is asked again this soon; the second in a row is believed."""
_BELIEVED = 2


class HealthWatch:
    """Watches the hall and the face engine on a thread of its own, and tells of changes only."""

    def __init__(
        self,
        hall: HallClient,
        *,
        journal: Journal,
        clock: Clock,
        post: Callable[[FlowEvent], None],
        interval_s: float,
        face_health: Callable[[], PartHealth],
        hall_is_back: Callable[[], None],
    ) -> None:
        """Start the thread.

        Args:
            hall: whom to ask.
            journal: keeps a fault of the watch itself.
            clock: time.
            post: the mailbox.
            interval_s: between two looks.
            face_health: whether a face could be compared now; quick.
            hall_is_back: called when the hall answers after it did not, and at the first answer.
        """
        self._hall = hall
        self._journal = journal
        self._clock = clock
        self._post = post
        self._interval_s = interval_s
        self._face_health = face_health
        self._hall_is_back = hall_is_back
        self._known: dict[Part, PartHealth] = {}
        self._misses = 0
        self._woken = Event()
        self._closing = Event()
        self._thread = Thread(target=self._run, name="health", daemon=True)
        self._thread.start()

    def look_now(self) -> None:
        """Look at once. Safe from any thread."""
        self._woken.set()

    def close(self, timeout_s: float) -> bool:
        """End the thread; return whether it has ended. A call under way ends with `HallClient.close`."""
        self._closing.set()
        self._woken.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._woken.clear()
            try:
                self._look_at_hall()
                self._look_at_face()
            # The thread's top: a terminal that no longer watches must not go on promising what it cannot do.
            except Exception as error:  # noqa: BLE001
                note_crash(self._journal, "health", error)
                self._tell(Part.HALL, PartHealth.FAULT)
            unsure = 0 < self._misses < _BELIEVED
            self._clock.wait(self._woken, min(_AGAIN_S, self._interval_s) if unsure else self._interval_s)

    def _look_at_face(self) -> None:
        self._tell(Part.FACE_ENGINE, self._face_health())

    def _look_at_hall(self) -> None:
        try:
            self._hall.health()
        except HallError as error:
            self._misses += 1
            if self._misses >= _BELIEVED and not self._closing.is_set():
                _log.warning("the hall does not answer: %s", error)
                self._tell(Part.HALL, PartHealth.FAULT)
            return
        self._misses = 0
        if self._tell(Part.HALL, PartHealth.WORKS):
            self._hall_is_back()

    def _tell(self, part: Part, health: PartHealth) -> bool:
        """Post a change; return whether it was one."""
        if self._known.get(part) is health:
            return False
        self._known[part] = health
        self._post(HealthChanged(part, health))
        return True


def first_device_health(roles: Mapping[Part, str], devices: DeviceCalls) -> dict[Part, PartHealth]:
    """Return how each part that is a device is at start; a part without a role or a binding is absent."""
    healths: dict[Part, PartHealth] = {}
    for part, device_id in roles.items():
        try:
            healths[part] = health_of(devices.status(device_id)) if device_id else PartHealth.ABSENT
        except ConfigurationError:
            healths[part] = PartHealth.ABSENT
    return healths
