"""What each keyword of printer-state-reasons does to a status."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.api.errors import (
    CommandRefused,
    CoverOpen,
    DeviceError,
    Disconnected,
    OutputFull,
    PaperJam,
    PaperOut,
    TonerOut,
)
from devices.api.status import CheckState, DeviceState, PartName, Status, SupplyState
from devices.drivers.ipp_printer.printer_status import fault_of, status_of, unreachable
from devices.drivers.ipp_printer.reasons import Matter, Reason, Severity, understand
from devices.drivers.ipp_printer.reports import Marker, PrinterReport
from devices.drivers.ipp_printer.vocabulary import PrinterState

OUT, LOW, FULL = SupplyState.OUT, SupplyState.LOW, SupplyState.FULL
FAULT, OK = CheckState.FAULT, CheckState.OK

# keyword -> the part it is about, what an error and a warning make of it, and what stops a print
PARTS = [
    ("media-empty", PartName.PAPER, OUT, LOW, PaperOut),
    ("media-needed", PartName.PAPER, OUT, LOW, PaperOut),
    ("input-tray-missing", PartName.PAPER, OUT, LOW, PaperOut),
    ("media-path-input-empty", PartName.PAPER, OUT, LOW, PaperOut),
    ("media-low", PartName.PAPER, LOW, LOW, None),
    ("media-jam", PartName.FEED, FAULT, OK, PaperJam),
    ("media-path-jam", PartName.FEED, FAULT, OK, PaperJam),
    ("input-media-tray-jam", PartName.FEED, FAULT, OK, PaperJam),
    ("input-media-tray-feed-error", PartName.FEED, FAULT, OK, PaperJam),
    ("media-path-output-jam", PartName.FEED, FAULT, OK, PaperJam),
    ("door-open", PartName.COVER, FAULT, OK, CoverOpen),
    ("cover-open", PartName.COVER, FAULT, OK, CoverOpen),
    ("interlock-open", PartName.COVER, FAULT, OK, CoverOpen),
    ("stapler-cover-open", PartName.COVER, FAULT, OK, CoverOpen),
    ("folder-interlock-open", PartName.COVER, FAULT, OK, CoverOpen),
    ("toner-empty", PartName.TONER, OUT, LOW, TonerOut),
    ("toner-low", PartName.TONER, LOW, LOW, None),
    ("marker-supply-empty", PartName.TONER, OUT, LOW, TonerOut),
    ("marker-supply-low", PartName.TONER, LOW, LOW, None),
    ("marker-supply-missing", PartName.TONER, OUT, LOW, TonerOut),
    ("marker-ink-empty", PartName.TONER, OUT, LOW, TonerOut),
    ("marker-toner-cartridge-missing", PartName.TONER, OUT, LOW, TonerOut),
    ("developer-empty", PartName.TONER, OUT, LOW, TonerOut),
    ("output-area-full", PartName.OUTPUT_BIN, FAULT, OK, OutputFull),
    ("media-path-output-full", PartName.OUTPUT_BIN, FAULT, OK, OutputFull),
    ("output-tray-missing", PartName.OUTPUT_BIN, FAULT, OK, OutputFull),
]

# keyword -> the state of an idle printer that reports it, and of a stopped one
STATES = [
    ("paused", DeviceState.USER_ERROR, DeviceState.USER_ERROR),
    ("moving-to-paused", DeviceState.USER_ERROR, DeviceState.USER_ERROR),
    ("hold-new-jobs", DeviceState.USER_ERROR, DeviceState.USER_ERROR),
    ("deactivated", DeviceState.USER_ERROR, DeviceState.USER_ERROR),
    ("shutdown", DeviceState.POWER_OFF, DeviceState.POWER_OFF),
    ("timed-out", DeviceState.OFFLINE, DeviceState.OFFLINE),
    ("connecting-to-device", DeviceState.OFFLINE, DeviceState.OFFLINE),
    ("offline-report", DeviceState.OFFLINE, DeviceState.OFFLINE),
    ("connecting-to-device-report", DeviceState.ONLINE, DeviceState.OFFLINE),
    ("spool-area-full", DeviceState.BUSY, DeviceState.BUSY),
    ("fuser-over-temp", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("fuser-under-temp-report", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("opc-life-over", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("marker-waste-full", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("motor-failure", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("marker-fuser-thermistor-failure", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("interpreter-memory-exhausted", DeviceState.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
    ("stopped-partly", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("marker-waste-almost-full-warning", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("output-area-almost-full-report", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("configuration-change-report", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("scan-media-path-jam", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("com.example-something", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("other", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
    ("none", DeviceState.ONLINE, DeviceState.HARDWARE_ERROR),
]


def report(*reasons: str, state: PrinterState | None = PrinterState.IDLE, accepts: bool = True) -> PrinterReport:
    """A printer that says these reasons."""
    return PrinterReport(state=state, reasons=reasons, says_reasons=True, accepts_jobs=accepts)


@pytest.mark.parametrize("ending", ["", "-error"])
@pytest.mark.parametrize(("keyword", "part", "worst", "mild", "error"), PARTS)
def test_an_error_stops_the_part(
    keyword: str,
    part: PartName,
    worst: SupplyState | CheckState,
    mild: SupplyState | CheckState,
    error: type[DeviceError] | None,
    ending: str,
) -> None:
    """Without an ending or with -error: the part is at its worst, and a print is stopped by the right error."""
    status = status_of(report(keyword + ending, state=PrinterState.STOPPED if error else PrinterState.IDLE))
    assert status.parts[part] is worst
    assert status.state is (DeviceState.USER_ERROR if error else DeviceState.ONLINE)
    assert status.detail_code == keyword
    fault = fault_of(status, device_id="a4")
    assert type(fault) is (error or type(None))
    assert fault is None or (fault.device_id, fault.detail_code) == ("a4", keyword)


@pytest.mark.parametrize("ending", ["-warning", "-report"])
@pytest.mark.parametrize(("keyword", "part", "worst", "mild", "error"), PARTS)
def test_a_warning_stops_nothing_while_the_printer_goes_on(
    keyword: str,
    part: PartName,
    worst: SupplyState | CheckState,
    mild: SupplyState | CheckState,
    error: type[DeviceError] | None,
    ending: str,
) -> None:
    """One of two trays is empty: supplies are low, the printer serves, and the reason is there for a technician."""
    status = status_of(report(keyword + ending))
    assert status.parts.get(part, OK) is mild
    assert status.can_serve
    assert status.detail_code == keyword
    assert fault_of(status, device_id="a4") is None


@pytest.mark.parametrize("ending", ["-warning", "-report"])
@pytest.mark.parametrize(("keyword", "part", "worst", "mild", "error"), PARTS)
def test_a_stopped_printer_means_its_warnings(
    keyword: str,
    part: PartName,
    worst: SupplyState | CheckState,
    mild: SupplyState | CheckState,
    error: type[DeviceError] | None,
    ending: str,
) -> None:
    """A printer that has stopped and calls nothing an error has stopped for what it mentions."""
    status = status_of(report(keyword + ending, state=PrinterState.STOPPED))
    assert status.parts[part] is worst
    assert not status.can_serve


@pytest.mark.parametrize(("keyword", "idle", "stopped"), STATES)
def test_what_is_about_the_whole_printer(keyword: str, idle: DeviceState, stopped: DeviceState) -> None:
    """Reasons without a part make the state; a printer that stopped for reasons unknown is broken."""
    assert status_of(report(keyword)).state is idle
    assert status_of(report(keyword, state=PrinterState.STOPPED)).state is stopped


def test_several_reasons_at_once() -> None:
    """Each part gets its own, a jam goes before an open door, and low does not hide empty."""
    reasons = ("door-open-error", "media-jam-error", "media-empty-error", "media-low-warning", "toner-low-warning")
    status = status_of(report(*reasons, state=PrinterState.STOPPED))
    assert status.parts == {
        PartName.PAPER: OUT,
        PartName.COVER: FAULT,
        PartName.FEED: FAULT,
        PartName.TONER: LOW,
    }
    assert isinstance(fault_of(status, device_id="a4"), PaperJam)
    assert status.detail_code == "door-open,media-jam,media-empty,media-low,toner-low"


def test_a_stopped_printer_with_an_error_keeps_its_warnings_mild() -> None:
    """What stopped it is the error: a toner warning beside a jam is still only low toner."""
    status = status_of(report("media-jam-error", "toner-empty-warning", state=PrinterState.STOPPED))
    assert status.parts[PartName.TONER] is LOW
    assert status.parts[PartName.FEED] is FAULT


def test_a_processing_printer_is_busy_and_serves() -> None:
    """Somebody else's job under way is no fault."""
    status = status_of(report("none", state=PrinterState.PROCESSING))
    assert status == Status(DeviceState.BUSY, status.parts, "")
    assert status.can_serve


def test_a_printer_that_takes_no_jobs_cannot_serve() -> None:
    """Idle and well, but closed: refused before anything is sent."""
    status = status_of(report("none", accepts=False))
    assert status.detail_code == "not-accepting-jobs"
    assert isinstance(fault_of(status, device_id="a4"), CommandRefused)


def test_a_paused_printer_is_refused_before_the_job_can_wait_in_it() -> None:
    """A paused printer would take the job and print it when somebody resumes it."""
    assert isinstance(fault_of(status_of(report("paused")), device_id="a4"), CommandRefused)


@pytest.mark.parametrize("keyword", ["timed-out", "shutdown", "offline-report"])
def test_a_queue_without_its_printer_is_disconnected(keyword: str) -> None:
    """A queue that would keep the job for later is as good as no printer."""
    assert isinstance(fault_of(status_of(report(keyword)), device_id="a4"), Disconnected)


def test_a_printer_that_says_nothing_is_unknown_not_well() -> None:
    """No state, no reasons: nothing is claimed, and nothing is printed."""
    status = status_of(PrinterReport())
    assert status.state is DeviceState.UNKNOWN
    assert status.parts[PartName.PAPER] is SupplyState.UNKNOWN
    assert status.parts[PartName.COVER] is CheckState.UNKNOWN
    assert isinstance(fault_of(status, device_id="a4"), CommandRefused)


def test_an_unreachable_printer_knows_nothing_of_its_parts() -> None:
    """Silence is never adequate paper."""
    status = unreachable("ConnectionRefusedError")
    assert status.state is DeviceState.OFFLINE
    assert set(status.parts.values()) == {SupplyState.UNKNOWN, CheckState.UNKNOWN}


@pytest.mark.parametrize(
    ("markers", "toner"),
    [
        ((), None),
        ((Marker("toner", 80, 10),), FULL),
        ((Marker("toner-cartridge", 10, 10),), LOW),
        ((Marker("ink", 0, 5),), LOW),
        ((Marker("toner", -1, 10),), SupplyState.UNKNOWN),
        ((Marker("waste-toner", 3, 10),), None),
        ((Marker("toner", 80, 10), Marker("toner", 4, 10)), LOW),
    ],
)
def test_levels_of_toner(markers: tuple[Marker, ...], toner: SupplyState | None) -> None:
    """Levels say full, low or unknown; a printer without any does not report toner at all."""
    status = status_of(PrinterReport(state=PrinterState.IDLE, says_reasons=True, markers=markers))
    assert status.parts.get(PartName.TONER) is toner


def test_an_output_bin_is_reported_where_the_model_reports_it() -> None:
    """A model that describes its output trays has a bin that is well until it says otherwise."""
    described = PrinterReport(state=PrinterState.IDLE, says_reasons=True, has_output_trays=True)
    assert status_of(described).parts[PartName.OUTPUT_BIN] is OK
    assert PartName.OUTPUT_BIN not in status_of(report("none")).parts


@pytest.mark.parametrize(
    ("keyword", "reason"),
    [
        ("none", None),
        ("", None),
        ("media-path-input-feed-error", Reason("media-path-input-feed-error", Matter.JAM, Severity.ERROR)),
        ("media-path-input-feed-error-warning", Reason("media-path-input-feed-error", Matter.JAM, Severity.WARNING)),
        ("media-path-input-feed-error-error", Reason("media-path-input-feed-error", Matter.JAM, Severity.ERROR)),
        (
            "subunit-unrecoverable-storage-error",
            Reason("subunit-unrecoverable-storage-error", Matter.HARDWARE, Severity.ERROR),
        ),
        (" Media-Empty-Error ", Reason("media-empty", Matter.PAPER, Severity.ERROR)),
    ],
)
def test_endings_are_told_from_names(keyword: str, reason: Reason | None) -> None:
    """Some names end in -error by themselves."""
    assert understand(keyword) == reason


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=8), st.sampled_from([None, *PrinterState]), st.booleans())
def test_any_reasons_make_a_status_with_a_short_clean_code(
    reasons: list[str], state: PrinterState | None, accepts: bool
) -> None:
    """Whatever a printer calls its troubles, the status is whole and its code can be logged."""
    status = status_of(report(*reasons, state=state, accepts=accepts))
    assert {PartName.PAPER, PartName.COVER, PartName.FEED} <= set(status.parts)
    assert len(status.detail_code) <= 200
    assert all(character.isascii() and character.isprintable() for character in status.detail_code)
