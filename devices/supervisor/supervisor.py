"""What the rest of the program holds of its devices: submit or call a command, cancel it, ask how a device is."""

import logging
from collections.abc import Callable, Collection, Mapping
from itertools import count
from random import Random
from threading import Event, Lock, Thread
from types import MappingProxyType, TracebackType
from typing import Any, Self, TypeVar

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.device import Command, Device, DeviceKind, DriverContext
from devices.api.errors import ConfigurationError, DriverHung
from devices.api.events import CommandDone, CommandFailed, DeviceEvent, StatusChanged
from devices.api.status import Status
from devices.bindings import Binding
from devices.supervisor.cancellation import Cancellation
from devices.supervisor.job import Done, Ending, Failed, Job, Ticket
from devices.supervisor.owner import Owner
from devices.supervisor.settings import SupervisorSettings

_LOG = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")


class Supervisor:
    """Owns every bound device, one thread each. All methods are safe from any thread unless they say otherwise.

    Used as a context manager it starts and closes itself.
    """

    def __init__(
        self,
        bindings: Collection[Binding],
        *,
        build: Callable[[Binding, DriverContext], Device],
        clock: Clock,
        post: Callable[[DeviceEvent], None],
        randomness: Random,
        settings: SupervisorSettings | None = None,
    ) -> None:
        """Make an owner for each binding; nothing is loaded or opened before `start`.

        Args:
            bindings: the devices; their ids differ.
            build: makes a driver (`devices.registry.Registry.build`); called on the device's own thread.
            clock: time.
            post: the mailbox. Called on devices' threads and on the callers'; must not block.
            randomness: spreads the tries to reopen.
            settings: times other than the defaults.
        """
        self._clock = clock
        self._post = post
        self._settings = settings or SupervisorSettings()
        self._build = build
        self._randomness = randomness
        self._numbers = count(1)
        self._owners: dict[str, Owner] = {}
        self._rebinding = Lock()
        for binding in bindings:
            if binding.device_id in self._owners:
                raise ConfigurationError(device_id=binding.device_id, detail_code="bound twice")
            self._owners[binding.device_id] = self._owner(binding)
        self._closing = Event()
        self._watch = Thread(target=self._watch_all, name="devices' watch", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def start(self) -> None:
        """Build and open all devices, each on its own thread. Returns at once. Called once."""
        for owner in self._owners.values():
            owner.start()
        self._watch.start()

    def close(self, timeout_s: float = 10.0) -> tuple[str, ...]:
        """Call everything back, close all devices, join all threads. Called once, after `start`.

        Returns:
            The ids of devices whose driver still hangs when `timeout_s` is over; their threads are left behind.
        """
        with self._rebinding:
            for owner in self._owners.values():
                owner.begin_close()
        ends_s = self._clock.monotonic_s() + timeout_s
        hung = tuple(
            device_id
            for device_id, owner in self._owners.items()
            if not owner.join(max(0.0, ends_s - self._clock.monotonic_s()))
        )
        self._closing.set()
        self._watch.join()
        for device_id in hung:
            _LOG.error("device %s hangs: its thread was left behind", device_id)
        return hung

    def submit(self, device_id: str, command: Command[Any, Any], deadline_s: float | None = None) -> Ticket:
        """Queue `command`; `CommandDone` or `CommandFailed` with the ticket's number is posted, exactly once.

        The event may be posted before this returns to a caller on another thread than the mailbox's reader.

        Args:
            device_id: which device.
            command: what to do.
            deadline_s: seconds from now, waiting included, instead of the command's own.

        Raises:
            ConfigurationError: no such device.
        """
        owner = self._find(device_id)
        ticket = Ticket(device_id, next(self._numbers))

        def on_end(ending: Ending) -> None:
            match ending:
                case Done(result):
                    self._post(CommandDone(device_id, ticket.number, result))
                case Failed(error):
                    self._post(CommandFailed(device_id, ticket.number, error.bare()))

        owner.submit(self._job(ticket, command, deadline_s, on_end))
        return ticket

    def call(
        self,
        device_id: str,
        command: Command[Any, ResultT],
        deadline_s: float | None = None,
        *,
        cancel_from: Cancellation | None = None,
    ) -> ResultT:
        """Queue `command` and wait for its result; for worker threads, never for the screen's or a device's own.

        Ends within the deadline and `SupervisorSettings.overrun_s`, even if the driver hangs.

        Args:
            device_id: which device.
            command: what to do.
            deadline_s: as for `submit`.
            cancel_from: another thread's means to call it back.

        Raises:
            ConfigurationError: no such device.
            CommandCancelled: called back, or the supervisor closes.
            DriverFailed, DriverHung: the driver is at fault, and what it did is not known.
            DeviceError: as the command says.
        """
        owner = self._find(device_id)
        if owner.runs_here:
            raise RuntimeError(f"device {device_id} would wait for itself")
        ticket = Ticket(device_id, next(self._numbers))
        ended = Event()
        endings: list[Ending] = []

        def on_end(ending: Ending) -> None:
            endings.append(ending)
            ended.set()

        job = self._job(ticket, command, deadline_s, on_end)
        owner.submit(job)
        with (cancel_from or Cancellation()).watched(lambda: owner.cancel(ticket.number)):
            ended.wait()
        match endings[0]:
            case Done(result):
                return result  # type: ignore[return-value]  # Job keeps what this very command returned
            case Failed(error):
                raise error

    def cancel(self, ticket: Ticket) -> bool:
        """Call a submitted command back, waiting or under way; its `CommandFailed` follows. False if it has ended."""
        return self._find(ticket.device_id).cancel(ticket.number)

    def status(self, device_id: str) -> Status:
        """Return the latest known status, without asking the device. Raises ConfigurationError if there is none."""
        return self._find(device_id).board.status

    def statuses(self) -> Mapping[str, Status]:
        """Return the latest known status of every device."""
        return MappingProxyType({device_id: owner.board.status for device_id, owner in self._owners.items()})

    def bindings(self) -> tuple[Binding, ...]:
        """Return what is bound."""
        return tuple(owner.binding for owner in self._owners.values())

    def devices_of(self, kind: DeviceKind) -> tuple[str, ...]:
        """Return the ids of the devices of one kind, in the bindings' order."""
        return tuple(device_id for device_id, owner in self._owners.items() if owner.binding.kind is kind)

    def reopen(self, device_id: str) -> None:
        """Try a device that is lost or refused again now, for a technician who has just put it right."""
        self._find(device_id).reopen()

    def rebind(self, binding: Binding, timeout_s: float = 10.0) -> None:
        """Serve the device of this id by another driver, port or options from now on. Between `start` and `close`.

        What is under way or waits at the device is called back; the old driver has let go before the new one opens.

        Args:
            binding: how it is to be served; the id and the kind are those of a bound device.
            timeout_s: how long the old driver may take to let go.

        Raises:
            ConfigurationError: no such device, or it is of another kind.
            DriverHung: the old driver does not let go; it still owns the device, and only a restart helps.
        """
        with self._rebinding:
            old = self._find(binding.device_id)
            if old.binding.kind is not binding.kind:
                raise ConfigurationError(
                    device_id=binding.device_id,
                    detail_code=f"is a {old.binding.kind.value}, not a {binding.kind.value}",
                )
            old.begin_close()
            if not old.join(timeout_s):
                raise DriverHung(device_id=binding.device_id)
            owner = self._owner(binding)
            self._owners[binding.device_id] = owner
            owner.start()

    def _owner(self, binding: Binding) -> Owner:
        context = DriverContext(
            device_id=binding.device_id,
            port=binding.port,
            options=binding.options,
            clock=self._clock,
            post=lambda event: self._post_for_driver(binding.device_id, event),
            device=lambda device_id: self._find(device_id).device(),
        )
        return Owner(
            binding,
            build=lambda: self._build(binding, context),
            clock=self._clock,
            post=self._post,
            randomness=Random(self._randomness.getrandbits(64)),  # noqa: S311  spreads tries, keeps no secret
            settings=self._settings,
        )

    def _post_for_driver(self, device_id: str, event: DeviceEvent) -> None:
        """Post what a driver posts; what it says of its own health, in mid-command perhaps, becomes its status."""
        if isinstance(event, StatusChanged) and event.device_id == device_id:
            self._find(device_id).board.offer(event.status)
        else:
            self._post(event)

    def _find(self, device_id: str) -> Owner:
        owner = self._owners.get(device_id)
        if owner is None:
            known = ", ".join(self._owners) or "none"
            raise ConfigurationError(device_id=device_id, detail_code=f"no such device; bound: {known}")
        return owner

    def _job(
        self,
        ticket: Ticket,
        command: Command[Any, Any],
        deadline_s: float | None,
        on_end: Callable[[Ending], None],
    ) -> Job:
        deadline_s = command.deadline_s if deadline_s is None else deadline_s
        control = Control(self._clock, device_id=ticket.device_id, deadline_s=deadline_s)
        return Job(ticket, command, control, ends_s=self._clock.monotonic_s() + deadline_s, on_end=on_end)

    def _watch_all(self) -> None:
        while not self._clock.wait(self._closing, self._settings.watch_interval_s):
            for owner in tuple(self._owners.values()):
                owner.look_for_overdue()
