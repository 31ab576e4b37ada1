"""Behind the staff door: how the terminal is, one device closely, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from devices.api.device import DeviceKind
from devices.api.status import CheckState, SupplyState
from kiosk.domain.health import Part, PartHealth
from kiosk.domain.staff import BENCH_ORDERS, Order, PauseReason, StaffRole
from kiosk.flow.desk import Desk, DeviceSeen, PrintStanding
from kiosk.flow.state import State
from ui.bridge.rows import Rows
from ui.words.staff import (
    Label,
    change_words,
    doing_words,
    ended_words,
    kind_words,
    label_words,
    link_words,
    order_words,
    part_state_words,
    part_words,
    passed_words,
    pause_words,
    print_words,
    reprinted_words,
    role_words,
    standing_words,
    state_words,
)

QML_IMPORT_NAME = "Hall.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

_PRINTERS = (DeviceKind.DOCUMENT_PRINTER, DeviceKind.RECEIPT_PRINTER)
_CAMERAS = (DeviceKind.CAMERA,)
_GIGABYTE = 10**9
_TO_SETTLE = frozenset({PrintStanding.UNKNOWN, PrintStanding.COMPLAINED})
_TO_REPRINT = frozenset({PrintStanding.SPOILED, PrintStanding.NOT_PRINTED})
_WHOLE = frozenset({PrintStanding.CAME_OUT})


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One device in the list."""

    device_id: str
    name: str
    state_words: str
    works: bool
    known: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """A label and a value; `bad` where somebody should look."""

    label: str
    value: str
    bad: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A button: the order's value and its words."""

    order: str
    words: str


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """Something to choose from; `chosen` where it is now."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the trace."""

    number: int
    time: str
    device: str
    words: str
    bad: bool


@dataclass(frozen=True, slots=True)
class PrintRow:
    """A print: which, what is known of it, whether it is a paper, and which copy a reprint would be."""

    number: int
    words: str
    known: str
    paper: bool
    next_copy: int


@dataclass(frozen=True, slots=True)
class BoxRow:
    """Something in the camera's picture, in fractions of what is shown."""

    what: str
    from_left: float
    from_top: float
    breadth: float
    tallness: float


@dataclass(frozen=True, slots=True)
class StaffShown:
    """The page's words. "" where there is nothing to say."""

    role: str = ""
    technician: bool = False
    paused: str = ""
    device_id: str = ""
    device_name: str = ""
    driver: str = ""
    port: str = ""
    said: str = ""
    busy: bool = False
    change_said: str = ""
    change_passed: bool = False
    camera: str = ""
    signing: bool = False
    wire: str = ""
    wire_file: str = ""
    prints_waiting: int = 0
    reprinting: bool = False
    reprinted: str = ""


def desk_rows(desk: Desk) -> tuple[DeskRow, ...]:
    """Return the list of devices."""
    return tuple(
        DeskRow(
            device.device_id,
            kind_words(device.kind),
            _doing(device) or _state(device),
            device.status.can_serve,
            device.since is not None,
        )
        for device in desk.devices
    )


def device_facts(device: DeviceSeen) -> tuple[FactRow, ...]:
    """Return what is known of one device, most important first."""
    rows = [FactRow(label_words(Label.STATE), _state(device), not device.status.can_serve)]
    for part, state in device.status.parts.items():
        bad = state in (SupplyState.OUT, CheckState.FAULT)
        rows.append(FactRow(part_words(part), part_state_words(state), bad))
    if device.status.detail_code:
        rows.append(FactRow(label_words(Label.CODE), device.status.detail_code, not device.status.can_serve))
    rows.append(FactRow(label_words(Label.DRIVER), device.driver))
    if device.port:
        rows.append(FactRow(label_words(Label.PORT), device.port))
    if device.test is not None:
        failed = ", ".join(step.code for step in device.test.steps if not step.passed)
        how = passed_words(passed=device.test.passed, failed=failed)
        rows.append(FactRow(label_words(Label.LAST_TEST), f"{_moment(device.test.at)} {how}", not device.test.passed))
        rows += [
            FactRow(f"· {step.code}", f"{step.duration_ms:.0f} ms {step.detail_code}".rstrip(), not step.passed)
            for step in device.test.steps
        ]
    rows += [
        FactRow(
            f"· {one.name}",
            f"p50 {one.p50_ms:.1f} ms, p95 {one.p95_ms:.1f} ms ({one.runs})"
            if one.p50_ms is not None and one.p95_ms is not None
            else f"{one.errors} ×",
            bool(one.errors),
        )
        for one in device.latencies
    ]
    if device.counters:
        rows.append(
            FactRow(label_words(Label.COUNTERS), ", ".join(f"{name} {count}" for name, count in device.counters))
        )
    if device.last_error:
        rows.append(FactRow(label_words(Label.LAST_ERROR), device.last_error, bad=True))
    return tuple(rows)


def device_orders(device: DeviceSeen, role: StaffRole) -> tuple[OrderRow, ...]:
    """Return what this role can have done with a device of this kind."""
    orders = [Order.SELF_TEST, Order.REOPEN]
    if device.kind in _PRINTERS:
        orders += [Order.SUPPLIES_FILLED, Order.JAM_CLEARED, Order.TEST_PRINT]
    if device.kind is DeviceKind.SIGNATURE_PAD:
        orders.append(Order.TRY_SIGNATURE)
    if device.kind in _CAMERAS:
        orders += [Order.SHOW_CAMERA, Order.HIDE_CAMERA]
    orders += [Order.MEASURE, Order.TRACE_BYTES, Order.END_TRACE]
    allowed = [order for order in orders if role is StaffRole.TECHNICIAN or order not in BENCH_ORDERS]
    return tuple(OrderRow(order.value, order_words(order)) for order in allowed)


def terminal_facts(state: State, desk: Desk) -> tuple[FactRow, ...]:
    """Return what is known of the terminal itself."""
    hall = state.health.of(Part.HALL)
    free, whole = desk.disk_free_bytes / _GIGABYTE, desk.disk_bytes / _GIGABYTE
    return (
        FactRow(label_words(Label.HALL), link_words(works=hall is PartHealth.WORKS), hall is not PartHealth.WORKS),
        FactRow(label_words(Label.HALL_URL), desk.hall_url),
        FactRow(label_words(Label.WAITING), str(desk.waiting_messages), desk.waiting_messages > 0),
        FactRow(label_words(Label.CATALOGUE), state.catalogue.version or "-"),
        FactRow(label_words(Label.DISK), f"{free:.1f} / {whole:.1f} GB", whole > 0 and free / whole < 0.05),
        FactRow(label_words(Label.STARTED), _moment(desk.started_at)),
        *(FactRow(name, number) for name, number in desk.versions),
    )


def line_rows(desk: Desk) -> tuple[LineRow, ...]:
    """Return the trace, latest first."""
    return tuple(
        LineRow(
            line.number,
            f"{line.at.astimezone():%H:%M:%S}",
            line.device_id,
            f"{line.what} {line.detail}".rstrip(),
            line.is_fault,
        )
        for line in reversed(desk.lines)
    )


def print_rows(desk: Desk, standings: frozenset[PrintStanding]) -> tuple[PrintRow, ...]:
    """Return the prints of these standings."""
    return tuple(
        PrintRow(
            one.number,
            print_words(_moment(one.at), one.case_number, copy=one.copy_number if one.is_paper else None),
            standing_words(one.standing, on_phone=one.on_phone),
            one.is_paper,
            one.copy_number + 1,
        )
        for one in desk.prints
        if one.standing in standings
    )


def _state(device: DeviceSeen) -> str:
    """Return how it is in a word or two; a part that stops it says more than 'online'."""
    status = device.status
    if status.state.can_serve:
        for part, state in status.parts.items():
            if state in (SupplyState.OUT, CheckState.FAULT):
                return f"{part_words(part)} {part_state_words(state)}"
    return state_words(status.state)


def _doing(device: DeviceSeen) -> str:
    return doing_words(device.doing) if device.doing is not None else ""


def _said(device: DeviceSeen) -> str:
    if device.doing is not None:
        return doing_words(device.doing)
    return ended_words(device.ended, device.ended_code) if device.ended is not None else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%m-%d %H:%M}"


def choices(values: Sequence[str], chosen: str) -> tuple[ChoiceShown, ...]:
    """Return `values`, and `chosen` first where it is not among them."""
    ordered = values if chosen in values else (chosen, *values)
    return tuple(ChoiceShown(value, value, value == chosen) for value in ordered if value)


@QmlElement
class StaffView(QObject):
    """What staff see. Which device is looked at closely is the page's own business, so it is kept here."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._state = State()
        self._shown = StaffShown()
        self._device_id = ""
        self._devices = Rows(DeskRow, self)
        self._device = Rows(FactRow, self)
        self._orders = Rows(OrderRow, self)
        self._drivers = Rows(ChoiceShown, self)
        self._ports = Rows(ChoiceShown, self)
        self._terminal = Rows(FactRow, self)
        self._lines = Rows(LineRow, self)
        self._boxes = Rows(BoxRow, self)
        self._reasons = Rows(ChoiceShown, self)
        self._to_settle = Rows(PrintRow, self)
        self._to_reprint = Rows(PrintRow, self)
        self._lately = Rows(PrintRow, self)

    def show(self, state: State) -> None:
        """Show `state` from now on."""
        self._state = state
        if state.staff is None:
            self._device_id = ""
        self._show()

    @Slot(str)
    def look(self, device_id: str) -> None:
        """Look at one device closely; "" goes back to the list."""
        self._device_id = device_id
        self._show()

    def _show(self) -> None:
        state, desk = self._state, self._state.desk
        reasons = tuple(ChoiceShown(why.value, pause_words(why), state.paused is why) for why in PauseReason)
        self._reasons.replace(reasons if state.staff is not None else ())
        self._devices.replace(desk_rows(desk) if desk is not None else ())
        self._terminal.replace(terminal_facts(state, desk) if desk is not None else ())
        self._lines.replace(line_rows(desk) if desk is not None else ())
        for rows, standings in ((self._to_settle, _TO_SETTLE), (self._to_reprint, _TO_REPRINT), (self._lately, _WHOLE)):
            rows.replace(print_rows(desk, standings) if desk is not None else ())
        boxes = desk.camera.detections if desk is not None and desk.camera is not None else ()
        self._boxes.replace([BoxRow(one.what, *one.box) for one in boxes])
        device = self._looked_at(desk)
        self._show_device(state, desk, device)
        shown = self._now(state, desk, device)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _looked_at(self, desk: Desk | None) -> DeviceSeen | None:
        devices = desk.devices if desk is not None else ()
        return next((one for one in devices if one.device_id == self._device_id), None)

    def _show_device(self, state: State, desk: Desk | None, device: DeviceSeen | None) -> None:
        if device is None or desk is None or state.staff is None:
            for rows in (self._device, self._orders, self._drivers, self._ports):
                rows.replace(())
            return
        self._device.replace(device_facts(device))
        self._orders.replace(device_orders(device, state.staff))
        self._drivers.replace(choices(dict(desk.drivers).get(device.kind, ()), device.driver))
        self._ports.replace(choices(tuple(port.port for port in desk.ports), device.port))

    @staticmethod
    def _now(state: State, desk: Desk | None, device: DeviceSeen | None) -> StaffShown:
        change = desk.change if desk is not None else None
        here = change if change is not None and device is not None and change.device_id == device.device_id else None
        camera = desk.camera if desk is not None else None
        traced = desk.traced if desk is not None else None
        wire = traced if traced is not None and device is not None and traced.device_id == device.device_id else None
        width, height = camera.size_px if camera is not None else (0, 0)
        return StaffShown(
            role=role_words(state.staff) if state.staff is not None else "",
            technician=state.staff is StaffRole.TECHNICIAN,
            paused=pause_words(state.paused) if state.paused is not None else "",
            device_id=device.device_id if device is not None else "",
            device_name=kind_words(device.kind) if device is not None else "",
            driver=device.driver if device is not None else "",
            port=device.port if device is not None else "",
            said=_said(device) if device is not None else "",
            busy=device is not None and device.doing is not None,
            change_said=change_words(here) if here is not None else "",
            change_passed=here is not None and here.passed,
            camera=f"{width} × {height}  {camera.frames_per_s:.0f} fps"
            if camera is not None and device is not None and camera.device_id == device.device_id
            else "",
            signing=device is not None and device.doing is Order.TRY_SIGNATURE,
            wire="\n".join(reversed(wire.lines)) if wire is not None else "",
            wire_file=wire.kept_in if wire is not None else "",
            reprinting=state.reprint_of is not None,
            reprinted=reprinted_words(state.reprinted_copy) if state.reprinted_copy is not None else "",
            prints_waiting=len(print_rows(desk, _TO_SETTLE | _TO_REPRINT)) if desk is not None else 0,
        )

    @Property(str, notify=changed)
    def role(self) -> str:
        """Who is here."""
        return self._shown.role

    @Property(bool, notify=changed)
    def technician(self) -> bool:
        """Whether that is a technician."""
        return self._shown.technician

    @Property(str, notify=changed)
    def paused(self) -> str:
        """Why the terminal is closed, or ""."""
        return self._shown.paused

    @Property(str, notify=changed)
    def deviceId(self) -> str:  # noqa: N802  a QML name
        """The device that is looked at closely, or ""."""
        return self._shown.device_id

    @Property(str, notify=changed)
    def deviceName(self) -> str:  # noqa: N802  a QML name
        """What it is."""
        return self._shown.device_name

    @Property(str, notify=changed)
    def driverNow(self) -> str:  # noqa: N802  a QML name
        """The driver that serves it."""
        return self._shown.driver

    @Property(str, notify=changed)
    def portNow(self) -> str:  # noqa: N802  a QML name
        """Where it is."""
        return self._shown.port

    @Property(str, notify=changed)
    def said(self) -> str:
        """What is being done with it, or what became of that."""
        return self._shown.said

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether something is being done with it."""
        return self._shown.busy

    @Property(str, notify=changed)
    def changeSaid(self) -> str:  # noqa: N802  a QML name
        """How far a change of its driver or port is."""
        return self._shown.change_said

    @Property(bool, notify=changed)
    def changePassed(self) -> bool:  # noqa: N802  a QML name
        """Whether the change can be kept."""
        return self._shown.change_passed

    @Property(str, notify=changed)
    def camera(self) -> str:
        """Size and rate of its picture where that is shown, or ""."""
        return self._shown.camera

    @Property(bool, notify=changed)
    def signing(self) -> bool:
        """Whether a signature is wanted now, to try the pad."""
        return self._shown.signing

    @Property(str, notify=changed)
    def wire(self) -> str:
        """The latest that went over its wire, latest first, a line each, or ""."""
        return self._shown.wire

    @Property(str, notify=changed)
    def wireFile(self) -> str:  # noqa: N802  a QML name
        """Where the trace is kept, or "" where none is taken."""
        return self._shown.wire_file

    @Property(Rows, constant=True)
    def devices(self) -> Rows:
        """`DeskRow` each."""
        return self._devices

    @Property(Rows, constant=True)
    def device(self) -> Rows:
        """`FactRow` each, of the device that is looked at."""
        return self._device

    @Property(Rows, constant=True)
    def orders(self) -> Rows:
        """`OrderRow` each, of the device that is looked at."""
        return self._orders

    @Property(Rows, constant=True)
    def drivers(self) -> Rows:
        """`ChoiceShown` each: drivers of its kind."""
        return self._drivers

    @Property(Rows, constant=True)
    def ports(self) -> Rows:
        """`ChoiceShown` each: where it could be."""
        return self._ports

    @Property(Rows, constant=True)
    def terminal(self) -> Rows:
        """`FactRow` each, of the terminal."""
        return self._terminal

    @Property(Rows, constant=True)
    def lines(self) -> Rows:
        """`LineRow` each, latest first."""
        return self._lines

    @Property(Rows, constant=True)
    def boxes(self) -> Rows:
        """`BoxRow` each: what is found in the camera's picture."""
        return self._boxes

    @Property(Rows, constant=True)
    def reasons(self) -> Rows:
        """`ChoiceShown` each: why the terminal can be closed."""
        return self._reasons

    @Property(int, notify=changed)
    def printsWaiting(self) -> int:  # noqa: N802  a QML name
        """How many prints somebody has to look for or can print again."""
        return self._shown.prints_waiting

    @Property(bool, notify=changed)
    def reprinting(self) -> bool:
        """Whether staff come back from a reprint, or from its refusal."""
        return self._shown.reprinting

    @Property(str, notify=changed)
    def reprinted(self) -> str:
        """Which copy came out, and what to do with it, or ""."""
        return self._shown.reprinted

    @Property(Rows, constant=True)
    def printsToSettle(self) -> Rows:  # noqa: N802  a QML name
        """`PrintRow` each: prints that somebody has to look for."""
        return self._to_settle

    @Property(Rows, constant=True)
    def printsToReprint(self) -> Rows:  # noqa: N802  a QML name
        """`PrintRow` each: papers that can be printed again."""
        return self._to_reprint

    @Property(Rows, constant=True)
    def printsLately(self) -> Rows:  # noqa: N802  a QML name
        """`PrintRow` each: the latest papers that came out."""
        return self._lately
