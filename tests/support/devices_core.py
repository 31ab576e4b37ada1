"""Fakes for the device layer: a clock that stands still, a mailbox that can be awaited, a driver that obeys."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Condition, Event
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Capabilities, Device, DeviceKind, DriverContext, SelfTest, SelfTestStep
from devices.api.events import DeviceEvent, StatusChanged
from devices.api.status import DeviceState, Status
from devices.bindings import Binding
from devices.supervisor import Supervisor

PATIENCE_S = 10.0
"""How long a test waits for another thread before it fails; nothing depends on it being long or short."""

EventT = TypeVar("EventT", bound=DeviceEvent)


class FakeClock:
    """Time that moves only by `advance`. Knows which threads wait, so that a test can let them settle first."""

    def __init__(self) -> None:
        """Begin at 1000 s on New Year's Day."""
        self._now_s = 1000.0
        self._condition = Condition()
        self._parked: dict[str, float] = {}

    def monotonic_s(self) -> float:
        """See `Clock.monotonic_s`."""
        return self._now_s

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self._now_s - 1000.0)

    def wait(self, event: Event, timeout_s: float) -> bool:
        """See `Clock.wait`. The slices are real time and only bound how late an `advance` is noticed."""
        name = threading.current_thread().name
        ends_s = self._now_s + timeout_s
        while not event.is_set() and self._now_s < ends_s:
            with self._condition:
                self._parked[name] = ends_s
                self._condition.notify_all()
            event.wait(0.002)
        with self._condition:
            self._parked.pop(name, None)
        return event.is_set()

    def until_parked(self, name: str) -> None:
        """Return once the thread of that name waits for a time that has not come."""
        with self._condition:
            parked = self._condition.wait_for(lambda: self._parked.get(name, 0.0) > self._now_s, PATIENCE_S)
        assert parked, f"{name} does not come to rest; parked: {self._parked}"

    def advance(self, seconds: float) -> None:
        """Move on. Whoever waits for a time that has now come goes on by itself."""
        with self._condition:
            self._now_s += seconds
            self._parked.clear()


class Mailbox:
    """Keeps what is posted, in order, and lets a test wait for it."""

    def __init__(self) -> None:
        """Begin empty."""
        self.events: list[DeviceEvent] = []
        self._condition = Condition()

    def post(self, event: DeviceEvent) -> None:
        """Take an event, from any thread."""
        with self._condition:
            self.events.append(event)
            self._condition.notify_all()

    def wait_for(self, kind: type[EventT], *, count: int = 1) -> list[EventT]:
        """Return the events of `kind` once there are `count`."""

        def seen() -> list[EventT]:
            return [event for event in self.events if isinstance(event, kind)]

        with self._condition:
            assert self._condition.wait_for(lambda: len(seen()) >= count, PATIENCE_S), self.events
            return seen()

    def of(self, kind: type[EventT]) -> list[EventT]:
        """Return the events of `kind` so far."""
        return [event for event in self.events if isinstance(event, kind)]


class ObedientDevice:
    """A driver of no device at all: does what the test puts into its hooks, and keeps what was asked of it."""

    kind: ClassVar[DeviceKind] = DeviceKind.ID_CARD_READER

    def __init__(self, context: DriverContext) -> None:
        """Come up ready."""
        self.context = context
        self.calls: deque[tuple[str, str, float]] = deque(maxlen=10_000)
        self.next_open: deque[BaseException] = deque()
        self.next_poll: deque[BaseException] = deque()
        self.next_status: deque[Status | BaseException] = deque()
        self.next_close: deque[BaseException] = deque()
        self.current = Status(DeviceState.ONLINE)
        self.opened = Event()

    def open(self) -> None:
        """Raise what `next_open` says, or open."""
        self._note("open")
        _raise(self.next_open)
        self.opened.set()

    def close(self) -> None:
        """Raise what `next_close` says, or close."""
        self._note("close")
        self.opened.clear()
        _raise(self.next_close)

    def reset(self, control: Control) -> None:
        """Do nothing."""
        self._note("reset")

    def self_test(self, control: Control) -> SelfTest:
        """Pass."""
        self._note("self_test")
        return SelfTest((SelfTestStep("nothing", True, 0.0),))

    def status(self, control: Control) -> Status:
        """Say, or raise, what `next_status` says, or say `current`."""
        self._note("status")
        if self.next_status:
            said = self.next_status.popleft()
            if isinstance(said, BaseException):
                raise said
            self.current = said
        return self.current

    def capabilities(self) -> Capabilities:
        """Be of no model."""
        return Capabilities(model="obedient")

    def poll(self, control: Control) -> None:
        """Raise what `next_poll` says, or do nothing."""
        self._note("poll")
        _raise(self.next_poll)

    def times_of(self, call: str) -> list[float]:
        """Return when `call` was made."""
        return [when_s for name, _, when_s in self.calls if name == call]

    def _note(self, call: str) -> None:
        self.calls.append((call, threading.current_thread().name, self.context.clock.monotonic_s()))


class World:
    """A supervisor over obedient devices, with time and mailbox in the test's hands."""

    def __init__(self, *bindings: Binding, prepare: Callable[[ObedientDevice], None] | None = None) -> None:
        """Start it, and wait until each device has told its status; `prepare` is called with each new device."""
        self.clock = FakeClock()
        self.mailbox = Mailbox()
        self._prepare = prepare
        self.devices: dict[str, ObedientDevice] = {}
        self.supervisor = Supervisor(
            bindings or (binding(),),
            build=self.build,
            clock=self.clock,
            post=self.mailbox.post,
            randomness=Random(1),
        )
        self.supervisor.start()
        self.mailbox.wait_for(StatusChanged, count=len(bindings) or 1)

    def build(self, bound: Binding, context: DriverContext) -> Device:
        """Build an obedient device."""
        device = ObedientDevice(context)
        if self._prepare is not None:
            self._prepare(device)
        self.devices[bound.device_id] = device
        return device

    def pass_time(self, seconds: float, *, step_s: float = 0.05, device_id: str = "reader") -> None:
        """Let time pass in steps, the device's thread doing at each what is due."""
        for _ in range(round(seconds / step_s)):
            self.clock.until_parked(f"device {device_id}")
            self.clock.advance(step_s)
        self.clock.until_parked(f"device {device_id}")

    def told(self) -> list[DeviceState]:
        """Return the states that were told so far."""
        return [event.status.state for event in self.mailbox.of(StatusChanged)]

    @property
    def device(self) -> ObedientDevice:
        """The one called reader."""
        return self.devices["reader"]


@dataclass(frozen=True, slots=True)
class Do:
    """A command that calls `deed` with the device and the leash and returns what it returns."""

    deed: Callable[[ObedientDevice, Control], Any] = field(repr=False)
    deadline_s: float = 30.0

    def perform(self, device: ObedientDevice, control: Control) -> Any:
        """Run on the device's thread."""
        return self.deed(device, control)


def binding(device_id: str = "reader", *, poll_interval_s: float = 0.3, **options: Any) -> Binding:
    """Return a binding to an `ObedientDevice`."""
    return Binding(device_id, DeviceKind.ID_CARD_READER, "obedient", "", poll_interval_s, MappingProxyType(options))


def context(port: str, mailbox: Mailbox, *, device_id: str = "reader", **options: Any) -> DriverContext:
    """Return what a driver is given, on the machine's own clock."""

    def no_other(device_id: str) -> Device:
        raise AssertionError(device_id)

    return DriverContext(
        device_id=device_id,
        port=port,
        options=MappingProxyType(options),
        clock=SystemClock(),
        post=mailbox.post,
        device=no_other,
    )


@contextmanager
def no_thread_left_behind() -> Iterator[None]:
    """Fail if a thread begun within the block is still there after it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(PATIENCE_S)
    assert not [thread.name for thread in left if thread.is_alive()]


def _raise(queue: deque[BaseException]) -> None:
    if queue:
        raise queue.popleft()
