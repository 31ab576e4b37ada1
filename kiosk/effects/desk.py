"""What staff see of the terminal and have done with its devices. Nothing of a citizen passes through here.

Orders are carried out on the runner's threads; what became of them is seen by the watch, like everything else.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol, assert_never

from devices.api.clock import Clock
from devices.api.commands import AskCapabilities, AskStatus, ResetDevice, RunSelfTest
from devices.api.device import DeviceKind
from devices.api.errors import DeviceError
from devices.api.kinds.signature_pad import CaptureSignature
from devices.bench.history import SelfTestHistory, SelfTestRecord, record_of
from devices.bench.latency import Latency, measure, probes_of
from devices.bench.live import LiveBoard
from devices.bindings import Binding
from devices.ports.found import found_ports
from kiosk.domain.staff import Order
from kiosk.effects.desk_prints import DeskPrints
from kiosk.effects.errand import Errand
from kiosk.effects.rebinding import RebindableDevices, Rebinding
from kiosk.flow.desk import (
    BytesSeen,
    CameraSeen,
    Desk,
    DeviceSeen,
    LatencySeen,
    LineSeen,
    PortSeen,
    TestSeen,
)
from kiosk.flow.effects import OrderDevice, TryBinding, WatchDesk
from kiosk.flow.outcomes import DeskProgressed, Outcome
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import Journal

_LOOK_S = 0.25
"""Between two looks; a page that shows live numbers need not be quicker."""
_LINES = 60
_RUNS = 10
_OPEN_S = 15.0


class TestPrinter(Protocol):
    """Prints a page that shows whether a printer prints well."""

    def print_test(self, binding: Binding) -> None:
        """Print one. Raises `DeviceError`."""
        ...


class Eyepiece(Protocol):
    """Shows a camera's picture on the page, with what is found in it."""

    @property
    def seen(self) -> CameraSeen | None:
        """What it sees now; None where it shows nothing."""
        ...

    def show(self, device_id: str) -> None:
        """Show that camera's picture from now on. Raises `DeviceError`."""
        ...

    def hide(self) -> None:
        """Show none, and forget the last. Never raises; does nothing where none is shown."""
        ...


class WireTap(Protocol):
    """Shows what goes over a device's wire, redacted."""

    @property
    def seen(self) -> BytesSeen | None:
        """The latest lines, or None where nothing is traced."""
        ...

    def begin(self, binding: Binding) -> None:
        """Trace that device from now on. Raises `DeviceError`."""
        ...

    def end(self) -> None:
        """Trace nothing. Never raises; does nothing where nothing is traced."""
        ...


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What the desk needs of the wiring.

    Attributes:
        devices: the supervisor.
        board: what happened at the devices since the program started.
        history: the self-tests that were kept.
        drivers: kind and name of each driver that can be used; asked each time the door opens, and may take a while.
        folder: where the terminal keeps its state.
        versions: names and versions of what runs here.
        keep_binding: writes a binding down for good; None where bindings are in no file.
        test_printer, eyepiece, tap: see the protocols.
    """

    devices: RebindableDevices
    board: LiveBoard
    history: SelfTestHistory
    drivers: Callable[[], Sequence[tuple[str, str]]]
    folder: Path
    versions: tuple[tuple[str, str], ...]
    keep_binding: Callable[[Binding], None] | None
    test_printer: TestPrinter
    eyepiece: Eyepiece
    tap: WireTap


@dataclass(frozen=True, slots=True)
class _Places:
    """How and where a device could be served, as of the moment when the door was opened."""

    drivers: tuple[tuple[DeviceKind, tuple[str, ...]], ...]
    ports: tuple[PortSeen, ...]


@dataclass(slots=True)
class _Work:
    """What is, or was last, done with one device for staff."""

    doing: Order | None = None
    ended: Order | None = None
    code: str = ""
    latencies: tuple[LatencySeen, ...] = ()


@dataclass(slots=True)
class _Works:
    """By device. Guarded by the desk's lock."""

    of: dict[str, _Work] = field(default_factory=dict)

    def device(self, device_id: str) -> _Work:
        return self.of.setdefault(device_id, _Work())


class DeskEffects:
    """Carries `WatchDesk`, `OrderDevice` and `TryBinding` out. Any thread."""

    def __init__(self, parts: DeskParts, *, clock: Clock, journal: Journal, prints: DeskPrints, hall_url: str) -> None:
        """Begin with nothing under way."""
        self._parts = parts
        self._clock = clock
        self._journal = journal
        self._prints = prints
        self._hall_url = hall_url
        self._started_at = clock.now()
        self._rebinding = Rebinding(parts.devices, parts.keep_binding)
        self._lock = Lock()
        self._works = _Works()

    def watch(self, effect: WatchDesk, errand: Errand) -> Outcome:
        """Tell how the terminal is whenever that changes, until nobody looks any more; then leave nothing on."""
        told: Desk | None = None
        places = _Places(_by_kind(self._parts.drivers()), _ports())
        try:
            while not errand.called_back:
                seen = self._look(places)
                if told is None or replace(seen, at=told.at) != told:
                    told = seen
                    errand.progress(DeskProgressed(effect.request, seen))
                last = told.lines[-1].number if told.lines else 0
                self._parts.board.wait(after=last, timeout_s=_LOOK_S)
        finally:
            self._parts.eyepiece.hide()
            self._parts.tap.end()
            self._rebinding.settle(keep=False)
        return DeskProgressed(effect.request, self._look(places))

    def order(self, effect: OrderDevice) -> None:
        """Do what was ordered. What fails is seen, and nothing is raised but what is a fault of ours."""
        binding = self._binding(effect.device_id)
        if binding is not None and self._begin(effect.device_id, effect.order):
            self._end(effect.device_id, self._done(effect.order, binding), ended=effect.order)

    def attempt(self, effect: TryBinding) -> None:
        """Try another driver or port."""
        if not self._begin(effect.device_id, Order.SELF_TEST):
            return
        self._parts.tap.end()
        code = ""
        try:
            self._rebinding.attempt(effect.device_id, effect.driver, effect.port)
        except DeviceError as error:
            # The old binding could not be put back: only a restart helps, and staff must know.
            code = _code(error)
        self._end(effect.device_id, code, ended=Order.DROP_CHANGE if code else None)

    def _binding(self, device_id: str) -> Binding | None:
        return next((one for one in self._parts.devices.bindings() if one.device_id == device_id), None)

    def _begin(self, device_id: str, order: Order) -> bool:
        """Note that it begins; False where something is under way with that device already."""
        with self._lock:
            work = self._works.device(device_id)
            if work.doing is not None:
                return False
            work.doing = order
            return True

    def _end(self, device_id: str, code: str, *, ended: Order | None) -> None:
        with self._lock:
            work = self._works.device(device_id)
            work.doing, work.ended, work.code = None, ended, code

    def _done(self, order: Order, binding: Binding) -> str:
        """Carry it out; return the error's code, or ""."""
        try:
            return self._carry_out(order, binding)
        except DeviceError as error:
            return _code(error)

    def _carry_out(self, order: Order, binding: Binding) -> str:  # noqa: C901, PLR0912  one case for each order
        devices, device_id = self._parts.devices, binding.device_id
        match order:
            case Order.SELF_TEST:
                return self._self_test(binding)
            case Order.REOPEN:
                devices.reopen(device_id)
                devices.call(device_id, AskStatus(deadline_s=_OPEN_S))
            case Order.SUPPLIES_FILLED | Order.JAM_CLEARED:
                devices.call(device_id, ResetDevice())
                status = devices.call(device_id, AskStatus())
                return "" if status.can_serve else f"still:{status.detail_code or status.state.value}"
            case Order.TEST_PRINT:
                self._parts.test_printer.print_test(binding)
            case Order.MEASURE:
                self._measure(binding)
            case Order.TRY_SIGNATURE:
                # It proves the pad; nobody wants the signature, and it is gone with this call.
                devices.call(device_id, CaptureSignature())
            case Order.SHOW_CAMERA:
                self._parts.eyepiece.show(device_id)
            case Order.HIDE_CAMERA:
                self._parts.eyepiece.hide()
            case Order.TRACE_BYTES:
                self._rebinding.settle(keep=False)
                self._parts.tap.begin(self._binding(device_id) or binding)
            case Order.END_TRACE:
                self._parts.tap.end()
            case Order.KEEP_CHANGE:
                return self._rebinding.settle(keep=True)
            case Order.DROP_CHANGE:
                return self._rebinding.settle(keep=False)
            case _:
                assert_never(order)
        return ""

    def _self_test(self, binding: Binding) -> str:
        devices = self._parts.devices
        capabilities = devices.call(binding.device_id, AskCapabilities(deadline_s=_OPEN_S))
        test = devices.call(binding.device_id, RunSelfTest())
        try:
            self._parts.history.add(record_of(binding, capabilities, test, self._clock))
        except OSError:
            return "not_kept"
        return next((step.code for step in test.steps if not step.passed), "")

    def _measure(self, binding: Binding) -> None:
        found = measure(
            probes_of(binding.kind),
            lambda command: self._parts.devices.call(binding.device_id, command),
            runs=_RUNS,
            clock=self._clock,
        )
        with self._lock:
            self._works.device(binding.device_id).latencies = tuple(_latency(one) for one in found)

    def _look(self, places: _Places) -> Desk:
        parts = self._parts
        usage = shutil.disk_usage(parts.folder)
        return Desk(
            at=self._clock.now(),
            started_at=self._started_at,
            devices=self._devices(),
            lines=tuple(
                LineSeen(line.number, line.at, line.device_id, line.what, line.detail, line.is_fault)
                for line in parts.board.trace()[-_LINES:]
            ),
            drivers=places.drivers,
            ports=places.ports,
            change=self._rebinding.change,
            camera=parts.eyepiece.seen,
            traced=parts.tap.seen,
            prints=self._prints.look(),
            # Whole tenths of a gigabyte: a number that changes with every write says nothing.
            disk_free_bytes=usage.free // 10**8 * 10**8,
            disk_bytes=usage.total // 10**8 * 10**8,
            hall_url=self._hall_url,
            waiting_messages=self._waiting(),
            versions=parts.versions,
        )

    def _waiting(self) -> int:
        try:
            return self._journal.outbox.count_waiting()
        except JournalError:
            return 0

    def _devices(self) -> tuple[DeviceSeen, ...]:
        rows = {row.device_id: row for row in self._parts.board.rows()}
        latest = self._parts.history.latest()
        seen = []
        with self._lock:
            for binding in self._parts.devices.bindings():
                row, work = rows[binding.device_id], self._works.device(binding.device_id)
                seen.append(
                    DeviceSeen(
                        device_id=binding.device_id,
                        kind=binding.kind,
                        driver=binding.driver,
                        port=binding.port,
                        status=self._parts.devices.status(binding.device_id),
                        since=row.since,
                        counters=tuple(sorted(row.counters.items())),
                        last_error=row.last_error,
                        doing=work.doing,
                        ended=work.ended,
                        ended_code=work.code,
                        test=_test(binding, latest.get(binding.device_id)),
                        latencies=work.latencies,
                    )
                )
        return tuple(seen)


def _test(binding: Binding, record: SelfTestRecord | None) -> TestSeen | None:
    """Return the test as staff see it; one of another driver by this name is another device's."""
    if record is None or (record.kind_name, record.driver) != (binding.kind.value, binding.driver):
        return None
    return TestSeen(_local(record.at), record.test.passed, tuple(record.test.steps))


def _local(at: datetime) -> datetime:
    return at.astimezone()


def _latency(measured: Latency) -> LatencySeen:
    return LatencySeen(
        name=measured.name,
        runs=len(measured.samples_ms),
        p50_ms=measured.percentile_ms(50),
        p95_ms=measured.percentile_ms(95),
        errors=sum(measured.errors.values()),
    )


def _code(error: DeviceError) -> str:
    return f"{error.code} {error.detail_code}".rstrip()


def _ports() -> tuple[PortSeen, ...]:
    return tuple(PortSeen(port.path, port.node) for port in found_ports())


def _by_kind(drivers: Sequence[tuple[str, str]]) -> tuple[tuple[DeviceKind, tuple[str, ...]], ...]:
    """Return drivers, given as kind and name each, by kind; kinds without one are left out."""
    return tuple(
        (kind, tuple(sorted(name for kind_name, name in drivers if kind_name == kind.value)))
        for kind in DeviceKind
        if any(kind_name == kind.value for kind_name, _ in drivers)
    )
