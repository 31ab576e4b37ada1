"""``devices simulate``: a simulated device on a port that any other program can open, until Ctrl-C."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Thread

from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.cli.stopping import told_to_stop
from devices.simulators.player import ScenarioPlayer
from devices.simulators.scenario import Script
from devices.simulators.scenario_file import library, load_script
from devices.simulators.stand import HoldsSomething, Stand, StandType
from devices.stands import simulated_kinds, stand_of

_LAY = "lay"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to simulate and where."""
    parser.add_argument("kind", choices=simulated_kinds(), help="what to simulate")
    parser.add_argument("--driver", default="", metavar="NAME", help="the driver it answers, where a kind has several")
    parser.add_argument(
        "--card", type=Path, metavar="FILE", help="the card that lies on it, TOML (default: an example)"
    )
    parser.add_argument("--no-card", action="store_true", help="begin without a card")
    parser.add_argument(
        "--scenario", metavar="FILE|NAME", help="what happens: a TOML or JSON file, or one of the installed ones"
    )
    parser.add_argument("--scenarios", action="store_true", help="list the installed scenarios of this kind and end")
    parser.add_argument("--link", type=Path, metavar="PATH", help="where its port shall lie (default: a private place)")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Serve until Ctrl-C or SIGTERM; each line on standard input is a deed that is done to the device."""
    stand_type = stand_of(DeviceKind(chosen.kind), chosen.driver)
    if chosen.scenarios:
        return _list_scenarios(chosen.kind, stand_type, output)
    stand = stand_type(SystemClock(), link=chosen.link)
    script = read_scenario(chosen.scenario, stand) if chosen.scenario else None
    if chosen.card is not None:
        _hold(stand, chosen.card)
    try:
        stand.simulator.start()
    except OSError as error:
        stand.simulator.stop()
        raise ConfigurationFaults([Fault("--link", Wrong.TAKEN, str(chosen.link), "a path that is free")]) from error
    try:
        if _LAY in stand.deeds and not chosen.no_card:
            stand.deeds[_LAY]()
        _serve(stand, script, output)
    finally:
        stand.simulator.stop()
    return Exit.DONE


def read_scenario(named: str, stand: Stand) -> Script:
    """Read a scenario for `stand` from a file, or the installed one of that name. Raises ConfigurationFaults."""
    installed = library(stand.kind.value)
    path = installed.get(named, Path(named))
    if named not in installed and not path.suffix:
        raise ConfigurationFaults([Fault("--scenario", Wrong.MISSING, named, ", ".join(installed) or "a file")])
    return load_script(
        path, commands=stand.commands, own=stand.own_faults, deeds=tuple(stand.deeds), kind=stand.kind.value
    )


def _list_scenarios(kind: str, stand_type: StandType, output: Output) -> Exit:
    stand = stand_type(SystemClock())
    listed = [(name, read_scenario(name, stand).about) for name in library(kind)]
    if output.as_json:
        output.document([{"scenario": name, "about": about} for name, about in listed])
    else:
        output.table("scenario", "what it plays", rows=[(name, escape(about)) for name, about in listed])
    return Exit.DONE


def _hold(stand: Stand, file: Path) -> None:
    if not isinstance(stand, HoldsSomething):
        raise ConfigurationFaults([Fault("--card", Wrong.NOT_ALLOWED, str(file), "a kind on which something is laid")])
    stand.hold(file)


def _serve(stand: Stand, script: Script | None, output: Output) -> None:
    with told_to_stop() as stopped:
        if output.as_json:
            output.document({"kind": stand.kind.value, "driver": stand.driver, "port": stand.simulator.port})
        else:
            output.line(stand.simulator.port)
            output.line(f"[dim]Type {', '.join(stand.deeds)}; Ctrl-C ends it.[/]")
        # Left behind at the end: a read from a terminal cannot be called back.
        Thread(target=_obey, args=(stand.deeds, output), name="bench input", daemon=True).start()
        with _played(script, stand, output) if script else nullcontext():
            stopped.wait()


@contextmanager
def _played(script: Script, stand: Stand, output: Output) -> Iterator[None]:
    deeds = {name: _told(name, deed, output) for name, deed in stand.deeds.items()}
    player = ScenarioPlayer(script, scenario=stand.simulator.scenario, deeds=deeds, clock=SystemClock())
    player.start()
    try:
        yield
    finally:
        player.stop()


def _told(name: str, deed: Callable[[], None], output: Output) -> Callable[[], None]:
    def do() -> None:
        deed()
        if output.as_json:
            output.document({"deed": name})
        else:
            output.line(f"[dim]scenario: {name}[/]")

    return do


def _obey(deeds: Mapping[str, Callable[[], None]], output: Output) -> None:
    for line in sys.stdin:
        word = line.strip()
        deed = deeds.get(word)
        if deed is not None:
            deed()
        if not output.as_json and word:
            output.line(f"[dim]{'done' if deed else 'known: ' + ', '.join(deeds)}[/]")
