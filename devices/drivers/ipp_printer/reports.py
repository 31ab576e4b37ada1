"""What a printer says of itself and of its jobs, read from attribute groups. All fields are None or empty if unsaid.

Sources: RFC 8011 5.3 and 5.4; PWG 5100.13 (`printer-output-tray`), 5100.22 (the printer's counters); CUPS (`marker-*`).
"""

import re
from dataclasses import dataclass, field
from typing import Final

from devices.drivers.ipp_printer.values import Group
from devices.drivers.ipp_printer.vocabulary import PDF, JobState, Operation, PrinterState

PRINTER_REPORT_ATTRIBUTES: Final = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-impressions-completed",
    "printer-media-sheets-completed",
    "printer-output-tray",
    "marker-types",
    "marker-levels",
    "marker-low-levels",
)
DESCRIPTION_ATTRIBUTES: Final = (
    "printer-make-and-model",
    "printer-serial-number",
    "printer-device-id",
    "ipp-versions-supported",
    "operations-supported",
    "document-format-supported",
    "job-creation-attributes-supported",
    "media-supported",
    "sides-supported",
    "print-scaling-supported",
    "job-sheets-supported",
    "which-jobs-supported",
    "color-supported",
)
JOB_ATTRIBUTES: Final = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-media-sheets-completed",
)

_SERIAL: Final = re.compile(r"(?:^|;)\s*(?:SN|SERN|SERIALNUMBER)\s*:\s*([^;]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """Toner, ink or a waste box. `level` is in percent; below zero it is not known (CUPS ``marker-levels``)."""

    kind: str
    level: int
    low_level: int

    @property
    def is_ink(self) -> bool:
        """Whether this is something that is used up on paper."""
        return self.kind.startswith(("toner", "ink")) and "waste" not in self.kind


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """How the printer is now."""

    state: PrinterState | None = None
    reasons: tuple[str, ...] = ()
    says_reasons: bool = False
    accepts_jobs: bool | None = None
    sheets_counted: int | None = None
    has_output_trays: bool = False
    markers: tuple[Marker, ...] = ()


@dataclass(frozen=True, slots=True)
class PrinterDescription:
    """What the printer is, and can."""

    model: str = ""
    serial_number: str = ""
    versions: tuple[str, ...] = ()
    operations: frozenset[int] = frozenset()
    formats: frozenset[str] = frozenset()
    creation_attributes: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    scalings: frozenset[str] = frozenset()
    job_sheets: frozenset[str] = frozenset()
    which_jobs: frozenset[str] = frozenset()
    has_colour: bool = False

    @property
    def prints_pdf(self) -> bool:
        """Whether PDF can be sent as it is. A printer that names no formats may."""
        return not self.formats or PDF in self.formats

    def lacks(self, needed: frozenset[Operation]) -> tuple[Operation, ...]:
        """Return the operations of `needed` that the printer does not name, if it names any."""
        return tuple(sorted(needed - self.operations)) if self.operations else ()


@dataclass(frozen=True, slots=True)
class JobReport:
    """One job as the printer tells it.

    Attributes:
        job_id: the printer's number; used again after it was switched off.
        name: the name we gave it, or what the printer made of it.
        sheets: sheets that came out so far, by the better of its two counters, or None if it has neither.
    """

    job_id: int
    name: str = field(default="", repr=False)
    state: JobState | None = None
    reasons: tuple[str, ...] = ()
    sheets: int | None = None


def read_printer_report(group: Group) -> PrinterReport:
    """Read a printer group."""
    kinds = group.strings("marker-types")
    levels = group.integers("marker-levels")
    low_levels = group.integers("marker-low-levels") or (0,) * len(levels)
    return PrinterReport(
        state=_printer_state(group.integer("printer-state")),
        reasons=group.strings("printer-state-reasons"),
        says_reasons=group.attribute("printer-state-reasons") is not None,
        accepts_jobs=group.boolean("printer-is-accepting-jobs"),
        sheets_counted=_greater(
            group.integer("printer-media-sheets-completed"), group.integer("printer-impressions-completed")
        ),
        has_output_trays=group.attribute("printer-output-tray") is not None,
        markers=tuple(Marker(*marker) for marker in zip(kinds, levels, low_levels, strict=False)),
    )


def read_description(group: Group) -> PrinterDescription:
    """Read a printer group."""
    device_id = _SERIAL.search(group.string("printer-device-id") or "")
    return PrinterDescription(
        model=group.string("printer-make-and-model") or "",
        serial_number=group.string("printer-serial-number") or (device_id.group(1).strip() if device_id else ""),
        versions=group.strings("ipp-versions-supported"),
        operations=frozenset(group.integers("operations-supported")),
        formats=frozenset(group.strings("document-format-supported")),
        creation_attributes=frozenset(group.strings("job-creation-attributes-supported")),
        media=frozenset(group.strings("media-supported")),
        sides=frozenset(group.strings("sides-supported")),
        scalings=frozenset(group.strings("print-scaling-supported")),
        job_sheets=frozenset(group.strings("job-sheets-supported")),
        which_jobs=frozenset(group.strings("which-jobs-supported")),
        has_colour=group.boolean("color-supported") or False,
    )


def read_job(group: Group) -> JobReport | None:
    """Read a job group; None if it does not even say its number."""
    job_id = group.integer("job-id")
    if job_id is None:
        return None
    return JobReport(
        job_id=job_id,
        name=group.string("job-name") or "",
        state=_job_state(group.integer("job-state")),
        reasons=group.strings("job-state-reasons"),
        sheets=_greater(group.integer("job-media-sheets-completed"), group.integer("job-impressions-completed")),
    )


def _greater(first: int | None, second: int | None) -> int | None:
    known = [number for number in (first, second) if number is not None and number >= 0]
    return max(known, default=None)


def _printer_state(number: int | None) -> PrinterState | None:
    try:
        return PrinterState(number)
    except ValueError:
        return None


def _job_state(number: int | None) -> JobState | None:
    try:
        return JobState(number)
    except ValueError:
        return None
