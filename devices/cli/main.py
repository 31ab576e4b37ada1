"""The bench's parser: chooses the command, turns device errors into words and an exit status."""

import argparse
import logging
from collections.abc import Sequence
from types import ModuleType

from devices.api.errors import DeviceError
from devices.cli import (
    conformance,
    decode,
    latencies,
    listing,
    read_id,
    record,
    replay,
    report,
    self_test,
    simulate,
    status,
    watch,
)
from devices.cli.exits import Exit
from devices.cli.output import Output

_COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "list": (listing, "list the drivers installed here"),
    "status": (status, "ask every bound device how it is"),
    "watch": (watch, "show how every bound device is and what happens, live"),
    "read-id": (read_id, "read one resident ID card from a serial port"),
    "test": (self_test, "run self-tests of bound devices"),
    "report": (report, "write a report: is each bound device ready, with its last self-test"),
    "decode": (decode, "read the codes in pictures"),
    "bench": (latencies, "measure how long a device takes for what can be repeated"),
    "record": (record, "keep what goes over a device's wire, timed, without anybody's data"),
    "replay": (replay, "play a recorded wire against the driver"),
    "conformance": (conformance, "prove a driver by the contract of its kind"),
    "simulate": (simulate, "serve a simulated device until stopped"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of the bench and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="devices", description="The bench: devices of a hall terminal, without the kiosk."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, words) in _COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("--json", action="store_true", help="print one JSON document")
        command.add_argument("--verbose", action="store_true", help="log what happens to standard error")
        module.add_arguments(command)
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO if chosen.verbose else logging.CRITICAL, format="%(levelname)s %(message)s")
    output = Output(as_json=chosen.json)
    module, _ = _COMMANDS[chosen.command]
    try:
        done: Exit = module.run(chosen, output)
    except DeviceError as error:
        return int(output.failed(error))
    except KeyboardInterrupt:
        return 130  # as shells say for a command stopped by Ctrl-C
    return int(done)
