"""From what a printer reports to a `Status`, and from a `Status` to the error that stops a print."""

import re
from collections.abc import Iterable
from typing import Final, assert_never

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
from devices.drivers.ipp_printer.reasons import Matter, Reason, Severity, understand
from devices.drivers.ipp_printer.reports import Marker, PrinterReport
from devices.drivers.ipp_printer.vocabulary import PrinterState

_ODD: Final = re.compile(r"[^a-z0-9._-]+")
_LONGEST_DETAIL: Final = 200

_SUPPLIES: Final = {
    Matter.PAPER: (PartName.PAPER, SupplyState.OUT),
    Matter.PAPER_LOW: (PartName.PAPER, SupplyState.LOW),
    Matter.TONER: (PartName.TONER, SupplyState.OUT),
    Matter.TONER_LOW: (PartName.TONER, SupplyState.LOW),
}
_CHECKS: Final = {
    Matter.COVER: PartName.COVER,
    Matter.JAM: PartName.FEED,
    Matter.OUTPUT: PartName.OUTPUT_BIN,
}
_STOPPERS: Final = (
    # Which comes first: one who opens a cover to clear a jam wants to hear of the jam.
    (PartName.FEED, CheckState.FAULT, PaperJam),
    (PartName.COVER, CheckState.FAULT, CoverOpen),
    (PartName.PAPER, SupplyState.OUT, PaperOut),
    (PartName.TONER, SupplyState.OUT, TonerOut),
    (PartName.OUTPUT_BIN, CheckState.FAULT, OutputFull),
)


def status_of(report: PrinterReport) -> Status:
    """Return the status that `report` amounts to. `detail_code` lists the printer's own reasons."""
    reasons = [reason for keyword in report.reasons if (reason := understand(keyword)) is not None]
    stopped = report.state is PrinterState.STOPPED
    if stopped and not any(reason.severity is Severity.ERROR for reason in reasons):
        # It has stopped and calls nothing an error: then what it mentions is why.
        reasons = [Reason(reason.keyword, reason.matter, Severity.ERROR) for reason in reasons]
    parts = _parts(report, reasons)
    return Status(_state(report, reasons, parts, stopped=stopped), parts, _detail(report, reasons))


def unreachable(detail_code: str) -> Status:
    """Return the status of a printer that does not answer."""
    unknown: dict[PartName, SupplyState | CheckState] = {
        PartName.PAPER: SupplyState.UNKNOWN,
        PartName.TONER: SupplyState.UNKNOWN,
        PartName.COVER: CheckState.UNKNOWN,
        PartName.FEED: CheckState.UNKNOWN,
        PartName.OUTPUT_BIN: CheckState.UNKNOWN,
    }
    return Status(DeviceState.OFFLINE, unknown, detail_code)


def fault_of(status: Status, *, device_id: str) -> DeviceError | None:
    """Return the error that keeps a printer in this status from printing, or None if nothing does."""
    for part, state, error in _STOPPERS:
        if status.parts.get(part) is state:
            return error(device_id=device_id, detail_code=status.detail_code)
    if status.state in (DeviceState.OFFLINE, DeviceState.POWER_OFF):
        return Disconnected(device_id=device_id, detail_code=status.detail_code)
    if not status.state.can_serve:
        return CommandRefused(device_id=device_id, detail_code=status.detail_code)
    return None


def _parts(report: PrinterReport, reasons: Iterable[Reason]) -> dict[PartName, SupplyState | CheckState]:
    check = CheckState.OK if report.says_reasons else CheckState.UNKNOWN
    parts: dict[PartName, SupplyState | CheckState] = {
        PartName.PAPER: SupplyState.FULL if report.says_reasons else SupplyState.UNKNOWN,
        PartName.COVER: check,
        PartName.FEED: check,
    }
    toner = _toner(report.markers)
    if toner is not None:
        parts[PartName.TONER] = toner
    if report.has_output_trays:
        parts[PartName.OUTPUT_BIN] = check
    for reason in reasons:
        is_error = reason.severity is Severity.ERROR
        if reason.matter in _SUPPLIES:
            part, state = _SUPPLIES[reason.matter]
            worst = state if is_error else SupplyState.LOW
            if parts.get(part) is not SupplyState.OUT:
                parts[part] = worst
        elif reason.matter in _CHECKS and is_error:
            parts[_CHECKS[reason.matter]] = CheckState.FAULT
    return parts


def _toner(markers: Iterable[Marker]) -> SupplyState | None:
    """Return the worst of the levels; what is empty says so by a reason, so a level is low at worst."""
    inks = [marker for marker in markers if marker.is_ink]
    if not inks:
        return None
    if any(0 <= marker.level <= marker.low_level for marker in inks):
        return SupplyState.LOW
    return SupplyState.FULL if all(marker.level >= 0 for marker in inks) else SupplyState.UNKNOWN


def _state(
    report: PrinterReport,
    reasons: Iterable[Reason],
    parts: dict[PartName, SupplyState | CheckState],
    *,
    stopped: bool,
) -> DeviceState:
    matters = {reason.matter for reason in reasons if reason.severity is Severity.ERROR}
    if Matter.POWER_OFF in matters:
        return DeviceState.POWER_OFF
    # A print queue calls its printer offline "for information" while it keeps taking jobs for some other day.
    offline_keywords = {reason.keyword for reason in reasons if reason.matter is Matter.UNREACHABLE}
    if Matter.UNREACHABLE in matters or "offline" in offline_keywords:
        return DeviceState.OFFLINE
    if Matter.HARDWARE in matters:
        return DeviceState.HARDWARE_ERROR
    if any(part in (SupplyState.OUT, CheckState.FAULT) for part in parts.values()):
        return DeviceState.USER_ERROR if stopped else DeviceState.ONLINE
    mentioned = {reason.matter for reason in reasons}
    if Matter.HOLDS_JOBS in mentioned:
        return DeviceState.USER_ERROR  # a person has paused it
    if Matter.SPOOL_FULL in mentioned:
        return DeviceState.BUSY  # it empties by printing
    if report.accepts_jobs is False:
        return DeviceState.USER_ERROR
    match report.state:
        case PrinterState.IDLE:
            return DeviceState.ONLINE
        case PrinterState.PROCESSING:
            return DeviceState.BUSY
        case PrinterState.STOPPED:
            return DeviceState.HARDWARE_ERROR
        case None:
            return DeviceState.UNKNOWN
        case _:
            assert_never(report.state)


def _detail(report: PrinterReport, reasons: Iterable[Reason]) -> str:
    codes = [_ODD.sub("_", reason.keyword) for reason in reasons]
    if report.accepts_jobs is False:
        codes.append("not-accepting-jobs")
    if not codes and report.state is PrinterState.STOPPED:
        codes.append("stopped")
    if report.state is None:
        codes.append("no-printer-state")
    return ",".join(codes)[:_LONGEST_DETAIL]
