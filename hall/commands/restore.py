"""``hall restore FILE``."""

import argparse
from pathlib import Path

from hall.commands.audit import run as verify
from hall.project.database import checked_address
from hall.project.state_folder import StateFolder
from hall.transfer.backup import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("file", type=Path, help="what `hall backup` wrote")
    parser.add_argument(
        "--database",
        metavar="ADDRESS",
        help="an empty PostgreSQL, or the absolute path of a file that holds its address",
    )


def run(chosen: argparse.Namespace) -> int:
    """Bring the backup in and walk its audit trail. Status 1 where the trail is broken."""
    address = checked_address(chosen.database, source="--database") if chosen.database else None
    restore(chosen.file, StateFolder(chosen.state.resolve()), address)
    print(f"hall: restored to {chosen.state}")
    return verify(chosen)
