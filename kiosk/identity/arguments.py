"""What ``kiosk face`` takes. Apart from the command itself, which loads OpenCV."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments on `parser`."""
    commands = parser.add_subparsers(dest="face_command", metavar="COMMAND", required=True)
    compare = commands.add_parser("compare", help="compare the largest faces of two pictures")
    compare.add_argument("a", type=Path, metavar="A", help="a picture file; the card's side")
    compare.add_argument("b", type=Path, metavar="B", help="a picture file; the live side")
    evaluate = commands.add_parser("evaluate", help="measure error rates on pairs of pictures")
    evaluate.add_argument("pairs", type=Path, metavar="PAIRS.csv", help="columns a, b, same (1 or 0)")
    evaluate.add_argument("--degrade", action="store_true", help="also with column a made as poor as a card's photo")
    for command in (compare, evaluate):
        command.add_argument("--json", action="store_true", help="print JSON")
        command.add_argument("--settings", type=Path, metavar="FILE", help="settings file, whose engine is used")
