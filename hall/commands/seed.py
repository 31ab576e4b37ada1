"""``hall seed``: bring in the synthetic city."""

import argparse

from hall.commands.catalogue import print_report
from hall.commands.opening import open_state


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(_chosen: argparse.Namespace) -> int:
    """Import the seed, if it is not there already."""
    open_state()
    from hall.seed.importing import import_seed  # noqa: PLC0415 - needs Django set up

    report = import_seed()
    if report is None:
        print("hall: the seed is there already")
    else:
        print("hall: seed brought in")
        print_report(report)
    return 0
