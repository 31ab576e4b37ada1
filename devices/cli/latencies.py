"""``devices bench``: how long a device takes for what can be asked of it again and again."""

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.bench.latency import Latency, measure, probes_of
from devices.bindings import Binding, load_bindings
from devices.cli.bound import supervised
from devices.cli.exits import Exit
from devices.cli.options import add_option_argument, bound_by_arguments
from devices.cli.output import Output
from devices.supervisor import Supervisor

_DEVICE_ID = "subject"
_USUAL_RUNS = 20
_MOST_RUNS = 100_000
_OPEN_S = 30.0
_PERCENTS = (50, 95, 99)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the kind, and either the bindings or where the device is."""
    kinds = [kind.value for kind in DeviceKind]
    parser.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    where = parser.add_argument_group("which device: all of the kind in --bindings, or the one at --driver and --port")
    where.add_argument("--bindings", type=Path, metavar="FILE", help="the terminal's bindings, TOML")
    where.add_argument("--driver", default="", metavar="NAME", help="the driver, as bindings name it")
    where.add_argument("--port", default="", metavar="PATH", help="where the device is, as bindings say it")
    add_option_argument(parser)
    parser.add_argument("--runs", type=_runs, default=_USUAL_RUNS, help="of each command (default: %(default)s)")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Measure. `DEVICE` if any run ended with an error."""
    bindings, wanted = _devices(chosen)
    with supervised(bindings) as (supervisor, _):
        measured = {binding.device_id: _measure(supervisor, binding, chosen.runs, output) for binding in wanted}
    latencies = [(device_id, latency) for device_id, listed in measured.items() for latency in listed]
    if output.as_json:
        output.document([_document(device_id, latency, chosen.runs) for device_id, latency in latencies])
    else:
        rows = [_row(device_id, latency, chosen.runs) for device_id, latency in latencies]
        output.table("device", "command", "runs", "median", "p95", "p99", "longest", "errors", rows=rows)
    return Exit.DEVICE if any(latency.errors for _, latency in latencies) else Exit.DONE


def _measure(supervisor: Supervisor, binding: Binding, runs: int, output: Output) -> tuple[Latency, ...]:
    probes = probes_of(binding.kind)
    # The first call waits until the device is open; only then does the measuring begin.
    supervisor.call(binding.device_id, probes[0].command, _OPEN_S)
    progress = _progress(output)
    with progress or nullcontext():
        task = progress.add_task(binding.device_id, total=runs * len(probes)) if progress else None

        def on_run(name: str) -> None:
            if progress is not None and task is not None:
                progress.update(task, advance=1, description=f"{binding.device_id} {name}")

        return measure(
            probes,
            lambda command: supervisor.call(binding.device_id, command),
            runs=runs,
            clock=SystemClock(),
            on_run=on_run,
        )


def _progress(output: Output) -> Progress | None:
    """A bar on standard error where a person looks, else none."""
    console = Console(stderr=True)
    if output.as_json or not console.is_terminal:
        return None
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    )


def _devices(chosen: argparse.Namespace) -> tuple[Sequence[Binding], Sequence[Binding]]:
    """Return all that must be open, and those of them that are measured."""
    if chosen.bindings and chosen.driver:
        raise ConfigurationFaults([Fault("--driver", Wrong.NOT_ALLOWED, chosen.driver, "--bindings, or --driver")])
    if not chosen.bindings and not chosen.driver:
        raise ConfigurationFaults([Fault("--driver", Wrong.MISSING, allowed="--bindings FILE, or --driver and --port")])
    if chosen.driver:
        one = bound_by_arguments(chosen, _DEVICE_ID)
        return (one,), (one,)
    bindings = load_bindings(chosen.bindings)
    wanted = [binding for binding in bindings if binding.kind.value == chosen.kind]
    if not wanted:
        bound = ", ".join(sorted({binding.kind.value for binding in bindings}))
        raise ConfigurationFaults([Fault("KIND", Wrong.NOT_ALLOWED, chosen.kind, f"one that is bound: {bound}")])
    return bindings, wanted


def _runs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_RUNS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST_RUNS}")
    return int(text)


def _row(device_id: str, latency: Latency, runs: int) -> tuple[str, ...]:
    times = [_ms(latency.percentile_ms(percent)) for percent in (*_PERCENTS, 100)]
    errors = ", ".join(f"{escape(code)} {count}" for code, count in latency.errors.items())
    done = f"{len(latency.samples_ms)} of {runs}"
    return (device_id, latency.name.replace("_", " "), done, *times, f"[red]{errors}[/]" if errors else "")


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} ms"


def _document(device_id: str, latency: Latency, runs: int) -> dict[str, Any]:
    return {
        "device_id": device_id,
        "command": latency.name,
        "runs": runs,
        **{f"p{percent}_ms": _rounded(latency.percentile_ms(percent)) for percent in _PERCENTS},
        "longest_ms": _rounded(latency.percentile_ms(100)),
        "samples_ms": [round(sample, 3) for sample in latency.samples_ms],
        "errors": dict(latency.errors),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
