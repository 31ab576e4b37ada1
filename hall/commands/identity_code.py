"""``hall identity-code issue --number N``: a one-time code, as the city's phone program would show it."""

import argparse
import sys

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["issue"])
    parser.add_argument(
        "--number", required=True, help="citizen number; - reads it from standard input, out of sight of `ps`"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the code. Status 1 where the population registry has no such person."""
    open_state()
    from hall.identity.codes import NoSuchPerson, issue_code  # noqa: PLC0415 - needs Django set up
    from hall.registries.ports import RegistryDown  # noqa: PLC0415 - as above

    number = sys.stdin.readline().strip() if chosen.number == "-" else chosen.number
    try:
        print(issue_code(number, actor="command").code)
    except NoSuchPerson:
        print("hall: the population registry has no such person", file=sys.stderr)
        return 1
    except RegistryDown as down:
        print(f"hall: the population registry does not answer: {down}", file=sys.stderr)
        return 1
    return 0
