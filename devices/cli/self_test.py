"""``devices test``: a device's own self-test, kept for the reports."""

import argparse

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.commands import AskCapabilities, RunSelfTest
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.bench.history import SelfTestHistory, SelfTestRecord, record_of
from devices.cli.arguments import add_history_argument
from devices.cli.bound import add_bindings_argument, bindings_of, supervised
from devices.cli.exits import Exit
from devices.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings and the device's name."""
    add_bindings_argument(parser)
    add_history_argument(parser)
    parser.add_argument("device", metavar="DEVICE", help="the device's name in the bindings")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Run the self-test. `DEVICE` if any step failed."""
    bindings = bindings_of(chosen)
    names = [binding.device_id for binding in bindings]
    if chosen.device not in names:
        raise ConfigurationFaults([Fault(f"device.{chosen.device}", Wrong.MISSING, allowed=", ".join(names))])
    with supervised(bindings) as (supervisor, _):
        capabilities = supervisor.call(chosen.device, AskCapabilities(deadline_s=15.0))
        test = supervisor.call(chosen.device, RunSelfTest())
    binding = bindings[names.index(chosen.device)]
    kept = keep(SelfTestHistory(chosen.history), record_of(binding, capabilities, test, SystemClock()))
    if output.as_json:
        output.document(
            {
                "ok": test.passed,
                "kept": kept,
                "device_id": chosen.device,
                "model": capabilities.model,
                "serial_number": capabilities.serial_number,
                "features": dict(capabilities.features),
                "steps": [
                    {
                        "code": step.code,
                        "passed": step.passed,
                        "duration_ms": round(step.duration_ms, 1),
                        "detail_code": step.detail_code,
                    }
                    for step in test.steps
                ],
            }
        )
    else:
        named = " ".join(part for part in (capabilities.model, capabilities.serial_number) if part)
        output.line(f"[bold]{escape(chosen.device)}[/] {escape(named)}")
        rows = [
            (
                "[green]passed[/]" if step.passed else "[red]failed[/]",
                step.code,
                f"{step.duration_ms:.0f} ms",
                escape(step.detail_code),
            )
            for step in test.steps
        ]
        output.table("", "step", "took", "detail", rows=rows)
        if not kept:
            output.line(f"[yellow]The result could not be kept in {escape(str(chosen.history))}.[/]")
    return Exit.DONE if test.passed else Exit.DEVICE


def keep(history: SelfTestHistory, record: SelfTestRecord) -> bool:
    """Keep a record; False where the file cannot be written: the test itself is worth more than its record."""
    try:
        history.add(record)
    except OSError:
        return False
    return True
