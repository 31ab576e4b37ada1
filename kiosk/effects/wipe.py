"""Everything personal outside the flow's state is gone, or the terminal says that it could not be done."""

from collections.abc import Sequence
from threading import Event

from devices.api.clock import Clock
from kiosk.effects.crash import where
from kiosk.effects.errand import Errand, Errands
from kiosk.effects.failed import Failed
from kiosk.effects.ports import Wiper
from kiosk.effects.problems import own_fault
from kiosk.effects.workers import Workers
from kiosk.flow.effects import Wipe
from kiosk.flow.outcomes import Wiped
from kiosk.journal.errors import JournalError
from kiosk.journal.faults import FaultKind
from kiosk.journal.journal import Journal


class Wiping:
    """Carries out `Wipe`."""

    def __init__(
        self,
        wipers: Sequence[Wiper],
        *,
        clock: Clock,
        workers: Workers,
        errands: Errands,
        journal: Journal,
        limit_s: float,
    ) -> None:
        """Run `wipers`, each on a thread of `workers`; all must be done within `limit_s` seconds."""
        self._wipers = tuple(wipers)
        self._clock = clock
        self._workers = workers
        self._errands = errands
        self._journal = journal
        self._limit_s = limit_s

    def wipe(self, effect: Wipe, errand: Errand) -> Wiped:
        """Call everything personal back, wait until it has ended, then wipe.

        Raises:
            Failed: something is not gone, or not in time; the fault names what.
        """
        ends_s = self._clock.monotonic_s() + self._limit_s
        self._errands.call_all_back(personal_only=True, but=errand)
        self._await_errands(errand, ends_s)
        jobs = [_Job(wiper) for wiper in self._wipers]
        for job in jobs:
            self._workers.submit(f"wipe {job.name}", job.run)
        for job in jobs:
            if not self._clock.wait(job.done, ends_s - self._clock.monotonic_s()):
                raise self._failed(f"{job.name}:too_late")
        wrong = [f"{job.name}:{job.error}" for job in jobs if job.error]
        if wrong:
            raise self._failed(wrong[0])
        return Wiped(effect.request)

    def _await_errands(self, errand: Errand, ends_s: float) -> None:
        gone = Event()
        with self._errands.telling(gone.set):
            while self._errands.personal_left(but=errand):
                if not self._clock.wait(gone, ends_s - self._clock.monotonic_s()):
                    raise self._failed("effects:too_late")
                gone.clear()

    def _failed(self, code: str) -> Failed:
        try:
            self._journal.faults.note(FaultKind.WIPE_FAILED, code)
        except JournalError:
            # The terminal goes out of service over this very fault; the page says so.
            return Failed(own_fault(f"wipe:{code}:not_journalled"))
        return Failed(own_fault(f"wipe:{code}"))


class _Job:
    """One wiper at work. `error` is "" or says what went wrong, in a type's name."""

    def __init__(self, wiper: Wiper) -> None:
        self.name = wiper.name
        self.done = Event()
        self.error = ""
        self._wiper = wiper

    def run(self) -> None:
        """Run on a worker thread."""
        try:
            self._wiper.wipe()
        # Whatever a wiper fails with, the citizen's data may still be there: that is the one thing to say.
        except Exception as error:  # noqa: BLE001
            self.error = where(error)
        finally:
            self.done.set()
