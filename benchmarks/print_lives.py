"""Two processes that may be killed at any step: a terminal that prints one paper, and the printer that it prints on.

Both are forks of a program without threads, so that a life costs no start of Python. Everything in them is real: the
journal on a disk, `PrintingOnce`, the supervisor, the IPP driver, HTTP over loopback, the simulated printer's engine.
The printer writes a line for each sheet and forces it to the disk before its counter moves: that file is the truth,
and its length is the counter that a printer keeps without power.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Lock
from types import MappingProxyType
from typing import Any, NoReturn

from devices.api.clock import SystemClock
from devices.api.device import DeviceKind
from devices.api.kinds.document_printer import PrintDocument
from devices.api.kinds.printing import ProgressCallback
from devices.bindings import Binding
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.drivers.ipp_printer.transport import IppConnection
from devices.registry import Registry
from devices.supervisor import Supervisor, SupervisorSettings
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.printing_once import PrintingOnce
from kiosk.hallclient.leash import Leash
from kiosk.hallclient.transport import Question, Reply, Transport
from kiosk.journal.journal import open_journal
from kiosk.journal.print_records import PrintKind
from kiosk.journal.prints import NewPrint
from kiosk.journal.store import Store

TRANSACTION = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c11"
CASE = "c0ffee00-0000-4000-8000-000000000001"
DEVICE_ID = "document"
_PAPER = "c0ffee00-0000-4000-8000-000000000002"
_JOB = f"hallkiosk-{TRANSACTION}"
PRINT_LIMIT_S = 8.0
_LIFE_LIMIT_S = 30
_SECONDS_PER_SHEET = 0.02
TRIES = 3
"""How often the citizen tries again where the terminal says that it is safe."""
_TIMES = SupervisorSettings(reopen_first_s=0.02, reopen_cap_s=0.05, disconnect_grace_s=0.05, status_interval_s=0.05)
_OPTIONS = MappingProxyType({"follow_interval_s": 0.02, "reply_timeout_s": 1.0, "refill_patience_s": 0.5})


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed."""

    pdf: bytes
    pages: int


class Steps:
    """Counts steps in a file, and kills its process at the one named (0: at none)."""

    def __init__(self, file: Path, kill_at: int) -> None:
        """Count from nought."""
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


def sheets_in(folder: Path) -> int:
    """Return how many sheets really came out."""
    file = folder / "sheets"
    return len(file.read_bytes().splitlines()) if file.exists() else 0


def steps_in(folder: Path, who: str) -> int:
    """Return how many steps the last life of `who` took."""
    return int((folder / f"steps-{who}").read_bytes() or b"0")


def printer_life(folder: Path, port: int, kill_at: int = 0) -> int:
    """Fork a printer; return its process id when it listens. It ends by a signal only."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        in_child(lambda: _be_printer(folder, port, kill_at, tell))
    os.close(tell)
    # Empty where it was killed before it listened, which is a step like any other.
    os.read(ready, 1)
    os.close(ready)
    return child


def _be_printer(folder: Path, port: int, kill_at: int, tell: int) -> None:
    step = Steps(folder / "steps-printer", kill_at)
    truth = os.open(folder / "sheets", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def on_sheet(job_name: str) -> None:
        step()
        os.write(truth, f"{job_name}\n".encode())
        os.fsync(truth)
        step()

    handle = SimulatedDocumentPrinter._handle  # noqa: SLF001  # the instrument sits inside

    def stepping_handle(self: SimulatedDocumentPrinter, message: Any) -> Any:
        step()
        reply = handle(self, message)
        step()
        return reply

    SimulatedDocumentPrinter._handle = stepping_handle  # type: ignore[method-assign]  # noqa: SLF001
    printer = SimulatedDocumentPrinter(
        SystemClock(),
        seconds_per_sheet=_SECONDS_PER_SHEET,
        port=port,
        sheets_total=sheets_in(folder),
        on_sheet=on_sheet,
    )
    printer.start()
    os.write(tell, b".")
    signal.pause()


def terminal_life(folder: Path, port: int, paper: Paper, kill_at: int = 0) -> int:
    """Fork a terminal that prints `paper`; return its process id. It ends by itself when it knows, or never will."""
    child = os.fork()
    if child == 0:
        in_child(lambda: _be_terminal(folder, port, paper, kill_at))
    return child


def _be_terminal(folder: Path, port: int, paper: Paper, kill_at: int) -> None:
    step = Steps(folder / "steps-terminal", kill_at)
    instrument(step)
    clock = SystemClock()
    with open_journal(folder / "journal", clock).journal as journal, supervised(port, clock) as supervisor:
        once = PrintingOnce(supervisor, journal, clock=clock, reported=nothing_to_report)

        def make(on_progress: ProgressCallback) -> PrintDocument:
            return PrintDocument(paper.pdf, job_name=_JOB, pages=paper.pages, on_progress=on_progress)

        new = NewPrint(TRANSACTION, PrintKind.PAPER, CASE, _PAPER, DEVICE_ID)
        for number in range(1, TRIES + 1):
            errand = Errand(number, personal=True, post=to_nobody)
            try:
                once.print(new, errand, limit_s=PRINT_LIMIT_S, make=make)
            except Failed as failed:
                if failed.problem.retry_is_safe:
                    continue
            return


@contextmanager
def supervised(port: int, clock: SystemClock) -> Iterator[Supervisor]:
    """Serve the printer at `port` by its real driver, under the real supervisor, in a hurry."""
    uri = f"ipp://127.0.0.1:{port}/ipp/print"
    binding = Binding(DEVICE_ID, DeviceKind.DOCUMENT_PRINTER, "ipp", uri, 0.1, _OPTIONS)
    with Supervisor(
        (binding,), build=Registry().build, clock=clock, post=to_nobody, randomness=Random(1), settings=_TIMES
    ) as supervisor:
        yield supervisor


def instrument(step: Callable[[], None]) -> None:
    """Make each change of the journal two steps, before and after its commit; each exchange over a wire too."""
    write, exchange, ask = Store.write, IppConnection.exchange, Transport.exchange

    @contextmanager
    def stepping_write(self: Store) -> Iterator[Any]:
        with write(self) as connection:
            yield connection
            step()
        step()

    def stepping_exchange(self: IppConnection, body: bytes, *, patience_s: float | None = None) -> bytes:
        step()
        reply = exchange(self, body, patience_s=patience_s)
        step()
        return reply

    def stepping_ask(self: Transport, question: Question, leash: Leash) -> Reply:
        step()
        reply = ask(self, question, leash)
        step()
        return reply

    Store.write = stepping_write  # type: ignore[method-assign]  # that is the instrument
    IppConnection.exchange = stepping_exchange  # type: ignore[method-assign]  # that is the instrument
    Transport.exchange = stepping_ask  # type: ignore[method-assign]  # that is the instrument


def to_nobody(event: object) -> None:
    """No screen is there."""


def nothing_to_report() -> None:
    """The outbox is read when the process is gone."""


def in_child(live: Callable[[], None]) -> NoReturn:
    """Live, and end the process; never returns into the parent's code."""
    try:
        signal.alarm(_LIFE_LIMIT_S)
        live()
    # The top of a process: nothing may fall back into the parent's loop, which would live twice.
    except BaseException as error:  # noqa: BLE001
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)
