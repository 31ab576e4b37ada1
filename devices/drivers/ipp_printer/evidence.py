"""What a job's report proves. Pure, and the one place where *completed* becomes *printed*."""

from dataclasses import dataclass
from typing import Final, assert_never

from devices.api.kinds.printing import PrintEvidence
from devices.drivers.ipp_printer.reports import JobReport
from devices.drivers.ipp_printer.vocabulary import JobState

_STILL_STOPPING: Final = "processing-to-stop-point"
_HANDED_ON: Final = "queued-in-device"
"""A queue that has passed the job on and does not look after it calls it completed (RFC 8011 5.3.8)."""
_WITH_ERRORS: Final = "job-completed-with-errors"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The job has not ended. `sheets` came out so far, or None if that is not counted."""

    sheets: int | None


@dataclass(frozen=True, slots=True)
class Printed:
    """All of it came out."""

    evidence: PrintEvidence
    sheets: int


@dataclass(frozen=True, slots=True)
class NothingCame:
    """It ended before a sheet came out."""

    detail_code: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """It ended, and what came out of it is not known."""

    detail_code: str


Verdict = UnderWay | Printed | NothingCame | Unclear


def judge(job: JobReport, *, pages: int, counts_sheets: bool, counted_since: int | None = None) -> Verdict:
    """Say what `job` proves.

    Args:
        job: the printer's latest report of it.
        pages: sheets that should come out.
        counts_sheets: whether the printer's counters can be believed.
        counted_since: by how much the printer's own counter moved since before the job, or None if not known.
    """
    # The job's own count goes before the printer's, which other jobs move too. For *nothing came* both must be zero.
    sheets = (job.sheets or counted_since or _zero(job.sheets, counted_since)) if counts_sheets else None
    reasons = ",".join(reason for reason in job.reasons if reason != "none")
    match job.state:
        case None | JobState.PENDING | JobState.PENDING_HELD | JobState.PROCESSING | JobState.PROCESSING_STOPPED:
            return UnderWay(sheets)
        case JobState.CANCELED | JobState.ABORTED:
            if _STILL_STOPPING in job.reasons:
                return UnderWay(sheets)
            ending = f"{job.state.name.lower()}:{reasons}".rstrip(":")
            return NothingCame(ending) if sheets == 0 else Unclear(ending)
        case JobState.COMPLETED:
            return _completed(job, sheets, pages)
        case _:
            assert_never(job.state)


def _completed(job: JobReport, sheets: int | None, pages: int) -> Verdict:
    for doubt in (_HANDED_ON, _WITH_ERRORS):
        if doubt in job.reasons:
            return Unclear(f"completed:{doubt}")
    if sheets is None:
        return Printed(PrintEvidence.JOB_COMPLETED, pages)
    if sheets < pages:
        return Unclear(f"completed:counted_{sheets}_of_{pages}")
    return Printed(PrintEvidence.JOB_COMPLETED_AND_COUNTED, sheets)


def _zero(*counts: int | None) -> int | None:
    return None if all(count is None for count in counts) else 0
