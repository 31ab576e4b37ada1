"""``devices test``: the devices' own self-tests, kept for the reports."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.commands import AskCapabilities, RunSelfTest
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import Capabilities
from devices.api.errors import DeviceError
from devices.bench.history import SelfTestHistory, SelfTestRecord, record_of, step_documents
from devices.bindings import Binding
from devices.cli.arguments import add_history_argument
from devices.cli.bound import add_bindings_argument, bindings_of, supervised
from devices.cli.exits import Exit, exit_for
from devices.cli.output import Output, error_document
from devices.supervisor import Supervisor

_OPEN_S = 15.0


@dataclass(frozen=True, slots=True)
class Tested:
    """One device that was tested.

    Attributes:
        record: what its self-test saw.
        capabilities: what it said of itself.
        kept: whether the record could be kept.
    """

    record: SelfTestRecord
    capabilities: Capabilities
    kept: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings and which devices."""
    add_bindings_argument(parser)
    add_history_argument(parser)
    parser.add_argument(
        "devices", nargs="*", metavar="DEVICE|KIND", help="devices by name, or all of a kind (default: every device)"
    )


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Run the self-tests. `DEVICE` if any step failed, or a device does not answer; the others are tested all the same.

    With --json one device that was named is one document, anything else a list.
    """
    bindings = bindings_of(chosen)
    wanted = _wanted(bindings, chosen.devices)
    history = SelfTestHistory(chosen.history)
    if chosen.devices == [binding.device_id for binding in wanted] and len(wanted) == 1:
        with supervised(bindings) as (supervisor, _):
            tested = run_test(supervisor, wanted[0], history)
        if output.as_json:
            output.document(_document(tested))
        else:
            _show(tested, chosen, output)
        return Exit.DONE if tested.record.test.passed else Exit.DEVICE
    documents: list[dict[str, Any]] = []
    worst = Exit.DONE
    with supervised(bindings) as (supervisor, _):
        for binding in wanted:
            try:
                tested = run_test(supervisor, binding, history)
            except DeviceError as error:
                documents.append({"ok": False, "device_id": binding.device_id, "error": error_document(error)})
                worst = max(worst, exit_for(error))
                if not output.as_json:
                    output.line(f"[bold]{escape(binding.device_id)}[/]")
                    output.failed(error)
                continue
            documents.append(_document(tested))
            worst = max(worst, Exit.DONE if tested.record.test.passed else Exit.DEVICE)
            if not output.as_json:
                _show(tested, chosen, output)
    if output.as_json:
        output.document(documents)
    return worst


def run_test(supervisor: Supervisor, binding: Binding, history: SelfTestHistory) -> Tested:
    """Test one device and keep what it saw, if that can be: the test is worth more than its record.

    Raises:
        DeviceError: the device does not answer at all.
    """
    capabilities = supervisor.call(binding.device_id, AskCapabilities(deadline_s=_OPEN_S))
    record = record_of(binding, capabilities, supervisor.call(binding.device_id, RunSelfTest()), SystemClock())
    try:
        history.add(record)
    except OSError:
        return Tested(record, capabilities, kept=False)
    return Tested(record, capabilities, kept=True)


def _wanted(bindings: Sequence[Binding], named: Sequence[str]) -> list[Binding]:
    """Return the devices that were named, in the bindings' order. Raises ConfigurationFaults."""
    known = {name for binding in bindings for name in (binding.device_id, binding.kind.value)}
    allowed = ", ".join(dict.fromkeys(binding.device_id for binding in bindings))
    faults = [Fault(f"device.{name}", Wrong.MISSING, allowed=allowed) for name in named if name not in known]
    if faults:
        raise ConfigurationFaults(faults)
    return [binding for binding in bindings if not named or binding.device_id in named or binding.kind.value in named]


def _document(tested: Tested) -> dict[str, Any]:
    capabilities = tested.capabilities
    return {
        "ok": tested.record.test.passed,
        "kept": tested.kept,
        "device_id": tested.record.device_id,
        "model": capabilities.model,
        "serial_number": capabilities.serial_number,
        "features": dict(capabilities.features),
        "steps": step_documents(tested.record.test),
    }


def _show(tested: Tested, chosen: argparse.Namespace, output: Output) -> None:
    capabilities = tested.capabilities
    named = " ".join(part for part in (capabilities.model, capabilities.serial_number) if part)
    output.line(f"[bold]{escape(tested.record.device_id)}[/] {escape(named)}".rstrip())
    rows = [
        (
            "[green]passed[/]" if step.passed else "[red]failed[/]",
            step.code,
            f"{step.duration_ms:.0f} ms",
            escape(step.detail_code),
        )
        for step in tested.record.test.steps
    ]
    output.table("", "step", "took", "detail", rows=rows)
    if not tested.kept:
        output.line(f"[yellow]The result could not be kept in {escape(str(chosen.history))}.[/]")
