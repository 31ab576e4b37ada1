"""``devices report``: whether a terminal's devices are ready, as a PDF or HTML file with the last self-test of each."""

import argparse
import socket
from pathlib import Path

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.commands import AskCapabilities
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import Capabilities
from devices.api.errors import DeviceError
from devices.bench.history import SelfTestHistory, SelfTestRecord
from devices.bench.readiness import Readiness, readiness_document, readiness_of
from devices.bench.report_html import html_report
from devices.bench.report_pdf import FontUnusable, pdf_report
from devices.bench.report_words import Language
from devices.bindings import Binding
from devices.cli.arguments import add_history_argument, seconds
from devices.cli.bound import add_bindings_argument, await_statuses, bindings_of, supervised
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.cli.self_test import run_test
from devices.supervisor import Supervisor

_ASK_S = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the bindings, the history, and where the report goes."""
    add_bindings_argument(parser)
    add_history_argument(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the report: FILE.pdf or FILE.html")
    parser.add_argument("--test", action="store_true", help="run each device's self-test first")
    parser.add_argument(
        "--terminal", default=socket.gethostname(), metavar="NAME", help="its name (default: %(default)s)"
    )
    languages = [language.value for language in Language]
    parser.add_argument("--language", choices=languages, default=languages[0], help="default: %(default)s")
    parser.add_argument("--font", type=Path, metavar="FILE", help="a TrueType font for the PDF; Chinese needs one")
    parser.add_argument(
        "--wait", type=seconds, default=10.0, metavar="SECONDS", help="for devices to answer (default: %(default)s)"
    )


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Ask every device, write the report. `DEVICE` if one of them is not ready."""
    _check(chosen)
    bindings = bindings_of(chosen)
    history = SelfTestHistory(chosen.history)
    clock = SystemClock()
    with supervised(bindings) as (supervisor, events):
        await_statuses(events, {binding.device_id for binding in bindings}, chosen.wait, clock)
        capabilities = _capabilities(supervisor, bindings)
        latest = {**history.latest(), **(_tests(supervisor, bindings, capabilities, history) if chosen.test else {})}
        readiness = readiness_of(
            bindings,
            terminal=chosen.terminal,
            at=clock.now(),
            statuses=supervisor.statuses(),
            capabilities=capabilities,
            last_tests=latest,
        )
    _write(chosen, readiness)
    if output.as_json:
        output.document(readiness_document(readiness) | {"out": str(chosen.out)})
    else:
        verdict = "[green bold]ready[/]" if readiness.is_ready else "[red bold]not ready[/]"
        waiting = [device.binding.device_id for device in readiness.devices if not device.is_ready]
        output.line(f"{verdict} [dim]{escape(', '.join(waiting))}[/]")
        output.line(escape(str(chosen.out)))
    return Exit.DONE if readiness.is_ready else Exit.DEVICE


def _check(chosen: argparse.Namespace) -> None:
    """Refuse what would fail after the devices were asked. Raises ConfigurationFaults."""
    if chosen.out.suffix not in (".pdf", ".html"):
        raise ConfigurationFaults([Fault("--out", Wrong.NOT_ALLOWED, str(chosen.out), "FILE.pdf, FILE.html")])
    if chosen.out.suffix == ".pdf" and chosen.language == Language.CHINESE.value and chosen.font is None:
        raise ConfigurationFaults([Fault("--font", Wrong.MISSING, allowed="a TrueType font with Chinese in it")])


def _capabilities(supervisor: Supervisor, bindings: tuple[Binding, ...]) -> dict[str, Capabilities]:
    """Ask those that answer."""
    said: dict[str, Capabilities] = {}
    for binding in bindings:
        try:
            said[binding.device_id] = supervisor.call(binding.device_id, AskCapabilities(), _ASK_S)
        except DeviceError:  # its status says why
            continue
    return said


def _tests(
    supervisor: Supervisor, bindings: tuple[Binding, ...], said: dict[str, Capabilities], history: SelfTestHistory
) -> dict[str, SelfTestRecord]:
    """Test those that answer, and keep what they saw."""
    records: dict[str, SelfTestRecord] = {}
    for binding in bindings:
        if binding.device_id in said:
            try:
                records[binding.device_id] = run_test(supervisor, binding, history).record
            except DeviceError:  # gone meanwhile: its status says why
                continue
    return records


def _write(chosen: argparse.Namespace, readiness: Readiness) -> None:
    language = Language(chosen.language)
    try:
        if chosen.out.suffix == ".html":
            chosen.out.write_text(html_report(readiness, language), encoding="utf-8")
        else:
            chosen.out.write_bytes(pdf_report(readiness, language, chosen.font))
    except FontUnusable as error:
        raise ConfigurationFaults([Fault("--font", Wrong.UNREADABLE, str(chosen.font), "a TrueType font")]) from error
    except OSError as error:
        raise ConfigurationFaults(
            [Fault("--out", Wrong.UNREADABLE, error.strerror or "", "a file to write")]
        ) from error
