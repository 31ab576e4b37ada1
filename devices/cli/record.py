"""``devices record``: what goes over a bound device's wire, timed, kept without anybody's data."""

import argparse
import sys
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.commands import AskCapabilities, RunSelfTest
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.errors import DeviceError
from devices.api.events import DeviceEvent
from devices.bench.trace import detail_of, what_of
from devices.bindings import Binding
from devices.cli.bound import add_bindings_argument, bindings_of, supervised
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.cli.stopping import told_to_stop
from devices.contract.traces import driver_language
from devices.recording.tapping import Tapped, tapped

_OPEN_S = 15.0
_LOOK_S = 0.1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings, which device, where to, and for how long."""
    add_bindings_argument(parser)
    parser.add_argument("device", metavar="DEVICE", help="which device, by its name in the bindings")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the trace; replaced if there")
    parser.add_argument("--seconds", type=float, metavar="S", help="end after so long (default: at Ctrl-C)")
    parser.add_argument("--about", default="", metavar="TEXT", help="what is done, for whoever reads the trace")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Record until Ctrl-C. Each line on standard input is noted as a deed of hands: ``lay``, ``unplug``, ...

    The device is opened, asked what it is and tests itself first, so that a replay has something to answer. `DEVICE` if
    it could not even be asked: the trace is kept, it may show why.
    """
    bindings = bindings_of(chosen)
    binding = next((one for one in bindings if one.device_id == chosen.device), None)
    if binding is None:
        allowed = ", ".join(one.device_id for one in bindings)
        raise ConfigurationFaults([Fault("DEVICE", Wrong.MISSING, chosen.device, allowed)])
    language = driver_language(binding.kind, binding.driver)
    others = [one for one in bindings if one.device_id != binding.device_id]
    with tapped(binding, language, chosen.out, clock=SystemClock(), about=chosen.about) as tap:
        error = _record(tap, others, chosen, output)
    messages = tap.recorder.messages
    if output.as_json:
        output.document(_document(chosen.out, binding, messages, error))
    else:
        if error is not None:
            output.failed(error)
        output.line(f"{messages} messages in {escape(str(chosen.out))}, redacted; look through it before you send it.")
    return Exit.DONE if error is None else Exit.DEVICE


def _record(tap: Tapped, others: list[Binding], chosen: argparse.Namespace, output: Output) -> DeviceError | None:
    """Use the device for a while; return why it could not be asked, or None."""
    with told_to_stop() as stopped, supervised([tap.binding, *others]) as (supervisor, events):
        error: DeviceError | None = None
        try:
            supervisor.call(chosen.device, AskCapabilities(deadline_s=_OPEN_S))
            supervisor.call(chosen.device, RunSelfTest())
        except DeviceError as raised:
            error = raised
        if not output.as_json:
            output.line("[dim]Recording. Use the device; type what you do to it (lay, unplug, ...); Ctrl-C ends it.[/]")
        # Left behind at the end: a read from a terminal cannot be called back.
        Thread(target=_note_deeds, args=(tap,), name="bench input", daemon=True).start()
        _tell_events(events, stopped, chosen.seconds, output)
    return error


def _note_deeds(tap: Tapped) -> None:
    for line in sys.stdin:
        if word := line.strip():
            tap.recorder.deed(word)
            tap.look()


def _tell_events(events: SimpleQueue[DeviceEvent], stopped: Event, seconds: float | None, output: Output) -> None:
    clock = SystemClock()
    ends_s = clock.monotonic_s() + (float("inf") if seconds is None else seconds)
    while not stopped.is_set() and clock.monotonic_s() < ends_s:
        try:
            event = events.get(timeout=min(_LOOK_S, max(0.0, ends_s - clock.monotonic_s())))
        except Empty:
            continue
        if not output.as_json:
            output.line(f"[dim]{what_of(event)} {escape(detail_of(event))}[/]")


def _document(path: Path, binding: Binding, messages: int, error: DeviceError | None) -> dict[str, Any]:
    document: dict[str, Any] = {
        "ok": error is None,
        "device_id": binding.device_id,
        "kind": binding.kind.value,
        "driver": binding.driver,
        "trace": str(path),
        "messages": messages,
    }
    if error is not None:
        document["error"] = {"code": error.code, "detail_code": error.detail_code}
    return document
