"""``hall migrate-to ADDRESS``."""

import argparse
import sys
from pathlib import Path

from hall.commands.opening import open_state
from hall.project.database import checked_address, database_address
from hall.project.state_folder import StateFolder, write_secret_once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument(
        "address",
        help="postgresql://USER:PASSWORD@HOST/NAME of an empty database, or the absolute path of a file that holds it",
    )


def run(chosen: argparse.Namespace) -> int:
    """Move the hall to PostgreSQL; from the next start on it is there. Status 1 where it stays where it was."""
    state = StateFolder(chosen.state.resolve())
    address = checked_address(chosen.address, source="the argument")
    if database_address(state) is not None:
        print("hall: this hall is on PostgreSQL already", file=sys.stderr)
        return 1
    from hall.serving.in_use import alone  # noqa: PLC0415 - after what needs no state

    with alone(state):
        open_state()
        from hall.transfer.moving_house import move_to  # noqa: PLC0415 - needs Django set up

        moved = move_to(address)
        write_secret_once(state.database_address, address.encode() + b"\n")
        left = _set_aside(state)
    print(f"hall: moved {sum(moved.rows.values())} rows of {len(moved.rows)} tables")
    print(f"hall: the audit trail is whole there, {moved.audit_rows} rows")
    print(f"hall: the address is in {state.database_address.name}; what was left behind is {left.name}")
    return 0


def _set_aside(state: StateFolder) -> Path:
    """Rename the file, so that nobody takes it for the database. Its journal was emptied when it was closed."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    connection.close()
    left = state.database.with_suffix(".moved")
    state.database.rename(left)
    return left
