"""A print from `prepared` to its end: at most one leaves the printer for one transaction, and only evidence says so.

The journal is written before each step. What is known at the end decides:

    the printer says it is printed                          printed
    the end was not seen, or paper jammed after sending     unknown        never again by itself
    anything else                                           not_printed    nothing came out: another attempt may begin
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Lock
from typing import Any, assert_never

from devices.api.clock import Clock
from devices.api.device import Command
from devices.api.errors import CommandCancelled, DeviceError, OutcomeUnknown, PaperJam
from devices.api.kinds.printing import PrintOutcome, PrintStage, ProgressCallback
from kiosk.domain.case import PaperFate
from kiosk.domain.health import Part
from kiosk.domain.problem import Actor, Problem, ProblemCode
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.ports import DeviceCalls
from kiosk.effects.problems import before_anything_was_sent, of_device
from kiosk.flow.effects import NotePaper
from kiosk.flow.outcomes import Printed, PrintProgressed
from kiosk.hallclient.errors import HallError
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import Journal
from kiosk.journal.print_records import PrintKind, PrintRecord
from kiosk.journal.print_states import CAME_OUT, PrintState
from kiosk.journal.prints import NewPrint

_log = logging.getLogger(__name__)

MakeCommand = Callable[[ProgressCallback], Command[Any, PrintOutcome]]
"""Gets ready what is to be printed; raises where that fails, and then nothing was sent."""

_PARTS = {PrintKind.PAPER: Part.DOCUMENT_PRINTER, PrintKind.RECEIPT: Part.RECEIPT_PRINTER}
_UNKNOWN = {PrintKind.PAPER: ProblemCode.PRINT_UNKNOWN, PrintKind.RECEIPT: ProblemCode.RECEIPT_UNKNOWN}


class PrintingOnce:
    """All prints under way, by transaction."""

    def __init__(self, devices: DeviceCalls, journal: Journal, *, clock: Clock, reported: Callable[[], None]) -> None:
        """Print by `devices`; `reported` is called when the outbox has a report more."""
        self._devices = devices
        self._journal = journal
        self._clock = clock
        self._reported = reported
        self._lock = Lock()
        self._attempts: dict[str, _Attempt] = {}

    def print(self, new: NewPrint, errand: Errand, *, limit_s: float, make: MakeCommand) -> Printed:
        """Print, or join the print of the same transaction that is under way, or say how it ended before.

        Once the printer has been sent anything, calling the errand back no longer stops it.

        Raises:
            Failed: how it ended, if not printed.
            HallError, JournalError: nothing was sent.
        """
        ends_s = self._clock.monotonic_s() + limit_s
        while True:
            with self._lock:
                attempt = self._attempts.get(new.transaction_id)
                mine = attempt is None
                if attempt is None:
                    attempt = self._attempts[new.transaction_id] = _Attempt(self._journal)
            attempt.listen(errand)
            if mine:
                return self._begin(new, attempt, errand, ends_s=ends_s, make=make)
            # The print of somebody who was called back. When it has ended, the journal says how.
            self._await(attempt, errand, ends_s)
            record = self._journal.prints.find(new.transaction_id)
            if record is not None and record.state is not PrintState.NOT_PRINTED:
                return _as_before(record, errand)

    def note(self, effect: NotePaper) -> None:
        """Write down what its citizen did with a paper that came out; what cannot be written is logged."""
        prints = self._journal.prints
        try:
            match effect.fate:
                case PaperFate.HAS_IT | PaperFate.LEFT:
                    prints.present(effect.transaction_id, effect.fate.value)
                case PaperFate.SPOILED:
                    prints.complain(effect.transaction_id)
                case _:
                    assert_never(effect.fate)
        except JournalError as error:
            _log.error("not noted that %s: %s", effect.fate.value, error)
        self._reported()

    def _begin(
        self, new: NewPrint, attempt: "_Attempt", errand: Errand, *, ends_s: float, make: MakeCommand
    ) -> Printed:
        try:
            preparation = self._journal.prints.prepare(new)
            if not preparation.begun:
                return _as_before(preparation.record, errand)
            return self._carry_out(attempt, preparation.record, errand, ends_s=ends_s, make=make)
        finally:
            with self._lock:
                del self._attempts[new.transaction_id]
            attempt.end()

    def _carry_out(
        self, attempt: "_Attempt", record: PrintRecord, errand: Errand, *, ends_s: float, make: MakeCommand
    ) -> Printed:
        attempt.record = record
        part = _PARTS[record.kind]
        # What stands if the code below is left in a way that nobody thought of.
        fate, evidence, sheets = PrintState.NOT_PRINTED, "terminal_fault", 0
        try:
            command = self._ready(record, attempt, errand, make)
            # On the disk before the printer is given it, whatever its driver reports and when.
            attempt.record = self._journal.prints.step(record, PrintState.SENDING)
            fate = PrintState.UNKNOWN
            left_s = ends_s - self._clock.monotonic_s()
            outcome = self._devices.call(record.device_id, command, deadline_s=left_s)
            fate, evidence, sheets = PrintState.PRINTED, outcome.evidence.value, outcome.sheets
            return Printed(errand.request, sheets)
        except DeviceError as error:
            fate, evidence = _fate(error, sent=attempt.sent), f"{error.code}:{error.detail_code}".rstrip(":")
            raise Failed(_problem(part, error, fate)) from error
        except (HallError, JournalError) as error:
            # Neither is raised once the printer was asked.
            fate, evidence = PrintState.NOT_PRINTED, error.code
            raise
        except Failed as failed:
            evidence = failed.problem.detail_code
            raise
        finally:
            attempt.settle(fate, evidence=evidence, sheets=sheets)
            self._reported()

    def _ready(
        self, record: PrintRecord, attempt: "_Attempt", errand: Errand, make: MakeCommand
    ) -> Command[Any, PrintOutcome]:
        """Get ready what is to be printed. Whatever is raised here, nothing was sent."""
        try:
            command = make(attempt.on_progress)
            if errand.called_back:
                raise CommandCancelled(device_id=record.device_id)
        except DeviceError as error:
            raise Failed(before_anything_was_sent(_PARTS[record.kind], error)) from error
        return command

    def _await(self, attempt: "_Attempt", errand: Errand, ends_s: float) -> None:
        woken = Event()
        attempt.when_ended(woken.set)
        with errand.cancelling(woken.set):
            self._clock.wait(woken, ends_s - self._clock.monotonic_s())
        if errand.called_back:
            raise CommandCancelled
        if not attempt.ended:
            raise OutcomeUnknown(detail_code="still_printing")


class _Attempt:
    """One print on its way: what its driver reports, and who wants to hear."""

    def __init__(self, journal: Journal) -> None:
        self.record: PrintRecord | None = None
        self.sent = False
        self.ended = False
        self._journal = journal
        self._lock = Lock()
        self._settled = False
        self._listeners: list[Errand] = []
        self._waiting: list[Callable[[], None]] = []

    def listen(self, errand: Errand) -> None:
        """Report progress to `errand` too."""
        with self._lock:
            self._listeners.append(errand)

    def when_ended(self, tell: Callable[[], None]) -> None:
        """Call `tell` at the end; at once if it has ended."""
        with self._lock:
            if not self.ended:
                self._waiting.append(tell)
                return
        tell()

    def end(self) -> None:
        """The print is over and the journal knows how: tell whoever joined it."""
        with self._lock:
            self.ended = True
            told = tuple(self._waiting)
        for tell in told:
            tell()

    def on_progress(self, stage: PrintStage) -> None:
        """Hear of a stage, on the device's thread, before the next step is taken.

        Raises:
            CommandCancelled: nothing must be sent any more.
        """
        with self._lock:
            if stage is PrintStage.SENDING:
                wanted = any(not errand.called_back for errand in self._listeners)
                if self._settled or not wanted:
                    raise CommandCancelled(detail_code="called_back")
            # Also where a driver follows a job that it found: it is on its way.
            self.sent = True
            if stage is PrintStage.ACCEPTED and self.record is not None and not self._settled:
                self._note_accepted(self.record)
            listeners = tuple(self._listeners)
        for errand in listeners:
            errand.progress(PrintProgressed(errand.request, stage))

    def settle(self, state: PrintState, *, evidence: str, sheets: int) -> None:
        """Write how it ended. From now on the driver may send nothing."""
        with self._lock:
            self._settled = True
            record = self.record
        if record is not None:
            try:
                self._journal.prints.settle(record, state, evidence=evidence, sheets=sheets)
            except JournalError as error:
                # What happened has happened, and the citizen is told so. The next start will call it unknown.
                _log.error("print %d not settled: %s", record.seq, error)

    def _note_accepted(self, record: PrintRecord) -> None:
        try:
            self.record = self._journal.prints.step(record, PrintState.ACCEPTED)
        except JournalError as error:
            # The paper is moving: following it matters more than this line.
            _log.error("print %d not noted as accepted: %s", record.seq, error)


def _fate(error: DeviceError, *, sent: bool) -> PrintState:
    """What is known of a print that ended with `error` (the contract of both printer kinds)."""
    if isinstance(error, OutcomeUnknown) or (sent and isinstance(error, PaperJam)):
        return PrintState.UNKNOWN
    return PrintState.NOT_PRINTED


def _problem(part: Part, error: DeviceError, fate: PrintState) -> Problem:
    problem = of_device(part, error)
    if fate is PrintState.UNKNOWN:
        return replace(problem, retry_is_safe=False)
    # A jam that was there before anything was sent has spoilt no paper: once it is cleared, printing is safe.
    return replace(problem, retry_is_safe=problem.retry_is_safe or isinstance(error, PaperJam))


def _as_before(record: PrintRecord, errand: Errand) -> Printed:
    """Say how a transaction ended before, without touching the printer."""
    if record.state in CAME_OUT:
        return Printed(errand.request, record.sheets)
    code = ProblemCode.PAPER_SPOILED if record.state is PrintState.SPOILED else _UNKNOWN[record.kind]
    raise Failed(Problem(code, Actor.STAFF, retry_is_safe=False, detail_code=record.evidence))
