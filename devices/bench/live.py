"""How every device is now, and what has happened since one began to look: fed with events, read by any bench."""

from collections import Counter, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition
from types import MappingProxyType
from typing import Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.api.events import CommandDone, CommandFailed, DeviceEvent, StatusChanged
from devices.api.status import DeviceState, Status
from devices.bench.trace import TraceLine, detail_of, is_fault, what_of
from devices.bindings import Binding

TRACE_LINES: Final = 500
"""How many lines are kept; older ones are forgotten."""
_GONE: Final = (DeviceState.OFFLINE, DeviceState.NO_DEVICE, DeviceState.POWER_OFF)


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One device, now.

    Attributes:
        device_id, kind, driver, port: as it is bound.
        status: the latest told.
        since: when it was told, or None before the first.
        counters: how often what happened since one began to look: ``command_done``, ``command_failed``,
            ``went_away``, and the events of its kind.
        errors: how often each error code came.
        last_error: the latest error's codes, or "".
    """

    device_id: str
    kind: DeviceKind
    driver: str
    port: str
    status: Status
    since: datetime | None = None
    counters: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[str, int] = field(default_factory=dict)
    last_error: str = ""


class _Tally:
    """What is counted of one device."""

    def __init__(self) -> None:
        self.status = Status(DeviceState.UNKNOWN)
        self.since: datetime | None = None
        self.counters: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.last_error = ""

    def take(self, event: DeviceEvent, at: datetime) -> None:
        match event:
            case StatusChanged(status=status):
                if status.state in _GONE and self.status.state not in _GONE and self.since is not None:
                    self.counters["went_away"] += 1
                self.status, self.since = status, at
            case CommandDone():
                self.counters["command_done"] += 1
            case CommandFailed(error=error):
                self.counters["command_failed"] += 1
                self.errors[error.code] += 1
                self.last_error = detail_of(event)
            case _:
                self.counters[what_of(event)] += 1


class LiveBoard:
    """Takes in devices' events and tells rows and trace. Safe from any thread."""

    def __init__(self, bindings: Collection[Binding], clock: Clock) -> None:
        """Look at these devices; events of others are traced and not counted."""
        self._bindings = tuple(bindings)
        self._clock = clock
        self._changed = Condition()
        self._tallies = {binding.device_id: _Tally() for binding in self._bindings}
        self._trace: deque[TraceLine] = deque(maxlen=TRACE_LINES)
        self._number = 0

    def take(self, event: DeviceEvent) -> None:
        """Take in one event; give this to a supervisor as `post`, or call it from whoever empties the mailbox."""
        at = self._clock.now()
        with self._changed:
            tally = self._tallies.get(event.device_id)
            if tally is not None:
                tally.take(event, at)
            self._number += 1
            line = TraceLine(self._number, at, event.device_id, what_of(event), detail_of(event), is_fault(event))
            self._trace.append(line)
            self._changed.notify_all()

    def rows(self) -> tuple[LiveRow, ...]:
        """Return every device, in the bindings' order."""
        with self._changed:
            return tuple(self._row(binding, self._tallies[binding.device_id]) for binding in self._bindings)

    def trace(self, *, after: int = 0) -> tuple[TraceLine, ...]:
        """Return the lines above number `after` that are still kept, oldest first."""
        with self._changed:
            return tuple(line for line in self._trace if line.number > after)

    def wait(self, *, after: int, timeout_s: float) -> bool:
        """Wait until there is a line above number `after`; return whether there is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number > after, timeout_s)

    @staticmethod
    def _row(binding: Binding, tally: _Tally) -> LiveRow:
        return LiveRow(
            device_id=binding.device_id,
            kind=binding.kind,
            driver=binding.driver,
            port=binding.port,
            status=tally.status,
            since=tally.since,
            counters=MappingProxyType(dict(tally.counters)),
            errors=MappingProxyType(dict(tally.errors)),
            last_error=tally.last_error,
        )
