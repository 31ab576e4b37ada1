"""The simulated printer's inside: a tray, toner, a door, an output bin, and one thread that moves paper."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Final

from devices.api.clock import Clock
from devices.drivers.ipp_printer.simulator.engine_state import BIN_SHEETS, LOW_TONER_PERCENT, EngineState
from devices.drivers.ipp_printer.simulator.job import PrintedJob, SimulatedJob
from devices.drivers.ipp_printer.vocabulary import JobState
from devices.simulators.faults import Own
from devices.simulators.scenario import Scenario

SHEET: Final = "sheet"
"""What a scenario calls the moment before a sheet is drawn from the tray."""
CONDITIONS: Final[dict[str, dict[str, int | bool]]] = {
    "media_empty": {"tray_sheets": 0},
    "jam": {"jammed": True},
    "door_open": {"door_open": True},
    "toner_empty": {"toner_percent": 0},
    "toner_low": {"toner_percent": LOW_TONER_PERCENT},
    "output_full": {"bin_sheets": BIN_SHEETS},
    "pause": {"paused": True},
}
"""Faults that last until somebody puts them right, and what they change in `EngineState`."""
ENDINGS: Final = ("abort", "power_off")
"""Faults that end the job under way."""

_JOIN_S: Final = 5.0
_FILE_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")


class PrintEngine:
    """Prints jobs one after another on a thread of its own. All methods are safe from any thread."""

    def __init__(
        self,
        clock: Clock,
        *,
        scenario: Scenario,
        seconds_per_sheet: float,
        folder: Path | None,
        keeps_history: bool,
        count_pages: Callable[[bytes], int],
        on_power_off: Callable[[], None],
        on_sheet: Callable[[str], None] | None,
    ) -> None:
        """Prepare.

        Args:
            clock: time.
            scenario: asked before every sheet, as `SHEET`.
            seconds_per_sheet: 0 prints at once.
            folder: where to write each printed PDF, if anywhere.
            keeps_history: whether ended jobs stay in the job list.
            count_pages: returns how many pages a PDF has, 0 for one that cannot be printed.
            on_power_off: called on the engine's thread when a scenario switches the printer off; it must not wait
                for the engine.
            on_sheet: called on the engine's thread with the name of the job whose sheet came out, before the
                counters say so to anybody.
        """
        self._clock = clock
        self._scenario = scenario
        self._seconds_per_sheet = seconds_per_sheet
        self._folder = folder
        self._keeps_history = keeps_history
        self._count_pages = count_pages
        self._on_power_off = on_power_off
        self._on_sheet = on_sheet
        self._changed = Condition()
        self._disturbed = Event()
        self._state = EngineState()
        self._jobs: dict[int, SimulatedJob] = {}
        self._printed: list[PrintedJob] = []
        self._last_id = 0
        self._powered = False
        self._thread: Thread | None = None

    def power_on(self) -> None:
        """Start up, without jobs; sheets, toner and the counter are as they were."""
        self.join()
        with self._changed:
            if self._powered:
                return
            self._powered = True
            self._jobs.clear()
            self._last_id = 0
            self._state = replace(self._state, processing=False)
            self._thread = Thread(target=self._run, name="simulated-printer-engine", daemon=True)
            self._thread.start()

    def power_off(self) -> None:
        """Stop in mid-sheet and forget all jobs; `join` waits until it has."""
        with self._changed:
            self._powered = False
            self._disturbed.set()
            self._changed.notify_all()

    def join(self) -> None:
        """Wait for the thread of an engine that was switched off."""
        with self._changed:
            thread = None if self._powered else self._thread
        if thread is not None:
            thread.join(_JOIN_S)

    @property
    def state(self) -> EngineState:
        """A look inside."""
        with self._changed:
            return self._state

    @property
    def printed(self) -> tuple[PrintedJob, ...]:
        """All paper that ever came out, by job."""
        with self._changed:
            under_way = [job.as_printed() for job in self._jobs.values() if job.sheets and not job.state.is_final]
            return (*self._printed, *under_way)

    def change(self, **values: int | bool) -> None:
        """Set fields of `EngineState`: load paper, open the door."""
        with self._changed:
            self._state = replace(self._state, **values)  # type: ignore[arg-type]  # mypy cannot match names to types
            self._disturbed.set()
            self._changed.notify_all()

    def wait_for(self, condition: Callable[[EngineState, tuple[SimulatedJob, ...]], bool], timeout_s: float) -> bool:
        """Wait until `condition` holds of the engine and its jobs; return whether it does."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self._state, tuple(self._jobs.values())), timeout_s)

    def create(self, *, name: str, user: str, copies: int, two_sided: bool) -> int:
        """Make a job that waits for its document; return its number."""
        with self._changed:
            self._last_id += 1
            job = SimulatedJob(self._last_id, name, user, self._clock.monotonic_s(), copies, two_sided)
            job.waits_for_document = True
            job.reasons = ("job-incoming",)
            self._jobs[job.job_id] = job
            return job.job_id

    def supply(self, job_id: int, pdf: bytes) -> bool:
        """Give a job its document, with which it may begin; False if it does not wait for one."""
        pages = self._count_pages(pdf)
        with self._changed:
            job = self._jobs.get(job_id)
            if job is None or not job.waits_for_document or job.state.is_final:
                return False
            job.pdf = pdf
            job.waits_for_document = False
            job.reasons = ("none",)
            job.sheets_wanted = job.copies * (-(-pages // 2) if job.two_sided else pages)
            if pages == 0:
                self._end(job, JobState.ABORTED, "document-format-error")
            self._changed.notify_all()
            return True

    def cancel(self, job_id: int) -> bool:
        """Cancel; False if there is nothing to be cancelled."""
        with self._changed:
            job = self._jobs.get(job_id)
            if job is None or job.state.is_final:
                return False
            if job.state is JobState.PENDING:
                self._end(job, JobState.CANCELED, "job-canceled-by-user")
            else:
                job.cancel_asked = True
            self._disturbed.set()
            self._changed.notify_all()
            return True

    def jobs(self) -> tuple[SimulatedJob, ...]:
        """Copies of the jobs, oldest first."""
        with self._changed:
            return tuple(replace(job) for job in self._jobs.values())

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self._powered or self._next() is not None)
                job = self._next()
                if not self._powered or job is None:
                    self._jobs.clear()
                    return
                job.state = JobState.PROCESSING
                job.reasons = ("job-printing",)
                job.began_s = self._clock.monotonic_s()
                self._state = replace(self._state, processing=True)
                self._changed.notify_all()
            self._print(job)
            with self._changed:
                self._state = replace(self._state, processing=False)
                if not job.state.is_final and not self._is_on():
                    del self._jobs[job.job_id]
                    if job.sheets:
                        self._keep_paper(job)
                self._changed.notify_all()

    def _is_on(self) -> bool:
        return self._powered

    def _next(self) -> SimulatedJob | None:
        waiting = (job for job in self._jobs.values() if job.state is JobState.PENDING and not job.waits_for_document)
        return next(waiting, None)

    def _print(self, job: SimulatedJob) -> None:
        while job.sheets < job.sheets_wanted:
            fault = self._scenario.next_fault(SHEET)
            if isinstance(fault, Own) and not self._apply(fault, job):
                return
            if not self._move_sheet(job):
                return
        with self._changed:
            if not job.state.is_final:
                self._end(job, JobState.COMPLETED, "job-completed-successfully")
                self._changed.notify_all()

    def _apply(self, fault: Own, job: SimulatedJob) -> bool:
        """Let a scenario's fault happen; False if the job is over with it."""
        match fault.name:
            case name if name in CONDITIONS:
                self.change(**CONDITIONS[name])
            case "abort":
                with self._changed:
                    self._end(job, JobState.ABORTED, "aborted-by-system")
                    self._changed.notify_all()
                return False
            case "power_off":
                self.power_off()
                self._on_power_off()
                return False
            case _:  # a fault of replies, from a rule for any command
                pass
        return True

    def _move_sheet(self, job: SimulatedJob) -> bool:
        """Bring one sheet out; False if the job is over, for whatever reason."""
        while True:
            if not self._await_readiness(job):
                return False
            if self._feed(job):
                return True
            # The sheet stayed inside: whoever clears the fault takes it out, and it is printed again.

    def _await_readiness(self, job: SimulatedJob) -> bool:
        with self._changed:
            while self._is_on() and not job.cancel_asked and self._state.blockers:
                job.state = JobState.PROCESSING_STOPPED
                job.reasons = ("printer-stopped",)
                self._changed.notify_all()
                self._changed.wait()
            if job.cancel_asked:
                self._end(job, JobState.CANCELED, "job-canceled-by-user")
                self._changed.notify_all()
            if job.state.is_final or not self._is_on():
                return False
            job.state = JobState.PROCESSING
            job.reasons = ("job-printing",)
            self._disturbed.clear()
            return True

    def _feed(self, job: SimulatedJob) -> bool:
        ends_s = self._clock.monotonic_s() + self._seconds_per_sheet
        while (left_s := ends_s - self._clock.monotonic_s()) > 0:
            self._clock.wait(self._disturbed, left_s)
            self._disturbed.clear()
            with self._changed:
                if not self._powered or job.cancel_asked or self._state.blockers:
                    return False
        with self._changed:
            if not self._powered or job.cancel_asked or self._state.blockers:
                return False
            if self._on_sheet is not None:
                self._on_sheet(job.name)
            state = self._state
            self._state = replace(
                state,
                tray_sheets=state.tray_sheets - 1,
                bin_sheets=state.bin_sheets + 1,
                sheets_total=state.sheets_total + 1,
            )
            job.sheets += 1
            self._changed.notify_all()
            return True

    def _end(self, job: SimulatedJob, state: JobState, reason: str) -> None:
        """Called with the lock held."""
        job.end(state, reason, self._clock.monotonic_s())
        if job.sheets:
            self._keep_paper(job)
        if not self._keeps_history:
            del self._jobs[job.job_id]

    def _keep_paper(self, job: SimulatedJob) -> None:
        """Called with the lock held."""
        printed = job.as_printed()
        self._printed.append(printed)
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = _FILE_NAME.sub("_", printed.name)[:100]
            (self._folder / f"{len(self._printed):04d}-{name}.pdf").write_bytes(printed.pdf)
