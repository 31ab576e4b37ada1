"""``hall audit verify``."""

import argparse
import sys

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["verify"])


def run(_chosen: argparse.Namespace) -> int:
    """Walk the whole trail. Status 1 where it was tampered with or damaged."""
    open_state()
    from hall.audit.verification import ChainBroken, verify_chain  # noqa: PLC0415 - needs Django set up

    verdict = verify_chain()
    if isinstance(verdict, ChainBroken):
        print(f"hall: the audit trail is broken at row {verdict.sequence}", file=sys.stderr)
        return 1
    print(f"hall: the audit trail is whole, {verdict.rows} rows")
    return 0
