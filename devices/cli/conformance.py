"""``devices conformance``: what a driver of a kind must prove, tried on a device, with pass or fail and times."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.bindings import Binding, load_bindings
from devices.cli.exits import Exit
from devices.cli.options import add_option_argument, bound_by_arguments
from devices.cli.output import Output
from devices.cli.terminal_hands import TerminalHands
from devices.contract.check import Check
from devices.contract.hands import Hands, NoHands, StandHands
from devices.contract.outcome import Failed, Passed, Skipped, SkipReason
from devices.contract.runner import CheckResult, Report, run_check
from devices.contract.subject import Subject
from devices.contract.suites import checks_of, kinds_with_suite
from devices.contract.traces import record_check, recorded_binding, replay_check
from devices.registry import Registry
from devices.stands import stand_of

_DEVICE_ID = "subject"
_COLOURS = {Passed: "green", Failed: "red", Skipped: "yellow"}
_SKIPPED_WORDS = {
    SkipReason.NEEDS_HANDS: "needs hands at the device:",
    SkipReason.NOT_SUPPORTED: "this device lacks",
    SkipReason.NOT_RECORDED: "the recording lacks",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the kind, the driver, where the device is, and which checks."""
    parser.add_argument("kind", choices=kinds_with_suite(), metavar="KIND", help=", ".join(kinds_with_suite()))
    parser.add_argument("--driver", required=True, metavar="NAME", help="the driver, as bindings name it")
    parser.add_argument("--port", default="", metavar="PATH", help="where the device is, as bindings say it")
    add_option_argument(parser)
    parser.add_argument(
        "--with",
        dest="others",
        type=Path,
        metavar="FILE",
        help="bindings, TOML, of devices that the driver looks through",
    )
    parser.add_argument("--check", action="append", default=[], metavar="NAME", help="only this check; may be repeated")
    parser.add_argument("--list", action="store_true", help="list the checks and end")
    parser.add_argument("--simulated", action="store_true", help="on the driver's own simulator, which has hands")
    wires = parser.add_mutually_exclusive_group()
    wires.add_argument("--record", type=Path, metavar="FOLDER", help="keep the wire of each check there, redacted")
    wires.add_argument("--recorded", type=Path, metavar="FOLDER", help="on the wires kept there; no device is needed")
    parser.add_argument("--no-hands", action="store_true", help="ask nobody to do anything; skip what needs it")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Run the suite. `DEVICE` if any check failed, or none could be tried."""
    checks = checks_of(DeviceKind(chosen.kind))
    unknown = sorted(set(chosen.check) - {check.name for check in checks})
    if unknown:
        known = ", ".join(check.name for check in checks)
        raise ConfigurationFaults([Fault("--check", Wrong.NOT_ALLOWED, ", ".join(unknown), known)])
    checks = tuple(check for check in checks if not chosen.check or check.name in chosen.check)
    if chosen.list:
        return _list(checks, output)
    if chosen.record is not None:
        chosen.record.mkdir(parents=True, exist_ok=True)
    results: list[CheckResult] = []
    for check in checks:
        results.append(_tried(check, chosen, output))
        if not output.as_json:
            _say(results[-1], output)
    report = Report(tuple(results))
    if output.as_json:
        output.document(_document(chosen, report))
    else:
        _sum_up(report, output)
    return Exit.DONE if report.conforms else Exit.DEVICE


def _tried(check: Check, chosen: argparse.Namespace, output: Output) -> CheckResult:
    """Run one check on the device, on its simulator, or on a recorded wire."""
    with _subject(chosen, output) as subject:
        if chosen.record is not None:
            return record_check(check, subject, chosen.record)
        if chosen.recorded is not None:
            return replay_check(check, subject, chosen.recorded)
        return run_check(check, subject)


@contextmanager
def _subject(chosen: argparse.Namespace, output: Output) -> Iterator[Subject]:
    """Yield the device; a simulator is there anew for each check."""
    clock, build, kind = SystemClock(), Registry().build, DeviceKind(chosen.kind)
    if chosen.recorded is not None:
        bound = recorded_binding(chosen.recorded, kind, chosen.driver)
        yield Subject(bindings=(bound,), build=build, clock=clock, hands=NoHands())
    elif chosen.simulated:
        stand = stand_of(kind, chosen.driver)(clock)
        stand.simulator.start()
        try:
            yield Subject(bindings=stand.bindings(), build=build, clock=clock, hands=StandHands(stand.deeds))
        finally:
            stand.simulator.stop()
    else:
        yield Subject(bindings=_bindings(chosen), build=build, clock=clock, hands=_hands(chosen, output))


def _bindings(chosen: argparse.Namespace) -> tuple[Binding, ...]:
    subject = bound_by_arguments(chosen, _DEVICE_ID)
    return (subject, *(load_bindings(chosen.others) if chosen.others else ()))


def _hands(chosen: argparse.Namespace, output: Output) -> Hands:
    """A person, where one sits at the terminal."""
    if chosen.no_hands or output.as_json or not sys.stdin.isatty():
        return NoHands()
    return TerminalHands(output)


def _list(checks: tuple[Check, ...], output: Output) -> Exit:
    if output.as_json:
        output.document([{"check": check.name, "promise": check.promise} for check in checks])
    else:
        output.table("check", "promise", rows=[(check.name, escape(check.promise)) for check in checks])
    return Exit.DONE


def _say(result: CheckResult, output: Output) -> None:
    word = type(result.outcome).__name__.lower()
    colour = _COLOURS[type(result.outcome)]
    output.line(f"[{colour}]{word:8}[/] {result.name.replace('_', ' '):45} [dim]{result.duration_ms:7.0f} ms[/]")
    match result.outcome:
        case Failed(expected, seen):
            output.line(f"         {escape(result.promise)}")
            output.line(f"         expected [bold]{escape(expected)}[/], seen [bold]{escape(seen)}[/]")
        case Skipped(reason, detail):
            output.line(f"         [dim]{_SKIPPED_WORDS[reason]} {escape(detail)}[/]")
        case Passed():
            pass


def _sum_up(report: Report, output: Output) -> None:
    counts = {kind: sum(1 for result in report.results if isinstance(result.outcome, kind)) for kind in _COLOURS}
    said = ", ".join(f"{count} {kind.__name__.lower()}" for kind, count in counts.items())
    took_s = sum(result.duration_ms for result in report.results) / 1000
    verdict = "[green bold]conforms[/]" if report.conforms else "[red bold]does not conform[/]"
    if report.conforms and counts[Skipped]:
        verdict = "[green bold]conforms[/] [yellow]in what was tried[/]"
    output.line(f"{verdict}: {said}, in {took_s:.1f} s")


def _document(chosen: argparse.Namespace, report: Report) -> dict[str, Any]:
    return {
        "ok": report.conforms,
        "kind": chosen.kind,
        "driver": chosen.driver,
        "port": chosen.port,
        "checks": [
            {
                "check": result.name,
                "promise": result.promise,
                "outcome": type(result.outcome).__name__.lower(),
                "duration_ms": round(result.duration_ms, 1),
                **_facts(result),
            }
            for result in report.results
        ],
    }


def _facts(result: CheckResult) -> dict[str, str]:
    match result.outcome:
        case Failed(expected, seen):
            return {"expected": expected, "seen": seen}
        case Skipped(reason, detail):
            return {"reason": reason.value, "detail": detail}
        case Passed():
            return {}
