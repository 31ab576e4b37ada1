"""``hall backup --out FILE``."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from hall.project.database import database_address
from hall.project.state_folder import StateFolder
from hall.transfer.backup import back_up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("--out", type=Path, required=True, help="the file, which must not be there; holds the keys too")


def run(chosen: argparse.Namespace) -> int:
    """Write the backup. The hall may run meanwhile."""
    state = StateFolder(chosen.state.resolve())
    if not state.is_in_use:
        print(f"hall: there is no hall in {state.root}", file=sys.stderr)
        return 1
    if chosen.out.exists() or not chosen.out.resolve().parent.is_dir():
        print(f"hall: {chosen.out} is there already, or its folder is not", file=sys.stderr)
        return 1
    size = back_up(state, database_address(state), chosen.out, made_at=datetime.now(UTC))
    print(f"hall: {chosen.out} holds database and keys, {size} bytes: keep it as you would keep the keys")
    return 0
