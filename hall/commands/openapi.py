"""``hall openapi [--check]``: the contract as a file, the same bytes from the same code."""

import argparse
import sys
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).resolve().parent.parent / "openapi.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where the file is not up to date")
    parser.add_argument("--out", type=Path, default=FILE, help="the file (default: %(default)s)")


def run(chosen: argparse.Namespace) -> int:
    """Write or check the file."""
    import django  # noqa: PLC0415 - reads settings

    django.setup()
    from hall.project.contract import contract_text  # noqa: PLC0415 - needs Django set up

    text = contract_text()
    if not chosen.check:
        chosen.out.write_text(text, encoding="utf-8")
        return 0
    if chosen.out.is_file() and chosen.out.read_text(encoding="utf-8") == text:
        return 0
    print(f"hall: {chosen.out.name} is not what the code says; run `hall openapi`", file=sys.stderr)
    return 1
