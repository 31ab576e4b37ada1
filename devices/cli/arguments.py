"""Types of arguments that several commands take."""

import argparse
import os
from pathlib import Path

from devices.bench.history import FILE_NAME

_LONGEST_S = 3600.0


def seconds(text: str) -> float:
    """Return a time to wait, above 0 and up to an hour."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= _LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text!r} is no time from 0 to {_LONGEST_S:g} seconds")
    return value


def add_history_argument(parser: argparse.ArgumentParser) -> None:
    """Take ``--history FILE``, where self-tests are kept."""
    parser.add_argument(
        "--history",
        type=Path,
        default=_state_folder() / FILE_NAME,
        metavar="FILE",
        help="where self-tests are kept (default: %(default)s)",
    )


def _state_folder() -> Path:
    """Return where this terminal keeps things: ``$XDG_STATE_HOME/hallkiosk`` (XDG Base Directory Specification 0.8)."""
    said = os.environ.get("XDG_STATE_HOME", "")
    base = Path(said) if said and Path(said).is_absolute() else Path.home() / ".local" / "state"
    return base / "hallkiosk"
