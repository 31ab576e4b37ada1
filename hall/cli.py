"""The command line: ``hall serve | seed | catalogue | token | ...``, as `COMMANDS` lists them.

Each command is a module of `hall.commands` with `add_arguments` and `run`; Django is loaded only once the state folder
is known, since its settings read it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from hall import VERSION
from hall.project.state_folder import ENVIRONMENT_NAME, StateUnusable
from hall.registries.http.exchange_file import ExchangeFileWrong

COMMANDS: Final = {
    "serve": "answer terminals, until told to stop",
    "seed": "bring in the synthetic city: catalogue, people, houses",
    "catalogue": "check a catalogue's files, or publish them",
    "token": "admit a terminal, or end its token",
    "identity-code": "issue a one-time identity code",
    "cases": "list cases, and do with one what its office does",
    "keys": "list, prepare, rotate or revoke the keys that sign papers",
    "papers": "revoke a paper",
    "report": "lay out what a terminal did on a day",
    "registries": "list where registries are asked, or ask one",
    "backup": "keep database and keys in one file",
    "restore": "bring a backup into a new state folder",
    "migrate-to": "move from SQLite to an empty PostgreSQL",
    "audit": "verify the audit trail",
    "openapi": "write or check the contract, hall/openapi.json",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 refused or wrong, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="hall", description="The hall server of hallkiosk.")
    parser.add_argument("--version", action="version", version=f"hall {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        if name != "openapi":
            command.add_argument(
                "--state", type=Path, default=default_state_folder(), help="state folder (default: %(default)s)"
            )
        import_module(f"hall.commands.{name.replace('-', '_')}").add_arguments(command)
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help(sys.stderr)
        return 2
    return _run(chosen)


def default_state_folder() -> Path:
    """Return ``$XDG_STATE_HOME/hallkiosk/hall``, or what the environment names."""
    named = os.environ.get(ENVIRONMENT_NAME)
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return Path(named) if named else base / "hallkiosk" / "hall"


def _run(chosen: argparse.Namespace) -> int:
    if getattr(chosen, "state", None) is not None:
        os.environ[ENVIRONMENT_NAME] = str(chosen.state.resolve())
    else:
        os.environ.pop(ENVIRONMENT_NAME, None)
    if getattr(chosen, "dock", False):
        os.environ["HALLKIOSK_HALL_DOCK"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hall.project.settings"
    # Looking for pydantic plug-ins reads the metadata of every installed package, at every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    command = import_module(f"hall.commands.{chosen.command.replace('-', '_')}")
    try:
        status: int = command.run(chosen)
    except (StateUnusable, ExchangeFileWrong) as error:
        print(f"hall: {error}", file=sys.stderr)
        return 1
    return status
