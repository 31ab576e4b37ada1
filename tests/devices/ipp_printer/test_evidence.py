"""What a job's report proves: the table between *completed* and *printed*."""

import pytest

from devices.api.kinds.printing import PrintEvidence
from devices.drivers.ipp_printer.evidence import NothingCame, Printed, Unclear, UnderWay, Verdict, judge
from devices.drivers.ipp_printer.reports import JobReport
from devices.drivers.ipp_printer.vocabulary import JobState

COUNTED = PrintEvidence.JOB_COMPLETED_AND_COUNTED
CLAIMED = PrintEvidence.JOB_COMPLETED
DONE, CANCELED, ABORTED = JobState.COMPLETED, JobState.CANCELED, JobState.ABORTED


@pytest.mark.parametrize(
    ("state", "reasons", "sheets", "counted_since", "verdict"),
    [
        # completed
        (DONE, ("job-completed-successfully",), 2, 2, Printed(COUNTED, 2)),
        (DONE, ("job-completed-successfully",), 2, None, Printed(COUNTED, 2)),
        (DONE, ("job-completed-successfully",), None, 2, Printed(COUNTED, 2)),
        (DONE, (), 0, 2, Printed(COUNTED, 2)),
        (DONE, (), 3, None, Printed(COUNTED, 3)),
        (DONE, (), None, None, Printed(CLAIMED, 2)),
        (DONE, ("job-completed-with-warnings",), 2, None, Printed(COUNTED, 2)),
        (DONE, (), 1, None, Unclear("completed:counted_1_of_2")),
        (DONE, (), 1, 2, Unclear("completed:counted_1_of_2")),
        (DONE, (), 0, 0, Unclear("completed:counted_0_of_2")),
        (DONE, (), None, 0, Unclear("completed:counted_0_of_2")),
        (DONE, ("job-completed-with-errors",), 2, 2, Unclear("completed:job-completed-with-errors")),
        (DONE, ("queued-in-device",), None, None, Unclear("completed:queued-in-device")),
        # cancelled and aborted
        (CANCELED, ("job-canceled-by-user",), 0, 0, NothingCame("canceled:job-canceled-by-user")),
        (CANCELED, ("job-canceled-by-user",), 0, None, NothingCame("canceled:job-canceled-by-user")),
        (CANCELED, ("none",), None, 0, NothingCame("canceled")),
        (CANCELED, (), 0, 1, Unclear("canceled")),
        (CANCELED, (), 1, 0, Unclear("canceled")),
        (CANCELED, (), None, None, Unclear("canceled")),
        (CANCELED, ("processing-to-stop-point",), 0, 0, UnderWay(0)),
        (ABORTED, ("aborted-by-system",), 0, 0, NothingCame("aborted:aborted-by-system")),
        (ABORTED, ("aborted-by-system",), 1, 1, Unclear("aborted:aborted-by-system")),
        # not ended
        (JobState.PENDING, (), 0, 0, UnderWay(0)),
        (JobState.PENDING_HELD, (), None, None, UnderWay(None)),
        (JobState.PROCESSING, (), 1, None, UnderWay(1)),
        (JobState.PROCESSING_STOPPED, (), None, 1, UnderWay(1)),
        (None, (), None, None, UnderWay(None)),
    ],
)
def test_what_is_proven(
    state: JobState | None,
    reasons: tuple[str, ...],
    sheets: int | None,
    counted_since: int | None,
    verdict: Verdict,
) -> None:
    """Printed only if completed and not contradicted by a counter; nothing came only if all counters say so."""
    job = JobReport(1, "job", state, reasons, sheets)
    assert judge(job, pages=2, counts_sheets=True, counted_since=counted_since) == verdict


@pytest.mark.parametrize(
    ("state", "verdict"),
    [(DONE, Printed(CLAIMED, 2)), (CANCELED, Unclear("canceled")), (ABORTED, Unclear("aborted"))],
)
def test_counters_that_are_not_believed(state: JobState, verdict: Verdict) -> None:
    """Without counters, completed is the printer's word, and nothing proves that nothing came."""
    assert judge(JobReport(1, "job", state, (), 0), pages=2, counts_sheets=False, counted_since=0) == verdict
