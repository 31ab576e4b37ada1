"""One print, from *has it been printed already?* to *this is the evidence*."""

import logging
from dataclasses import dataclass, field, replace
from typing import Final

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import DeadlineExceeded, DeviceError, OutcomeUnknown
from devices.api.kinds.print_memory import PrintMemory
from devices.api.kinds.printing import PrintOutcome, PrintStage, ProgressCallback
from devices.api.status_telling import StatusTelling
from devices.drivers.ipp_printer.client import IppClient, JobRefused, ReplyLost
from devices.drivers.ipp_printer.evidence import NothingCame, Printed, Unclear, UnderWay, judge
from devices.drivers.ipp_printer.follower import WIND_UP_S, JobFollower, reserve_s
from devices.drivers.ipp_printer.options import IppOptions
from devices.drivers.ipp_printer.printer_status import fault_of, status_of
from devices.drivers.ipp_printer.reports import JobReport
from devices.drivers.ipp_printer.vocabulary import StatusCode, status_name

_LOG = logging.getLogger(__name__)

_PRINT_PATIENCE_S: Final = 30.0
"""How long Print-Job may go unanswered before the job is looked for by name."""
_BUSY_PAUSE_S: Final = 1.0
_BUSY: Final = status_name(StatusCode.SERVER_ERROR_BUSY)
_NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(slots=True)
class PrinterMemory:
    """What the driver remembers between prints.

    Attributes:
        prints: job names and how their prints ended.
        harmless: for prints in doubt, the numbers of earlier jobs of the same name of which nothing came: they say
            nothing about the job that was sent after them.
    """

    prints: PrintMemory = field(default_factory=PrintMemory)
    harmless: dict[str, frozenset[int]] = field(default_factory=dict)

    def begun(self, job_name: str, harmless: frozenset[int]) -> None:
        """A job is about to be sent, or found under way."""
        self.prints.begun(job_name)
        self.harmless[job_name] = harmless

    def ended(self, job_name: str, outcome: PrintOutcome) -> None:
        """It is known to have come out."""
        self.prints.ended(job_name, outcome)
        self.harmless.pop(job_name, None)

    def nothing_came(self, job_name: str) -> None:
        """It is known that nothing came out."""
        self.prints.nothing_came(job_name)
        self.harmless.pop(job_name, None)


class PrintOrder:
    """One call of `print_document`. Belongs to the device's thread."""

    def __init__(
        self,
        client: IppClient,
        *,
        options: IppOptions,
        clock: Clock,
        telling: StatusTelling,
        memory: PrinterMemory,
        device_id: str,
        job_name: str,
        pages: int,
        on_progress: ProgressCallback,
        control: Control,
    ) -> None:
        """Prepare; the arguments are the driver's parts and those of the call."""
        self._client = client
        self._options = options
        self._clock = clock
        self._telling = telling
        self._memory = memory
        self._device_id = device_id
        self._job_name = job_name
        self._pages = pages
        self._on_progress = on_progress
        self._control = control
        self._harmless: frozenset[int] = memory.harmless.get(job_name, _NOBODY)

    def carry_out(self, pdf: bytes) -> PrintOutcome:
        """Print, unless it has been done. Raises as `DocumentPrinter.print_document`."""
        outcome = self._printed_before() or self._send_and_follow(pdf)
        self._memory.ended(self._job_name, outcome)
        self._on_progress(PrintStage.PRINTED)
        return outcome

    def _printed_before(self) -> PrintOutcome | None:
        """Return how an earlier call with this name ended or ends, or None if nothing of it can have come out."""
        prints = self._memory.prints
        if self._job_name not in prints.in_doubt():
            remembered = prints.recall(self._job_name)
            if remembered is not None:
                self._on_progress(PrintStage.ACCEPTED)
                return remembered
        outcome = self._found_at_printer()
        # A printer that keeps no history cannot say what became of a print that we ourselves lost sight of.
        return outcome or prints.recall(self._job_name)

    def _found_at_printer(self) -> PrintOutcome | None:
        jobs = self._client.jobs_named(self._job_name, self._control)
        verdicts = [(job, judge(job, pages=self._pages, counts_sheets=self._options.counts_sheets)) for job in jobs]
        for job, verdict in verdicts:
            if isinstance(verdict, UnderWay):
                self._on_progress(PrintStage.ACCEPTED)
                self._memory.begun(self._job_name, self._harmless)
                return replace(self._follow(job.job_id, None), found_earlier=True)
        for _, verdict in verdicts:
            if isinstance(verdict, Printed):
                self._on_progress(PrintStage.ACCEPTED)
                return PrintOutcome(verdict.evidence, verdict.sheets, found_earlier=True)
        for _, verdict in verdicts:
            if isinstance(verdict, Unclear):
                raise self._unknown(f"found:{verdict.detail_code}")
        ended = frozenset(job.job_id for job, verdict in verdicts if isinstance(verdict, NothingCame))
        if ended - self._harmless:
            self._memory.nothing_came(self._job_name)
        self._harmless |= ended
        return None

    def _send_and_follow(self, pdf: bytes) -> PrintOutcome:
        report = self._client.report(self._control)
        fault = fault_of(status_of(report), device_id=self._device_id)
        if fault is not None:
            raise fault
        self._on_progress(PrintStage.SENDING)
        job_id = self._send(pdf)
        self._on_progress(PrintStage.ACCEPTED)
        return self._follow(job_id, report.sheets_counted)

    def _send(self, pdf: bytes) -> int:
        """Send the job and return its number; wait while the printer says that it is busy with another's.

        Raises:
            OutcomeUnknown: the reply was lost and the printer does not know of the job.
            DeviceError: there is no job.
        """
        control = self._control
        while True:
            control.check()
            self._memory.begun(self._job_name, self._harmless)
            patience_s = min(_PRINT_PATIENCE_S, control.remaining_s - reserve_s(control))
            try:
                return self._client.print_job(pdf, job_name=self._job_name, patience_s=patience_s, control=control)
            except ReplyLost as lost:
                return self._find_lost(lost.cause)
            except JobRefused as error:
                self._memory.nothing_came(self._job_name)
                if error.detail_code != _BUSY or control.remaining_s <= WIND_UP_S:
                    raise
            except DeviceError:
                self._memory.nothing_came(self._job_name)
                raise
            control.pause(_BUSY_PAUSE_S)

    def _find_lost(self, cause: DeviceError) -> int:
        """The job was sent and no answer came: find its number by its name.

        Called back or not, the printer is asked for some seconds, for without the number nothing can be stopped.
        """
        patience_s = max(WIND_UP_S / 2, min(WIND_UP_S, self._control.remaining_s))
        leash = Control(self._clock, device_id=self._device_id, deadline_s=patience_s)
        while True:
            jobs: tuple[JobReport, ...] = ()
            try:
                jobs = self._client.jobs_named(self._job_name, leash)
            except DeviceError as error:  # out of reach just now, or for good: the leash decides
                _LOG.info("%s cannot be asked for a lost job: %s", self._device_id, error.code)
            numbers = {job.job_id for job in jobs} - self._harmless
            if numbers:
                return max(numbers)
            try:
                leash.pause(self._options.follow_interval_s)
            except DeadlineExceeded:
                raise self._unknown(f"reply_lost:{cause.code}") from cause

    def _follow(self, job_id: int, counted_before: int | None) -> PrintOutcome:
        follower = JobFollower(
            self._client,
            options=self._options,
            clock=self._clock,
            telling=self._telling,
            device_id=self._device_id,
            job_name=self._job_name,
            harmless=self._harmless,
            pages=self._pages,
            counted_before=counted_before,
            control=self._control,
        )
        try:
            return follower.follow(job_id)
        except OutcomeUnknown:
            raise
        except DeviceError:
            self._memory.nothing_came(self._job_name)
            raise

    def _unknown(self, detail_code: str) -> OutcomeUnknown:
        return OutcomeUnknown(device_id=self._device_id, detail_code=detail_code)
