"""``devices status``: how every bound device is, asked now."""

import argparse

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.status import DeviceState, Status
from devices.bindings import Binding
from devices.cli.arguments import seconds
from devices.cli.bound import add_bindings_argument, await_statuses, bindings_of, supervised
from devices.cli.exits import Exit
from devices.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings and how long to wait."""
    add_bindings_argument(parser)
    parser.add_argument(
        "--wait", type=seconds, default=10.0, metavar="SECONDS", help="for devices to answer (default: %(default)s)"
    )


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Open each device, ask it, print what it said. `DEVICE` if any cannot serve."""
    bindings = bindings_of(chosen)
    with supervised(bindings) as (supervisor, events):
        await_statuses(events, {binding.device_id for binding in bindings}, chosen.wait, SystemClock())
        statuses = {binding.device_id: supervisor.status(binding.device_id) for binding in bindings}
    if output.as_json:
        output.document([_document(binding, statuses[binding.device_id]) for binding in bindings])
    else:
        rows = [_row(binding, statuses[binding.device_id]) for binding in bindings]
        output.table("device", "kind", "driver", "state", "parts", "detail", rows=rows)
    return Exit.DONE if all(status.can_serve for status in statuses.values()) else Exit.DEVICE


def _row(binding: Binding, status: Status) -> tuple[str, ...]:
    colour = "green" if status.can_serve else "yellow" if status.state is DeviceState.UNKNOWN else "red"
    parts = ", ".join(f"{part.value} {state.value}" for part, state in status.parts.items())
    state = f"[{colour}]{status.state.value}[/]"
    return (binding.device_id, binding.kind.value, binding.driver, state, parts, escape(status.detail_code))


def _document(binding: Binding, status: Status) -> dict[str, object]:
    return {
        "device_id": binding.device_id,
        "kind": binding.kind.value,
        "driver": binding.driver,
        "port": binding.port,
        "state": status.state.value,
        "parts": {part.value: state.value for part, state in status.parts.items()},
        "detail_code": status.detail_code,
        "can_serve": status.can_serve,
    }
