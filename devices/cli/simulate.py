"""``devices simulate``: a simulated device on a port that any other program can open, until Ctrl-C."""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.drivers.sam_serial.card_file import EXAMPLE_CARD, load_card
from devices.drivers.sam_serial.simulator import COMMANDS, OWN_FAULTS, SimulatedSamReader
from devices.simulators.scenario import Script


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to simulate and where."""
    parser.add_argument("kind", choices=[DeviceKind.ID_CARD_READER.value], help="what to simulate")
    parser.add_argument(
        "--card", type=Path, metavar="FILE", help="the card that lies on it, TOML (default: an example)"
    )
    parser.add_argument("--no-card", action="store_true", help="begin without a card")
    parser.add_argument("--scenario", type=Path, metavar="FILE", help="what goes wrong, TOML")
    parser.add_argument("--link", type=Path, metavar="PATH", help="where its port shall lie (default: a private place)")


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Serve until Ctrl-C or SIGTERM; lines on standard input lay and lift the card, plug and unplug the reader."""
    card = load_card(chosen.card) if chosen.card else EXAMPLE_CARD
    script = Script.from_file(chosen.scenario, commands=COMMANDS, own=OWN_FAULTS) if chosen.scenario else None
    reader = SimulatedSamReader(link=chosen.link, script=script)
    if not chosen.no_card:
        reader.lay(card)
    deeds: dict[str, Callable[[], None]] = {
        "lay": lambda: reader.lay(card),
        "lift": reader.lift,
        "unplug": reader.unplug,
        "plug": reader.plug,
    }
    try:
        reader.start()
    except OSError as error:
        reader.stop()
        raise ConfigurationFaults([Fault("--link", Wrong.TAKEN, str(chosen.link), "a path that is free")]) from error
    stopped = Event()
    # Both set here: a shell that starts a command in the background has it ignore SIGINT.
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        if output.as_json:
            output.document({"kind": chosen.kind, "port": reader.port})
        else:
            output.line(reader.port)
            output.line(f"[dim]Type {', '.join(deeds)}; Ctrl-C ends it.[/]")
        # Left behind at the end: a read from a terminal cannot be called back.
        Thread(target=_obey, args=(deeds, output), name="bench input", daemon=True).start()
        stopped.wait()
    finally:
        reader.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return Exit.DONE


def _obey(deeds: dict[str, Callable[[], None]], output: Output) -> None:
    for line in sys.stdin:
        word = line.strip()
        deed = deeds.get(word)
        if deed is not None:
            deed()
        if not output.as_json and word:
            output.line(f"[dim]{'done' if deed else 'known: ' + ', '.join(deeds)}[/]")
