"""``devices replay``: a recorded wire, played against the driver as it is now."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import Any

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.commands import AskCapabilities, RunSelfTest
from devices.api.device import DeviceKind
from devices.api.errors import DeviceError
from devices.api.events import DeviceEvent
from devices.bench.trace import detail_of, is_fault, what_of
from devices.bindings import DEFAULT_POLL_INTERVAL_S, Binding
from devices.cli.bound import supervised
from devices.cli.exits import Exit
from devices.cli.output import Output, error_document
from devices.contract.traces import replayed
from devices.recording.replay import Departure, Matching, ReplayedDevice
from devices.recording.trace import Trace, What, read_trace
from devices.supervisor import Supervisor

_DEVICE_ID = "subject"
_OPEN_S = 15.0
_AFTER_S = 0.5
"""How long a driver may take to tell what follows a deed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the trace and how exactly to hold the driver to it."""
    parser.add_argument("trace", type=Path, metavar="FILE", help="a trace of `devices record`")
    parser.add_argument("--driver", default="", metavar="NAME", help="the driver to play it against (default: its own)")
    parser.add_argument("--strict", action="store_true", help="questions must come in the recorded order")
    parser.add_argument(
        "--speed", type=float, default=float("inf"), metavar="X", help="answers X times as fast (default: at once)"
    )


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Play it: open, ask, self-test, then each recorded deed. `DEVICE` if the driver fails or departs from it."""
    trace = read_trace(chosen.trace)
    kind = DeviceKind(trace.head.kind)
    options = MappingProxyType(dict(trace.head.options))
    driver = chosen.driver or trace.head.driver
    binding = Binding(_DEVICE_ID, kind, driver, trace.head.port, DEFAULT_POLL_INTERVAL_S, options)
    matching = Matching.STRICT if chosen.strict else Matching.TOLERANT
    with replayed(trace, binding, matching=matching, speed=chosen.speed) as (device, bound):
        events, error = _play(trace, device, bound)
    ok = error is None and not device.departures
    if output.as_json:
        output.document(_document(trace, driver, events, device.departures, error, ok=ok))
    else:
        _show(trace, driver, events, device.departures, error, output)
    return Exit.DONE if ok else Exit.DEVICE


def _play(trace: Trace, device: ReplayedDevice, bound: Binding) -> tuple[list[DeviceEvent], DeviceError | None]:
    told: list[DeviceEvent] = []
    with supervised([bound]) as (supervisor, events):
        error = _ask(supervisor)
        _drain(events, told)
        for happening in trace.happenings:
            if happening.what is What.DEED:
                device.do(happening.deed)
                _drain(events, told)
    return told, error


def _ask(supervisor: Supervisor) -> DeviceError | None:
    try:
        supervisor.call(_DEVICE_ID, AskCapabilities(deadline_s=_OPEN_S))
        supervisor.call(_DEVICE_ID, RunSelfTest())
    except DeviceError as error:
        return error
    return None


def _drain(events: SimpleQueue[DeviceEvent], told: list[DeviceEvent]) -> None:
    """Take what is told until nothing has been for a while."""
    clock = SystemClock()
    ends_s = clock.monotonic_s() + _AFTER_S
    while (left_s := ends_s - clock.monotonic_s()) > 0:
        try:
            told.append(events.get(timeout=left_s))
        except Empty:
            return


def _show(
    trace: Trace,
    driver: str,
    events: Sequence[DeviceEvent],
    departures: Sequence[Departure],
    error: DeviceError | None,
    output: Output,
) -> None:
    output.line(f"[bold]{trace.head.kind}.{escape(driver)}[/] {escape(trace.head.about)}".rstrip())
    for event in events:
        colour = "yellow" if is_fault(event) else "green"
        output.line(f"  [{colour}]{what_of(event)}[/] {escape(detail_of(event))}")
    for departure in departures:
        wanted = f", recorded {escape(departure.recorded)}" if departure.recorded else ""
        output.line(f"  [red]departs[/] after {departure.act or 'opening'}: asked {escape(departure.asked)}{wanted}")
    if error is not None:
        output.failed(error)


def _document(
    trace: Trace,
    driver: str,
    events: Sequence[DeviceEvent],
    departures: Sequence[Departure],
    error: DeviceError | None,
    *,
    ok: bool,
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "ok": ok,
        "kind": trace.head.kind,
        "driver": driver,
        "about": trace.head.about,
        "events": [{"what": what_of(event), "detail": detail_of(event)} for event in events],
        "departures": [
            {"after": departure.act, "asked": departure.asked, "recorded": departure.recorded}
            for departure in departures
        ],
    }
    if error is not None:
        document["error"] = error_document(error)
    return document
