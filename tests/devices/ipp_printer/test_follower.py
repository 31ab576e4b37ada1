"""Following a job whose printer counts late or not at all: what no simulator of ours does by itself."""

from collections.abc import Sequence

import pytest

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.errors import OutcomeUnknown
from devices.api.kinds.printing import PrintEvidence, PrintOutcome
from devices.api.status_telling import StatusTelling
from devices.drivers.ipp_printer.client import IppClient
from devices.drivers.ipp_printer.endpoint import parse_endpoint
from devices.drivers.ipp_printer.follower import JobFollower
from devices.drivers.ipp_printer.options import IppOptions
from devices.drivers.ipp_printer.reports import JobReport, PrinterReport
from devices.drivers.ipp_printer.vocabulary import JobState, PrinterState
from tests.support.printing_bench import Mailbox, leash

OPTIONS = IppOptions(follow_interval_s=0.001)


class ScriptedClient(IppClient):
    """Says of the job what the test wrote down, the last of it for ever."""

    def __init__(self, jobs: Sequence[JobReport], counted: int | None) -> None:
        """Say `jobs`, one a question."""
        super().__init__(parse_endpoint("ipp://printer.invalid"), OPTIONS)
        self._said = list(jobs)
        self._counted = counted

    def job(self, job_id: int, control: Control) -> JobReport | None:
        """See `IppClient.job`."""
        return self._said.pop(0) if len(self._said) > 1 else self._said[0]

    def report(self, control: Control) -> PrinterReport:
        """See `IppClient.report`."""
        return PrinterReport(
            PrinterState.IDLE, ("none",), says_reasons=True, accepts_jobs=True, sheets_counted=self._counted
        )


def follow(jobs: Sequence[JobReport], *, before: int | None = None, after: int | None = None) -> PrintOutcome:
    """Follow a job of two pages."""
    follower = JobFollower(
        ScriptedClient(jobs, after),
        options=OPTIONS,
        clock=SystemClock(),
        telling=StatusTelling("a4", Mailbox().post),
        device_id="a4",
        job_name="j",
        harmless=frozenset(),
        pages=2,
        counted_before=before,
        control=leash(),
    )
    return follower.follow(1)


def done(sheets: int | None) -> JobReport:
    """A completed job."""
    return JobReport(1, "j", JobState.COMPLETED, ("job-completed-successfully",), sheets)


def test_a_last_sheet_counted_a_moment_later_is_counted() -> None:
    """Completed with one of two sheets, and two a moment later: printed."""
    assert follow([done(1), done(1), done(2)]) == PrintOutcome(PrintEvidence.JOB_COMPLETED_AND_COUNTED, 2)


def test_a_last_sheet_never_counted_is_unknown() -> None:
    """Looking again has an end."""
    with pytest.raises(OutcomeUnknown, match="completed:counted_1_of_2"):
        follow([done(1)])


def test_a_job_without_a_name_is_known_by_its_number() -> None:
    """A printer that keeps job names private still says how the job ends."""
    nameless = JobReport(1, "", JobState.COMPLETED, (), None)
    assert follow([nameless]) == PrintOutcome(PrintEvidence.JOB_COMPLETED, 2)


def test_a_counter_that_starts_again_proves_nothing() -> None:
    """The printer's own counter is lower than before: it was changed or reset, and is not held against the job."""
    assert follow([done(None)], before=500, after=2) == PrintOutcome(PrintEvidence.JOB_COMPLETED, 2)


def test_a_printer_that_prints_nothing_and_says_completed_is_not_believed() -> None:
    """No count of the job, and the printer's counter did not move: unknown."""
    with pytest.raises(OutcomeUnknown, match="completed:counted_0_of_2"):
        follow([done(None)], before=500, after=500)
