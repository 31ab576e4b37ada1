"""What staff see of a terminal: made by `kiosk.effects.desk`, shown by the staff page. Nothing of a citizen."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from devices.api.device import DeviceKind, SelfTestStep
from devices.api.status import Status
from kiosk.domain.staff import Order


@dataclass(frozen=True, slots=True)
class TestSeen:
    """A self-test that was kept. `at` is aware."""

    at: datetime
    passed: bool
    steps: tuple[SelfTestStep, ...]


@dataclass(frozen=True, slots=True)
class LatencySeen:
    """How long a device takes for one thing: median and 95th percentile in ms of `runs`; None where none went well."""

    name: str
    runs: int
    p50_ms: float | None
    p95_ms: float | None
    errors: int


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """One device.

    Attributes:
        device_id, kind, driver, port: as it is bound now.
        status: the latest known.
        since: when it was told, aware; None before the first.
        counters: what happened since the terminal started, by name, in the names' order.
        last_error: codes of the latest error, or "".
        doing: what staff have it do now, or None.
        ended: what they last had it do, or None; `ended_code` is the error's code, "" where it went well.
        test: the latest self-test that was kept, or None.
        latencies: of the latest measuring.
    """

    device_id: str
    kind: DeviceKind
    driver: str
    port: str
    status: Status
    since: datetime | None = None
    counters: tuple[tuple[str, int], ...] = ()
    last_error: str = ""
    doing: Order | None = None
    ended: Order | None = None
    ended_code: str = ""
    test: TestSeen | None = None
    latencies: tuple[LatencySeen, ...] = ()


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One thing that happened at a device: codes only. `at` is aware."""

    number: int
    at: datetime
    device_id: str
    what: str
    detail: str
    is_fault: bool


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """A driver or port that is being tried in place of the one that was kept.

    Attributes:
        device_id, driver, port: what is tried.
        tested: whether the test is over.
        passed: whether it went well.
        code: why it did not, or "".
    """

    device_id: str
    driver: str
    port: str
    tested: bool = False
    passed: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class DetectionSeen:
    """Something found in the camera's picture: `what` is ``face`` or a code's symbology.

    The box is in fractions of the mirrored square that the page shows: left, top, width, height.
    """

    what: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CameraSeen:
    """The camera whose picture is on the page."""

    device_id: str
    frames_per_s: float = 0.0
    size_px: tuple[int, int] = (0, 0)
    detections: tuple[DetectionSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class BytesSeen:
    """What goes over one device's wire while it is traced, redacted: the latest lines, oldest first."""

    device_id: str
    lines: tuple[str, ...] = ()
    kept_in: str = ""


class PrintStanding(Enum):
    """What is known of a print, and so what staff can do about it."""

    UNKNOWN = "unknown"
    """Nobody saw its end: somebody has to look for it."""
    COMPLAINED = "complained"
    """Its citizen says that it is spoiled or missing: somebody has to look at it."""
    SPOILED = "spoiled"
    """Staff found it spoiled: it can be printed again."""
    NOT_PRINTED = "not_printed"
    """Nothing of it came out: it can be printed again."""
    CAME_OUT = "came_out"
    """It came out whole; staff may yet find it spoiled."""


@dataclass(frozen=True, slots=True)
class PrintSeen:
    """A print that staff may have something to do with.

    Attributes:
        number: names it in this terminal's journal.
        standing: what is known of it.
        is_paper: whether it is a numbered paper; else a receipt.
        copy_number: which copy of the paper.
        case_number: of the case it belongs to; its id's beginning where the number is not known.
        device_id: the printer.
        at: of what was last learnt of it, aware.
        on_phone: whether a phone was given the same copy, which a reprint would end.
    """

    number: int
    standing: PrintStanding
    is_paper: bool
    copy_number: int
    case_number: str
    device_id: str
    at: datetime
    on_phone: bool = False


@dataclass(frozen=True, slots=True)
class PortSeen:
    """Somewhere a device could be: a path that stays the same, and what is there."""

    port: str
    about: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The terminal, now.

    Attributes:
        at: when this was seen, aware.
        started_at: when the program started, aware.
        devices: in the bindings' order.
        lines: the latest of what happened, oldest first.
        drivers: the names of usable drivers by kind.
        ports: where serial, video and printer devices are found now.
        change: a binding that is being tried, or None.
        camera: the camera whose picture is shown, or None.
        traced: the device whose wire is traced, or None.
        prints: what somebody has to look for or can print again, oldest first; then the latest papers, latest first.
        disk_free_bytes, disk_bytes: where the terminal keeps its state.
        hall_url: where the hall is.
        waiting_messages: reports that the hall does not have yet.
        versions: names and versions of the program and of what it stands on.
    """

    at: datetime
    started_at: datetime
    devices: tuple[DeviceSeen, ...] = ()
    lines: tuple[LineSeen, ...] = ()
    drivers: tuple[tuple[DeviceKind, tuple[str, ...]], ...] = ()
    ports: tuple[PortSeen, ...] = ()
    change: ChangeSeen | None = None
    camera: CameraSeen | None = None
    traced: BytesSeen | None = None
    prints: tuple[PrintSeen, ...] = ()
    disk_free_bytes: int = 0
    disk_bytes: int = 0
    hall_url: str = ""
    waiting_messages: int = 0
    versions: tuple[tuple[str, str], ...] = ()
