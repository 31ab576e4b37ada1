"""``devices watch``: how every bound device is and what happens, live, until Ctrl-C."""

import argparse
import json
import random
import sys
from datetime import datetime

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from devices.api.clock import Clock, SystemClock
from devices.api.status import DeviceState
from devices.bench.live import LiveBoard, LiveRow
from devices.bench.trace import TraceLine, status_in_words
from devices.cli.arguments import seconds
from devices.cli.bound import add_bindings_argument, bindings_of
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.registry import Registry
from devices.supervisor import Supervisor

_LOOK_S = 0.5
_LINES_BESIDE_TRACE = 8
_LEAST_TRACE_LINES = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings and for how long."""
    add_bindings_argument(parser)
    parser.add_argument("--for", dest="for_s", type=seconds, metavar="SECONDS", help="end by itself (default: Ctrl-C)")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Watch. On a terminal a table that changes; else, or with --json, one JSON line for each thing that happens.

    `DEVICE` if a device could not serve when the watch ended.
    """
    bindings = bindings_of(chosen)
    clock = SystemClock()
    board = LiveBoard(bindings, clock)
    supervisor = Supervisor(
        bindings, build=Registry().build, clock=clock, post=board.take, randomness=random.SystemRandom()
    )
    ends_s = clock.monotonic_s() + chosen.for_s if chosen.for_s else float("inf")
    try:
        with supervisor:
            if output.as_json or not sys.stdout.isatty():
                _print_lines(board, clock, ends_s)
            else:
                _show_table(board, clock, ends_s)
    except KeyboardInterrupt:  # the usual way to end it
        pass
    return Exit.DONE if all(row.status.can_serve for row in board.rows()) else Exit.DEVICE


def _print_lines(board: LiveBoard, clock: Clock, ends_s: float) -> None:
    newest = 0
    while clock.monotonic_s() < ends_s:
        board.wait(after=newest, timeout_s=min(_LOOK_S, ends_s - clock.monotonic_s()))
        for line in board.trace(after=newest):
            newest = line.number
            sys.stdout.write(json.dumps(line_document(line), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _show_table(board: LiveBoard, clock: Clock, ends_s: float) -> None:
    console = Console(highlight=False)
    newest = 0
    with Live(_screen(board, console.height, clock.now()), console=console, screen=True, auto_refresh=False) as live:
        while clock.monotonic_s() < ends_s:
            board.wait(after=newest, timeout_s=min(_LOOK_S, ends_s - clock.monotonic_s()))
            newest = max((line.number for line in board.trace(after=newest)), default=newest)
            live.update(_screen(board, console.height, clock.now()), refresh=True)


def _screen(board: LiveBoard, height: int, now: datetime) -> Group:
    rows = board.rows()
    left = max(_LEAST_TRACE_LINES, height - len(rows) - _LINES_BESIDE_TRACE)
    lines = board.trace()[-left:]
    trace = Table.grid(padding=(0, 2, 0, 0))
    for line in lines:
        trace.add_row(*trace_cells(line))
    return Group(
        status_table(rows, now),
        Panel(trace, title="what happened", title_align="left", border_style="dim"),
        Text("Ctrl-C ends it.", style="dim"),
    )


def status_table(rows: tuple[LiveRow, ...], now: datetime) -> Table:
    """Return the devices as a table."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("device", "kind", "driver", "status", "for", "done", "failed", "went away", "last error"):
        table.add_column(heading, justify="right" if heading in ("for", "done", "failed", "went away") else "left")
    for row in rows:
        colour = state_colour(row)
        counters = row.counters
        table.add_row(
            row.device_id,
            row.kind.value,
            row.driver,
            f"[{colour}]{escape(status_in_words(row.status))}[/]",
            "" if row.since is None else _lasting((now - row.since).total_seconds()),
            str(counters.get("command_done", 0)),
            str(counters.get("command_failed", 0)),
            str(counters.get("went_away", 0)),
            escape(row.last_error),
        )
    return table


def state_colour(row: LiveRow) -> str:
    """Return green for what serves, red for what does not, yellow for what is not known."""
    if row.status.state is DeviceState.UNKNOWN:
        return "yellow"
    return "green" if row.status.can_serve else "red"


def trace_cells(line: TraceLine) -> tuple[str, ...]:
    """Return one line of the trace: local time, device, what, detail."""
    colour = "red" if line.is_fault else "default"
    return (
        f"[dim]{line.at.astimezone():%H:%M:%S}.{line.at.microsecond // 1000:03d}[/]",
        line.device_id,
        f"[{colour}]{line.what.replace('_', ' ')}[/]",
        escape(line.detail),
    )


def line_document(line: TraceLine) -> dict[str, object]:
    """Return one line of the trace as JSON says it."""
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "device_id": line.device_id,
        "what": line.what,
        "detail": line.detail,
        "is_fault": line.is_fault,
    }


def _lasting(passed_s: float) -> str:
    """Return ``42 s``, ``3 min``, ``5 h``."""
    for unit, unit_s in (("h", 3600), ("min", 60)):
        if passed_s >= unit_s:
            return f"{passed_s / unit_s:.0f} {unit}"
    return f"{max(0.0, passed_s):.0f} s"
