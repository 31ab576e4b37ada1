"""kill -9 of a terminal's print and of the printer, at every step and at any time: nothing twice, nothing lost, no lie.

    make bench-print_kill                                  200 runs; out/bench/print_kill.json
    python -m benchmarks.print_kill --runs 12 --seed 7     a sample; prints one JSON line

A run has two lives of a terminal with one transaction. In the first the terminal, the printer or both are killed, by
their own step or by the clock; a printer is switched on again. Then the journal is opened, as a start does, and held
against the sheets that really came out; the second life asks for the same print once more, and all is held again.
Every fourth run is of a reprint: the hall is asked for a copy, which is one however often, and that is printed.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfgen.canvas import Canvas

from benchmarks.harness import figure, report
from benchmarks.print_lives import TRANSACTION, Paper, printer_life, sheets_in, steps_in, terminal_life
from benchmarks.reprint_lives import copies_in, hall_life, reprinting_life, spoil_original
from devices.api.clock import SystemClock
from devices.simulators.tcp_server import free_port
from kiosk.journal.journal import open_journal
from kiosk.journal.messages import PrintReport
from kiosk.journal.print_records import PrintRecord
from kiosk.journal.print_states import PrintState

RUNS = 200
_SEED = 20261125
_LOOK_S = 0.002
_PATIENCE_S = 40.0
_VICTIMS = (("terminal",), ("printer",), ("terminal", "printer"))


@dataclass(slots=True)
class Tally:
    """What the runs showed. `lies` must stay empty."""

    runs: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    reprinted: Counter[str] = field(default_factory=Counter)
    lies: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whole:
    """An undisturbed print: how many steps each process takes, and how long all of it."""

    steps: dict[str, int]
    seconds: float


class Rig:
    """One run's printer and terminal, and for a reprint the hall."""

    def __init__(self, folder: Path, pages: int, *, reprint: bool) -> None:
        """Prepare them in `folder`."""
        self.folder = folder
        self.transaction = spoil_original(folder) if reprint else TRANSACTION
        self._hall_port = free_port() if reprint else 0
        self.paper = Paper(_pdf(pages), pages)
        self.killed: set[str] = set()
        self._port = free_port()
        self._pids: dict[str, int] = {}

    @contextmanager
    def printer(self, kill_at: int = 0) -> Iterator[None]:
        """Switch the printer on, and the hall if there is one; off for good at the end."""
        if self._hall_port:
            self._pids["hall"] = hall_life(self.folder, self._hall_port, self.paper)
        self._pids["printer"] = printer_life(self.folder, self._port, kill_at)
        try:
            yield
        finally:
            for who in ("printer", "hall"):
                if who in self._pids:
                    self.kill(who)
                    os.waitpid(self._pids.pop(who), 0)

    def live(self, *, kill_at: int = 0, times: dict[str, float] | None = None) -> int:
        """Live a terminal's life to its end, killing whom `times` names at that second; return its exit status.

        A printer found dead is switched on again.
        """
        due = dict(times or {})
        began_s = time.monotonic()
        terminal = self._pids["terminal"] = (
            reprinting_life(self.folder, self._port, self._hall_port, kill_at)
            if self._hall_port
            else terminal_life(self.folder, self._port, self.paper, kill_at)
        )
        while True:
            done, status = os.waitpid(terminal, os.WNOHANG)
            if done:
                del self._pids["terminal"]
                code = os.waitstatus_to_exitcode(status)
                if code == -signal.SIGKILL:
                    self.killed.add("terminal")
                self._revive()
                return code
            passed_s = time.monotonic() - began_s
            for who in [who for who, at_s in due.items() if passed_s >= at_s]:
                del due[who]
                self.kill(who)
            self._revive()
            if passed_s > _PATIENCE_S:
                self.kill("terminal")
            time.sleep(_LOOK_S)

    def kill(self, who: str) -> None:
        """Kill one of ours. Its process is not reaped yet, so the number is still its own."""
        os.kill(self._pids[who], signal.SIGKILL)

    def _revive(self) -> None:
        done, _ = os.waitpid(self._pids["printer"], os.WNOHANG)
        if done:
            self.killed.add("printer")
            self._pids["printer"] = printer_life(self.folder, self._port)


def undisturbed(pages: int, *, reprint: bool) -> Whole:
    """Print, or print again, without a disturbance; return what that takes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rig = Rig(folder, pages, reprint=reprint)
        with rig.printer():
            began_s = time.monotonic()
            status = rig.live()
            seconds = time.monotonic() - began_s
            if status != 0 or sheets_in(folder) != pages:
                raise SystemExit(f"an undisturbed print ended with {status} and {sheets_in(folder)} sheets")
        return Whole({who: steps_in(folder, who) for who in ("terminal", "printer")}, seconds)


def run(number: int, runs: int, seed: int, wholes: dict[tuple[int, bool], Whole], tally: Tally) -> None:
    """Live one run and write into `tally` what it showed."""
    dice = random.Random(f"{seed}/{number}")
    pages, reprint = 1 + number // 4 % 2, number % 4 == 0
    whole = wholes[pages, reprint]
    victims = _VICTIMS[number % len(_VICTIMS)]
    by_step = dice.random() < 0.6
    # Spread over the whole print, so that even a dozen runs reach every part of it.
    part = (number + dice.random()) / runs
    steps = {who: 1 + int(part * whole.steps[who]) if by_step and who in victims else 0 for who in whole.steps}
    times = {} if by_step else dict.fromkeys(victims, part * whole.seconds)
    with TemporaryDirectory() as name:
        folder = Path(name)
        rig = Rig(folder, pages, reprint=reprint)
        how = f"{'+'.join(victims)} by {'step' if by_step else 'time'}, part {part:.3f}"
        where = f"{'reprint' if reprint else 'print'} {number} ({how})"
        began_s = time.monotonic()
        with rig.printer(steps["printer"]):
            status = rig.live(kill_at=steps["terminal"], times=times)
            first = _hold(rig, where, tally)
            if status not in (0, -signal.SIGKILL):
                tally.lies.append(f"{where}: the first life ended with {status}")
            came = sheets_in(folder)
            status = rig.live()
            last = _hold(rig, f"{where}, once more", tally)
        # The printer is off now: nothing can come out any more.
        if status != 0:
            tally.lies.append(f"{where}: the second life ended with {status}")
        if sheets_in(folder) > pages:
            tally.lies.append(f"{where}: {sheets_in(folder)} sheets of {pages}")
        if first is not None and first.state in (PrintState.UNKNOWN, PrintState.PRINTED):
            if last is None or (last.seq, last.state, last.evidence) != (first.seq, first.state, first.evidence):
                tally.lies.append(f"{where}: the first outcome did not stand")
            # What the printer had taken may still have come out of it; nothing was sent to it.
            if first.state is PrintState.PRINTED and sheets_in(folder) != came:
                tally.lies.append(f"{where}: sheets came after the end")
        tally.seconds.append(time.monotonic() - began_s)
    tally.runs += 1
    tally.killed.update(rig.killed or {"nobody"})
    ended = tally.reprinted if reprint else tally.ended
    ended[last.state.value if last else "no_entry"] += 1


def _hold(rig: Rig, where: str, tally: Tally) -> PrintRecord | None:
    """Open the journal as the next start does, and hold it against the sheets that came out and the copies signed."""
    came, pages, signed = sheets_in(rig.folder), rig.paper.pages, copies_in(rig.folder)
    with open_journal(rig.folder / "journal", SystemClock()).journal as journal:
        record = journal.prints.find(rig.transaction)
        posted = [each.message for each in journal.outbox.waiting()]
        staff = [entry.seq for entry in journal.prints.for_staff()]
    if signed > 1:
        tally.lies.append(f"{where}: the hall signed {signed} copies for one print")
    if record is None:
        if came:
            tally.lies.append(f"{where}: {came} sheets and no entry")
        return None
    truth = {
        PrintState.PRINTED: came == pages and record.evidence.startswith("job_completed_and_counted"),
        PrintState.NOT_PRINTED: came == 0,
        PrintState.UNKNOWN: staff == [record.seq],
    }
    if not truth.get(record.state, False):
        tally.lies.append(f"{where}: {record.state.value} by {record.evidence}, {came} sheets of {pages}")
    waiting = sum(isinstance(message, PrintReport) and message.paper_id == record.paper_id for message in posted)
    if waiting != record.attempt:
        tally.lies.append(f"{where}: {record.attempt} attempts, {waiting} reports to the hall")
    return record


def _pdf(pages: int) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(100, 700, f"synthetic page {number} of {pages}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def campaign(runs: int, seed: int) -> Tally:
    """Live `runs` runs."""
    undisturbed(2, reprint=True)  # whatever is slow the first time only
    kinds = [(pages, reprint) for pages in (1, 2) for reprint in (False, True)]
    wholes = {(pages, reprint): undisturbed(pages, reprint=reprint) for pages, reprint in kinds}
    tally = Tally()
    for number in range(runs):
        run(number, runs, seed, wholes, tally)
    return tally


def main() -> None:
    """Run the campaign; the exit status is 1 if a run showed a lie."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print_kill", description="kill -9 in mid-print")
    parser.add_argument("--runs", type=int, help=f"a sample of so many, as one JSON line, instead of all {RUNS}")
    parser.add_argument("--seed", type=int, default=_SEED)
    wanted = parser.parse_args()
    tally = campaign(wanted.runs or RUNS, wanted.seed)
    if wanted.runs:
        print(json.dumps({one.name: getattr(tally, one.name) for one in fields(tally)}))
    else:
        counts = [
            ("lies", len(tally.lies)),
            *(("killed: " + who, count) for who, count in sorted(tally.killed.items())),
        ]
        counts += [("ended: " + state, count) for state, count in sorted(tally.ended.items())]
        counts += [("reprint ended: " + state, count) for state, count in sorted(tally.reprinted.items())]
        figures = [figure(what, [float(count)], "runs") for what, count in counts]
        report("print_kill", [*figures, figure("a run with both lives", tally.seconds, "s")])
        print("\n".join(tally.lies))
    sys.exit(1 if tally.lies else 0)


if __name__ == "__main__":
    main()
