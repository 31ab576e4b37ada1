"""The driver under test: bound, built, opened, supervised, always closed behind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Condition
from typing import Any, TypeVar

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.device import Command, Device, DriverContext
from devices.api.errors import ConfigurationError, DeviceError
from devices.api.events import DeviceEvent, StatusChanged
from devices.api.status import Status
from devices.bindings import Binding
from devices.contract.hands import Deed, Hands
from devices.contract.outcome import Skip, SkipReason, broken
from devices.contract.running import Running
from devices.supervisor import Supervisor, SupervisorSettings

Build = Callable[[Binding, DriverContext], Device]
EventT = TypeVar("EventT", bound=DeviceEvent)
ResultT = TypeVar("ResultT")


class Mailbox:
    """Keeps what devices post. Any thread."""

    def __init__(self) -> None:
        """Begin empty."""
        self._events: list[DeviceEvent] = []
        self._changed = Condition()

    def post(self, event: DeviceEvent) -> None:
        """Keep `event`."""
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget all."""
        with self._changed:
            self._events.clear()

    def of(self, kind: type[EventT]) -> tuple[EventT, ...]:
        """Return those of `kind` so far, in order."""
        with self._changed:
            return tuple(event for event in self._events if isinstance(event, kind))

    def wait_until(self, condition: Callable[[], bool], timeout_s: float) -> bool:
        """Wait until `condition` holds, looked at after each event; return whether it does."""
        with self._changed:
            return self._changed.wait_for(condition, timeout_s)

    @property
    def latest_statuses(self) -> dict[str, Status]:
        """The status each device told last."""
        with self._changed:
            told = [event for event in self._events if isinstance(event, StatusChanged)]
        return {event.device_id: event.status for event in told}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a check waits, in seconds.

    Attributes:
        command_s: for a command that should simply work.
        late_s: how much later than its deadline, its cancel or a pulled plug a command may end.
        service_s: for a device that was plugged in again to serve under the supervisor.
    """

    command_s: float = 20.0
    late_s: float = 1.0
    service_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Supervised:
    """The device under a supervisor."""

    supervisor: Supervisor
    device_id: str
    mailbox: Mailbox
    patience: Patience

    def call(self, command: Command[Any, ResultT], deadline_s: float | None = None) -> ResultT:
        """Perform `command` as the kiosk would."""
        return self.supervisor.call(self.device_id, command, deadline_s)

    def wait_for_service(self, *, serves: bool, within_s: float | None = None) -> Status:
        """Wait until the device's status says that it can (or cannot) serve. Raises Broken if it does not."""
        within_s = self.patience.service_s if within_s is None else within_s

        def told() -> bool:
            status = self.mailbox.latest_statuses.get(self.device_id)
            return status is not None and status.can_serve is serves

        if not self.mailbox.wait_until(told, within_s):
            status = self.supervisor.status(self.device_id)
            broken(f"can_serve {serves} within {within_s:g} s", f"{status.state.value} {status.detail_code}".rstrip())
        return self.supervisor.status(self.device_id)


@dataclass(slots=True)
class Subject:
    """What a check is given.

    Attributes:
        bindings: the device under test first, then those its driver looks through.
        build: makes drivers (`devices.registry.Registry.build`).
        clock: time.
        hands: whoever does deeds.
        supervision: the supervisor's times.
        patience: how long checks wait.
        names: makes the names of print jobs: of chance on paper, of a seed where a recording is compared.
        mailbox: what the devices posted in this check.
    """

    bindings: Sequence[Binding]
    build: Build
    clock: Clock
    hands: Hands
    supervision: SupervisorSettings = field(default_factory=SupervisorSettings)
    patience: Patience = field(default_factory=Patience)
    names: Random = field(default_factory=Random)
    mailbox: Mailbox = field(default_factory=Mailbox)

    @property
    def binding(self) -> Binding:
        """The binding of the device under test."""
        return self.bindings[0]

    def control(self, deadline_s: float | None = None) -> Control:
        """Return a leash; one that is long enough for all that works if no deadline is given."""
        deadline_s = self.patience.command_s if deadline_s is None else deadline_s
        return Control(self.clock, device_id=self.binding.device_id, deadline_s=deadline_s)

    def do(self, deed: Deed) -> None:
        """Have `deed` done. Raises Skip where nobody can."""
        if not self.hands.do(deed):
            raise Skip(SkipReason.NEEDS_HANDS, deed.name)

    def running(self, work: Callable[[], ResultT]) -> Running[ResultT]:
        """Run `work` on a thread of its own."""
        return Running(work, self.clock)

    def job_name(self) -> str:
        """Return a name that no print job had before."""
        return f"contract-{self.names.getrandbits(64):016x}"

    @contextmanager
    def built(self) -> Iterator[Device]:
        """Build the device, those that it looks through open; nothing of its own is opened. Closed behind."""
        others: dict[str, Device] = {}
        device: Device | None = None
        try:
            for binding in self.bindings[1:]:
                others[binding.device_id] = self._build(binding, others)
                others[binding.device_id].open()
            device = self._build(self.binding, others)
            yield device
        finally:
            for opened in (device, *others.values()):
                if opened is not None:
                    opened.close()

    @contextmanager
    def opened(self) -> Iterator[Device]:
        """Build and open the device. Closed behind."""
        with self.built() as device:
            device.open()
            yield device

    @contextmanager
    def supervised(self) -> Iterator[Supervised]:
        """Hand the device to a supervisor, as the kiosk does, and wait until it serves."""
        supervisor = Supervisor(
            self.bindings,
            build=self.build,
            clock=self.clock,
            post=self.mailbox.post,
            randomness=Random(self.names.getrandbits(32)),  # noqa: S311  spreads tries, keeps no secret
            settings=self.supervision,
        )
        supervisor.start()
        hung: tuple[str, ...] = ()
        try:
            held = Supervised(supervisor, self.binding.device_id, self.mailbox, self.patience)
            held.wait_for_service(serves=True)
            yield held
        finally:
            hung = supervisor.close()
        if hung:
            broken("a driver that comes back when called back", f"{', '.join(hung)} hangs")

    def error_of(self, work: Callable[[], object]) -> DeviceError:
        """Return the error that `work` raises. Raises Broken where it returns."""
        try:
            work()
        except DeviceError as error:
            return error
        return broken("DeviceError", "no error")

    def _build(self, binding: Binding, others: Mapping[str, Device]) -> Device:
        def other(device_id: str) -> Device:
            if device_id not in others:
                raise ConfigurationError(device_id=device_id, detail_code="no such device")
            return others[device_id]

        context = DriverContext(
            device_id=binding.device_id,
            port=binding.port,
            options=binding.options,
            clock=self.clock,
            post=self.mailbox.post,
            device=other,
        )
        return self.build(binding, context)


def said(error: DeviceError) -> str:
    """Return an error as a report shows it: type and codes, nothing of anybody."""
    return f"{type(error).__name__} {error.detail_code}".rstrip()
