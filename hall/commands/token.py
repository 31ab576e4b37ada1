"""``hall token create|revoke --name NAME``."""

import argparse
import sys

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["create", "revoke"])
    parser.add_argument("--name", required=True, help="the terminal's name, at most 30 characters")


def run(chosen: argparse.Namespace) -> int:
    """Print a new token for the terminal (its former one ends), or end its token."""
    if not 0 < len(chosen.name) <= 30 or not chosen.name.isprintable():
        print("hall: a terminal's name has 1 to 30 printable characters", file=sys.stderr)
        return 2
    open_state()
    from hall.terminals.tokens import admit_terminal, revoke_terminal  # noqa: PLC0415 - needs Django set up

    if chosen.act == "create":
        print(admit_terminal(chosen.name))
        return 0
    if revoke_terminal(chosen.name):
        return 0
    print("hall: no such terminal", file=sys.stderr)
    return 1
