"""`kiosk settings`: explain every setting, or check a file and show what follows from it."""

import argparse
import shutil
import sys
from functools import reduce
from pathlib import Path

from kiosk.settings.errors import SettingsError
from kiosk.settings.folders import find_settings_file
from kiosk.settings.loading import described, load_settings
from kiosk.settings.model import Settings
from kiosk.settings.reference import as_markdown, as_text, value_text
from kiosk.settings.token import read_token


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments on `parser`."""
    parser.add_argument("--explain", action="store_true", help="list every setting with default, unit and meaning")
    parser.add_argument("--markdown", action="store_true", help="with --explain: as docs/settings.md")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="check this file; default: the one in use")


def run(arguments: argparse.Namespace) -> int:
    """Carry the command out; return its exit status: 0, or 2 where the settings have a fault."""
    if arguments.explain:
        width = min(shutil.get_terminal_size().columns, 120)
        sys.stdout.write(as_markdown() if arguments.markdown else as_text(width=width))
        return 0
    file: Path | None = arguments.settings or find_settings_file()
    try:
        settings = Settings() if file is None else load_settings(file)
        if settings.hall.token_file is not None:
            read_token(settings.hall.token_file)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"# {file or 'no settings file: defaults'}\n")
    for setting in described():
        value = reduce(getattr, setting.path, settings)
        sys.stdout.write(f"{setting.key} = {value_text(value)}\n")
    return 0
