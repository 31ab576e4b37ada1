"""A terminal that prints a spoiled paper again, and the hall that it asks: two more processes for `print_lives`.

The terminal's life is `ReprintPaper` as the staff page has it carried out: journal, reports told first, the hall asked
under the journal's key, the document fetched and checked, the print. The hall is small and stays alive; what it signed
is a line each in a file that is forced to the disk before it answers, so that a copy too many cannot hide.
"""

import hashlib
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

from benchmarks.print_lives import (
    CASE,
    DEVICE_ID,
    PRINT_LIMIT_S,
    TRIES,
    Paper,
    Steps,
    in_child,
    instrument,
    nothing_to_report,
    supervised,
    to_nobody,
)
from devices.api.clock import SystemClock
from kiosk.domain.problem import ProblemCode
from kiosk.domain.timeouts import Timeouts
from kiosk.effects.errand import Errand
from kiosk.effects.failed import Failed
from kiosk.effects.hall import HallEffects
from kiosk.effects.printing_once import PrintingOnce
from kiosk.effects.reprinting import Reprinting
from kiosk.flow.effects import ReprintPaper
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import HallError
from kiosk.journal.errors import ReprintRefused
from kiosk.journal.journal import Journal, open_journal
from kiosk.journal.messages import PrintFound
from kiosk.journal.print_records import PrintKind, PrintRecord
from kiosk.journal.print_states import PrintState
from kiosk.journal.prints import NewPrint
from kiosk.journal.reprints import key_of
from kiosk.settings.model import DeviceSettings, RoleSettings, Settings

_ORIGINAL = "7b0c3a52-0d6f-4c55-9a44-0d1f9b8f1c12"
_PAPER_ID = "c0ffee00-0000-4000-8000-000000000003"
_HALL_LIMIT_S = 4.0
_NOW = "2026-11-25T09:41:00+08:00"


def spoil_original(folder: Path) -> str:
    """Write a journal in which staff found the original spoiled; return the transaction of its reprint."""
    with open_journal(folder / "journal", SystemClock()).journal as journal:
        new = NewPrint(_ORIGINAL, PrintKind.PAPER, CASE, _PAPER_ID, DEVICE_ID)
        sending = journal.prints.step(journal.prints.prepare(new).record, PrintState.SENDING)
        unknown = journal.prints.settle(sending, PrintState.UNKNOWN, evidence="outcome_unknown")
        _must_be_refused(journal, unknown)
        journal.prints.reconcile(unknown, PrintFound.SPOILED)
        return key_of(unknown)


def _must_be_refused(journal: Journal, record: PrintRecord) -> None:
    try:
        journal.reprints.begin(record.seq)
    except ReprintRefused:
        return
    raise AssertionError("a print that nobody settled is printed again")


def copies_in(folder: Path) -> int:
    """Return how many copies the hall signed."""
    file = folder / "copies"
    return len(file.read_bytes().splitlines()) if file.exists() else 0


def hall_life(folder: Path, port: int, paper: Paper) -> int:
    """Fork a hall; return its process id when it listens. It ends by a signal only."""
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        in_child(lambda: _be_hall(folder, port, paper, tell))
    os.close(tell)
    os.read(ready, 1)
    os.close(ready)
    return child


def _be_hall(folder: Path, port: int, paper: Paper, tell: int) -> None:
    _Hall.copies = os.open(folder / "copies", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    _Hall.paper = paper
    server = _Server(("127.0.0.1", port), _Hall)
    os.write(tell, b".")
    server.serve_forever()


class _Server(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a terminal that is killed while it is answered is what this is for."""


class _Hall(BaseHTTPRequestHandler):
    """Takes reports, signs one copy a key, gives its document. One connection at a time, each for one exchange."""

    copies: ClassVar[int]
    paper: ClassVar[Paper]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        """Say nothing."""

    def do_GET(self) -> None:
        """The document."""
        self._answer(200, self.paper.pdf, "application/pdf")

    def do_POST(self) -> None:
        """A report or a reprint."""
        self.rfile.read(int(self.headers["Content-Length"]))
        if not self.path.endswith("/reprints"):
            self._answer(201, b"{}", "application/json")
            return
        key = f"{self.headers['Idempotency-Key']}\n".encode()
        if key not in os.pread(self.copies, 1 << 16, 0):
            os.write(self.copies, key)
            os.fsync(self.copies)
        copy = {
            "paper_id": _PAPER_ID[:-1] + "4",
            "paper_number": "YJ2026000017",
            "copy_number": 2,
            "issued_at": _NOW,
            "pages": self.paper.pages,
            "sha256": hashlib.sha256(self.paper.pdf).hexdigest(),
            "size_bytes": len(self.paper.pdf),
            "code": "HK1:ABC",
            "title": {"zh": "无房证明"},
        }
        self._answer(201, json.dumps(copy).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def reprinting_life(folder: Path, port: int, hall_port: int, kill_at: int = 0) -> int:
    """Fork a terminal that prints the spoiled paper again; return its process id."""
    child = os.fork()
    if child == 0:
        in_child(lambda: _be_terminal(folder, port, hall_port, kill_at))
    return child


def _be_terminal(folder: Path, port: int, hall_port: int, kill_at: int) -> None:
    instrument(Steps(folder / "steps-terminal", kill_at))
    clock = SystemClock()
    settings = Settings(
        devices=DeviceSettings(roles=RoleSettings(document_printer=DEVICE_ID)),
        timeouts=Timeouts(hall_s=_HALL_LIMIT_S, print_s=PRINT_LIMIT_S),
    )
    access = HallAccess(f"http://127.0.0.1:{hall_port}", "token-of-the-benchmark", "T-1", "hallkiosk/benchmark")
    with (
        open_journal(folder / "journal", clock).journal as journal,
        supervised(port, clock) as supervisor,
        HallClient(access, clock) as hall,
    ):
        once = PrintingOnce(supervisor, journal, clock=clock, reported=nothing_to_report)
        asking = HallEffects(hall, journal, clock=clock, limit_s=_HALL_LIMIT_S)
        reprinting = Reprinting(once, asking, hall=hall, journal=journal, settings=settings)
        original = journal.prints.find(_ORIGINAL)
        assert original is not None
        for number in range(1, TRIES + 1):
            try:
                reprinting.reprint(ReprintPaper(number, original.seq), Errand(number, personal=True, post=to_nobody))
            except Failed as failed:
                if failed.problem.retry_is_safe:
                    continue
            except HallError:
                continue
            break
        copy = journal.prints.find(key_of(original))
        if copy is not None and copy.state is PrintState.UNKNOWN:
            _ask_for_unsettled(reprinting, copy)


def _ask_for_unsettled(reprinting: Reprinting, copy: PrintRecord) -> None:
    """An unknown that nobody settled is refused, on this path too."""
    try:
        reprinting.reprint(ReprintPaper(9, copy.seq), Errand(9, personal=True, post=to_nobody))
    except Failed as failed:
        if failed.problem.code is ProblemCode.PRINT_NOT_SETTLED:
            return
        raise
    raise AssertionError("an unknown print is printed again")
