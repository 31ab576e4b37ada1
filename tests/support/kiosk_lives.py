"""Lives of a terminal that may end in the middle: one visit each, killed by SIGKILL at a step that the test names.

Run as a program, it reads orders from standard input, one JSON object a line, and lives each in a fork of its own, so
that a life costs no start of Python. For each it answers with the life's exit status (-9 where it was killed) and the
steps that it took.

A life opens a case, has its paper issued, prints it, rates, and waits until the outbox is empty. Its printer appends a
line to a file for every sheet and forces it to the disk: what is in that file really came out.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any, NoReturn, TypeVar

from devices.api.clock import SystemClock
from devices.api.control import Control
from devices.api.device import Command
from devices.api.kinds.printing import PrintEvidence, PrintOutcome, PrintStage, ProgressCallback
from devices.api.status import DeviceState, Status
from devices.supervisor import Cancellation
from kiosk.domain.rating import RatingLevel
from kiosk.effects.parts import EffectParts
from kiosk.effects.runner import EffectRunner
from kiosk.flow.effects import Effect, IssuePaper, OpenCase, PostRating, PrintPaper, Request, SignInWithCode
from kiosk.flow.events import Event
from kiosk.flow.outcomes import CaseOpened, Outcome, PaperIssued, Progress, SignedIn
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.transport import Question, Reply, Transport
from kiosk.journal.journal import open_journal
from kiosk.journal.store import Store
from kiosk.settings.model import Settings
from tests.support import worlds
from tests.support.hall_double import CODE, TOKEN
from tests.support.kiosk_effects import draw_blank

TRANSACTION = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"
PATIENCE_S = 30.0
ResultT = TypeVar("ResultT")


class _Steps:
    """Counts steps and kills the process at the one named."""

    def __init__(self, file: Path, kill_at: int) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._kill_at = kill_at
        self._count = 0
        self._lock = Lock()

    def __call__(self) -> None:
        """Take a step. Its number is known even if it is the last."""
        with self._lock:
            self._count += 1
            os.pwrite(self._descriptor, f"{self._count:08}".encode(), 0)
            if self._count == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def _instrument(step: _Steps) -> None:
    """Make each change of the journal two steps, before and after its commit, and each exchange with the hall two."""
    write, exchange = Store.write, Transport.exchange

    @contextmanager
    def stepping_write(self: Store) -> Iterator[Any]:
        with write(self) as connection:
            before = connection.total_changes
            yield connection
            changed = connection.total_changes > before
            if changed:
                step()
        if changed:
            step()

    def stepping_exchange(self: Transport, question: Question, leash: Any) -> Reply:
        step()
        reply = exchange(self, question, leash)
        step()
        return reply

    Store.write = stepping_write  # type: ignore[method-assign]  # that is the instrument
    Transport.exchange = stepping_exchange  # type: ignore[method-assign]  # that is the instrument


class _FilePrinter:
    """A printer whose sheets are lines of a file."""

    def __init__(self, file: Path, step: Callable[[], None]) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._step = step

    def print_document(
        self, pdf: bytes, *, job_name: str, pages: int, on_progress: ProgressCallback, control: Control
    ) -> PrintOutcome:
        """Print one sheet, and be killed anywhere in between."""
        on_progress(PrintStage.SENDING)
        self._step()
        os.write(self._descriptor, f"{job_name}\n".encode())
        os.fsync(self._descriptor)
        self._step()
        on_progress(PrintStage.ACCEPTED)
        self._step()
        return PrintOutcome(PrintEvidence.JOB_COMPLETED, sheets=1)


class _OnlyAPrinter:
    """The supervisor of a terminal with nothing but that printer."""

    def __init__(self, printer: _FilePrinter) -> None:
        self._printer = printer

    def call(
        self,
        device_id: str,
        command: Command[Any, ResultT],
        deadline_s: float | None = None,
        *,
        cancel_from: Cancellation | None = None,
    ) -> ResultT:
        """Perform a print on the caller's thread."""
        control = Control(SystemClock(), device_id=device_id, deadline_s=PATIENCE_S)
        return command.perform(self._printer, control)

    def status(self, device_id: str) -> Status:
        """All is well."""
        return Status(DeviceState.ONLINE)


def _live(folder: Path, hall_url: str, kill_at: int) -> None:
    step = _Steps(folder / "steps", kill_at)
    _instrument(step)
    clock = SystemClock()
    events: SimpleQueue[Event] = SimpleQueue()
    opened = open_journal(folder, clock)
    access = HallAccess(hall_url, TOKEN, "terminal-1", "hallkiosk/test")
    with opened.journal as journal, HallClient(access, clock) as client:
        parts = EffectParts(
            clock=clock,
            post=events.put,
            devices=_OnlyAPrinter(_FilePrinter(folder / "sheets", step)),
            hall=client,
            journal=journal,
            settings=Settings(),
            face=None,
            draw_receipt=draw_blank,
            wipers=(),
            jitter=lambda: 1.0,
        )
        runner = EffectRunner(parts)
        runner.start()
        _visit(runner, events)
        while journal.outbox.count_waiting():
            # The outbox delivers on its own thread; each look is short, and the life has a limit of its own.
            signal.sigtimedwait([signal.SIGUSR1], 0.005)
        client.close()
        runner.close()


def _visit(runner: EffectRunner, events: "SimpleQueue[Event]") -> None:
    def ask(effect: Effect) -> Outcome:
        runner.carry_out(effect)
        assert isinstance(effect, Request)
        while True:
            event = events.get(timeout=PATIENCE_S)
            if isinstance(event, Outcome) and not isinstance(event, Progress) and event.request == effect.request:
                return event

    signed_in = ask(SignInWithCode(1, CODE, "key-of-the-sign-in"))
    assert isinstance(signed_in, SignedIn)
    case = ask(OpenCase(2, signed_in.citizen, worlds.item(), worlds.NOW, "key-of-the-case"))
    assert isinstance(case, CaseOpened)
    paper = ask(IssuePaper(3, signed_in.citizen, case.case, "key-of-the-paper"))
    assert isinstance(paper, PaperIssued)
    ask(PrintPaper(4, signed_in.citizen, case.case, paper.paper, TRANSACTION))
    runner.carry_out(PostRating(case.case.case_id, RatingLevel.SATISFIED, "key-of-the-rating"))
    ask(PrintPaper(5, signed_in.citizen, case.case, paper.paper, TRANSACTION))


def _fork(order: dict[str, Any]) -> int:
    """Live one life in a process of its own; return its exit status as `subprocess` tells it."""
    child = os.fork()
    if child == 0:
        _live_and_exit(order)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _live_and_exit(order: dict[str, Any]) -> NoReturn:
    try:
        signal.alarm(int(PATIENCE_S))
        _live(Path(order["folder"]), order["hall_url"], order["kill_at"])
    # The top of a process: nothing may fall back into the parent's loop, which would live twice.
    except BaseException as error:  # noqa: BLE001
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Live as ordered until there are no more orders."""
    for line in sys.stdin:
        order = json.loads(line)
        status = _fork(order)
        steps = int((Path(order["folder"]) / "steps").read_text(encoding="ascii"))
        sys.stdout.write(json.dumps({"status": status, "steps": steps}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
