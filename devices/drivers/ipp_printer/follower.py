"""Follows a job that is at the printer to its end, whatever happens on the way."""

from typing import Final, assert_never

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import CommandCancelled, CommandRefused, DeadlineExceeded, DeviceError, OutcomeUnknown
from devices.api.kinds.printing import PrintOutcome
from devices.api.status_telling import StatusTelling
from devices.drivers.ipp_printer.client import IppClient
from devices.drivers.ipp_printer.evidence import NothingCame, Printed, Unclear, UnderWay, Verdict, judge
from devices.drivers.ipp_printer.options import IppOptions
from devices.drivers.ipp_printer.printer_status import fault_of, status_of
from devices.drivers.ipp_printer.reports import JobReport, PrinterReport
from devices.drivers.ipp_printer.vocabulary import JobState

WIND_UP_S: Final = 4.0
"""Kept of a deadline, to cancel a job that will not end and to see that it is cancelled."""
_WIND_UP_SHARE: Final = 0.25
_LEAST_WIND_UP_S: Final = 1.0
_LOST_PATIENCE_S: Final = 15.0
"""How long a printer may be out of reach while it prints: a switch that restarts, not one that is gone."""
_SECOND_LOOKS: Final = 3
"""Some printers count the last sheet a moment after they call the job completed."""


def reserve_s(control: Control) -> float:
    """Return how many seconds of `control`'s deadline to keep for winding up."""
    return min(WIND_UP_S, control.remaining_s * _WIND_UP_SHARE)


class JobFollower:
    """One job on its way. Belongs to the device's thread."""

    def __init__(
        self,
        client: IppClient,
        *,
        options: IppOptions,
        clock: Clock,
        telling: StatusTelling,
        device_id: str,
        job_name: str,
        harmless: frozenset[int],
        pages: int,
        counted_before: int | None,
        control: Control,
    ) -> None:
        """Prepare to follow the job called `job_name`.

        Args:
            client: asks the printer.
            options: the binding's.
            clock: time.
            telling: hears of faults while they last.
            device_id: the binding's name of the printer.
            job_name: what the job must be called: numbers are used again after a printer was switched off.
            harmless: numbers of earlier jobs of this name, which say nothing about this one.
            pages: sheets that should come out.
            counted_before: the printer's own counter before the job was sent, or None.
            control: the command's leash.
        """
        self._client = client
        self._options = options
        self._clock = clock
        self._telling = telling
        self._device_id = device_id
        self._job_name = job_name
        self._harmless = harmless
        self._pages = pages
        self._counted_before = counted_before
        self._control = control
        self._reserve_s = reserve_s(control)
        self._job_id = 0
        self._fault: DeviceError | None = None
        self._fault_since_s = 0.0
        self._lost_since_s: float | None = None
        self._second_looks = 0

    def follow(self, job_id: int) -> PrintOutcome:
        """Return once the job is known to have come out.

        A printer that stops for paper is waited for: within `refill_patience_s` while nothing has come out, until
        the deadline otherwise. Then the job is cancelled, so that nobody's paper comes out later.

        Raises:
            PaperOut, PaperJam, CoverOpen, TonerOut, OutputFull, CommandRefused, CommandCancelled, DeadlineExceeded,
                Disconnected: and no sheet came out.
            OutcomeUnknown: sheets may have come out.
        """
        self._job_id = job_id
        while True:
            cause = self._called_back()
            if cause is None:
                verdict, report = self._look_patiently()
                if report is not None and not isinstance(verdict, UnderWay):
                    outcome = self._conclude(verdict, report, None)
                    if outcome is not None:
                        return outcome
                elif report is not None:
                    cause = self._watch(verdict, report)
            if cause is not None:
                return self._wind_up(cause)
            self._rest()

    def _called_back(self) -> DeviceError | None:
        """Return why the job must end now, if it must."""
        if self._control.cancelled:
            return CommandCancelled(device_id=self._device_id)
        if self._control.remaining_s <= self._reserve_s:
            return self._fault or DeadlineExceeded(device_id=self._device_id, detail_code="printing")
        return None

    def _rest(self) -> None:
        try:
            self._control.pause(self._options.follow_interval_s)
        except (CommandCancelled, DeadlineExceeded):
            return  # `_called_back` sees why

    def _look_patiently(self) -> tuple[Verdict, PrinterReport | None]:
        """Look; no report if the printer cannot be asked just now.

        Raises:
            OutcomeUnknown: it could not be asked for too long, or has forgotten the job.
        """
        try:
            seen = self._look(self._control)
        except OutcomeUnknown:
            raise
        except DeviceError as error:
            now_s = self._clock.monotonic_s()
            if self._lost_since_s is None:
                self._lost_since_s = now_s
            if now_s - self._lost_since_s >= _LOST_PATIENCE_S:
                raise self._unknown(f"{error.code}:{error.detail_code}") from error
            return UnderWay(None), None
        self._lost_since_s = None
        return seen

    def _look(self, control: Control) -> tuple[Verdict, PrinterReport]:
        job = self._client.job(self._job_id, control)
        if job is None or (job.name and job.name != self._job_name):
            job = self._find_again(control)
        report = self._client.report(control)
        return self._judge(job, report), report

    def _find_again(self, control: Control) -> JobReport:
        """The number means nothing, or another job, by now. Look by name."""
        named = self._client.jobs_named(self._job_name, control)
        jobs = [job for job in named if job.job_id not in self._harmless]
        if not jobs:
            raise self._unknown("job_forgotten")
        job = min(jobs, key=lambda job: (job.state is None or job.state.is_final, -job.job_id))
        self._job_id = job.job_id
        return job

    def _judge(self, job: JobReport, report: PrinterReport) -> Verdict:
        counted_since: int | None = None
        if self._counted_before is not None and report.sheets_counted is not None:
            moved = report.sheets_counted - self._counted_before
            counted_since = moved if moved >= 0 else None
        verdict = judge(job, pages=self._pages, counts_sheets=self._options.counts_sheets, counted_since=counted_since)
        if isinstance(verdict, Unclear) and job.state is JobState.COMPLETED and self._second_looks < _SECOND_LOOKS:
            self._second_looks += 1
            return UnderWay(None)
        return verdict

    def _watch(self, verdict: Verdict, report: PrinterReport) -> DeviceError | None:
        """Tell how the printer is; return the fault for which the job is not waited for any longer."""
        status = status_of(report)
        self._telling.tell(status)
        fault = fault_of(status, device_id=self._device_id)
        now_s = self._clock.monotonic_s()
        if self._fault is None:
            self._fault_since_s = now_s
        self._fault = fault
        nothing_out = isinstance(verdict, UnderWay) and verdict.sheets == 0
        waited_s = now_s - self._fault_since_s
        return fault if nothing_out and waited_s >= self._options.refill_patience_s else None

    def _wind_up(self, cause: DeviceError) -> PrintOutcome:
        """Cancel the job and see what became of it. Takes up to `WIND_UP_S`, cancelled or not."""
        leash = Control(
            self._clock,
            device_id=self._device_id,
            deadline_s=max(_LEAST_WIND_UP_S, min(WIND_UP_S, self._control.remaining_s)),
        )
        asked = False
        while True:
            try:
                if not asked:
                    self._client.cancel(self._job_id, leash)
                    asked = True
                verdict, report = self._look(leash)
            except OutcomeUnknown:
                raise
            except DeviceError as error:
                self._give_up_after(leash, cause, error)
                continue
            if not isinstance(verdict, UnderWay):
                outcome = self._conclude(verdict, report, cause)
                if outcome is not None:
                    return outcome
            self._give_up_after(leash, cause, cause)

    def _give_up_after(self, leash: Control, cause: DeviceError, last: DeviceError) -> None:
        """Rest before the next try, or give up where the time is over."""
        try:
            leash.pause(self._options.follow_interval_s)
        except DeadlineExceeded:
            raise self._unknown(f"not_cancelled:{cause.code}") from last

    def _conclude(self, verdict: Verdict, report: PrinterReport, cause: DeviceError | None) -> PrintOutcome | None:
        """Turn the verdict on a job that has ended into a result or an error; None for one that has not."""
        match verdict:
            case UnderWay():
                return None
            case Printed(evidence, sheets):
                return PrintOutcome(evidence, sheets)
            case NothingCame(detail_code):
                fault = cause or fault_of(status_of(report), device_id=self._device_id)
                raise fault or CommandRefused(device_id=self._device_id, detail_code=detail_code)
            case Unclear(detail_code):
                why = cause or fault_of(status_of(report), device_id=self._device_id)
                raise self._unknown(f"{why.code}:{detail_code}" if why else detail_code) from why
            case _:
                assert_never(verdict)

    def _unknown(self, detail_code: str) -> OutcomeUnknown:
        return OutcomeUnknown(device_id=self._device_id, detail_code=detail_code)
