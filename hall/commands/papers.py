"""``hall papers revoke --number N [--copy C]``: take a paper back. Whoever checks it learns so from the signed list."""

import argparse
import sys

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["revoke"])
    parser.add_argument("--number", required=True, help="the paper's number")
    parser.add_argument("--copy", type=int, default=None, help="one copy only; without it, all that were issued")


def run(chosen: argparse.Namespace) -> int:
    """Revoke the paper, on record."""
    open_state()
    from hall.papers.withdrawing import revoke_paper  # noqa: PLC0415 - needs Django set up

    revoked = revoke_paper(chosen.number, chosen.copy, actor="command")
    if revoked is None:
        print("hall: no such paper or copy", file=sys.stderr)
        return 1
    print(f"{chosen.number}: {revoked} copies revoked")
    return 0
