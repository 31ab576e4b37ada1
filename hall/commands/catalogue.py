"""``hall catalogue check|import [--from FOLDER]``: hold a catalogue's files against the rules, or publish them.

Publishing is safe to repeat: what the files say already is left as it is, what they no longer name is withdrawn.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hall.commands.opening import open_state

if TYPE_CHECKING:
    from hall.catalogue.publication import PublicationReport

_NAMED_AT_MOST = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["check", "import"])
    parser.add_argument("--from", dest="folder", type=Path, help="the catalogue's folder (default: the seed's)")


def run(chosen: argparse.Namespace) -> int:
    """Check or import; status 1 with a line for each fault where the files are wrong, and nothing is changed."""
    open_state()
    from hall.catalogue.files.faults import CatalogueFilesWrong  # noqa: PLC0415 - needs Django set up
    from hall.catalogue.files.reading import read_catalogue  # noqa: PLC0415 - as above
    from hall.catalogue.publication import publish  # noqa: PLC0415 - as above
    from hall.seed.freshness import CATALOGUE_FOLDER  # noqa: PLC0415 - as above

    try:
        publication = read_catalogue(chosen.folder or CATALOGUE_FOLDER)
    except CatalogueFilesWrong as wrong:
        for fault in wrong.faults:
            print(f"hall: {fault}", file=sys.stderr)
        return 1
    if chosen.act == "check":
        print(f"hall: {len(publication.items)} items, {len(publication.bundles)} bundles: nothing is wrong")
    else:
        print_report(publish(publication))
    return 0


def print_report(report: "PublicationReport") -> None:
    """Say what was added, changed, withdrawn and left."""
    from hall.catalogue.publication import Fate  # noqa: PLC0415 - needs Django set up

    for what, of in (("items", report.items_of), ("bundles", report.bundles_of)):
        for fate in Fate:
            ids = of(fate)
            named = f": {', '.join(ids)}" if ids and fate is not Fate.LEFT and len(ids) <= _NAMED_AT_MOST else ""
            print(f"hall: {what} {fate.value}: {len(ids)}{named}")
