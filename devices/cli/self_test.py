"""``devices test``: a device's own self-test."""

import argparse

from rich.markup import escape

from devices.api.commands import AskCapabilities, RunSelfTest
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.cli.bound import add_bindings_argument, bindings_of, supervised
from devices.cli.exits import Exit
from devices.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings and the device's name."""
    add_bindings_argument(parser)
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
    if output.as_json:
        output.document(
            {
                "ok": test.passed,
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
    return Exit.DONE if test.passed else Exit.DEVICE
