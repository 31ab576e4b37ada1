"""The command line: ``kiosk run | demo | settings | face | staff``. Each command loads only what it needs."""

import argparse
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from devices.api.clock import SystemClock
from kiosk.identity import arguments as face_arguments
from kiosk.journal.errors import JournalError
from kiosk.settings import command as settings_command
from kiosk.settings.errors import SettingsError
from kiosk.settings.folders import find_settings_file
from kiosk.settings.loading import load_settings
from kiosk.settings.model import Settings
from kiosk.staff import command as staff_command

_LANDSCAPE = (1920, 1080)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 wrong usage or settings."""
    parser = argparse.ArgumentParser(prog="kiosk", description="The self-service terminal of a government hall.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    run = commands.add_parser("run", help="open the terminal")
    run.add_argument("--simulate", action="store_true", help="with simulated devices and the device dock beside it")
    run.add_argument("--landscape", action="store_true", help="1920 x 1080 instead of the size in the settings")
    run.add_argument("--settings", type=Path, metavar="FILE", help="settings file; default: the one in use")
    demo = commands.add_parser("demo", help="play the whole journey with no one at the screen and no display")
    demo.add_argument(
        "--all", action="store_true", help="every journey there is, with a gallery of its pages and papers"
    )
    demo.add_argument("--only", nargs="+", default=[], metavar="JOURNEY", help="with --all: only these")
    demo.add_argument("--out", type=Path, help="folder to write to (default: out/demo, or out/gallery with --all)")
    demo.add_argument("--landscape", action="store_true", help="1920 x 1080 instead of 1080 x 1920")
    settings = commands.add_parser("settings", help="explain the settings, or check a file")
    settings_command.add_arguments(settings)
    face = commands.add_parser("face", help="compare two pictures, or measure how often the face engine errs")
    face_arguments.add_arguments(face)
    staff = commands.add_parser("staff", help="set the PINs of the staff door, or read what was done behind it")
    staff_command.add_arguments(staff)
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if chosen.command == "settings":
        return settings_command.run(chosen)
    try:
        if chosen.command == "face":
            return _face(chosen)
        if chosen.command == "staff":
            return staff_command.run(chosen, _settings(chosen.settings).state.folder, SystemClock())
        return _demo(chosen) if chosen.command == "demo" else _run(chosen)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except JournalError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return 1


def _settings(file: Path | None) -> Settings:
    found = file or find_settings_file()
    return Settings() if found is None else load_settings(found)


def _keep_time(settings: Settings) -> None:
    """Show and print the hall's time, whatever the machine is set to. Before Qt is loaded, which reads it once."""
    os.environ["TZ"] = settings.terminal.time_zone
    time.tzset()


def _landscape(settings: Settings, *, wanted: bool) -> Settings:
    if not wanted:
        return settings
    width_px, height_px = _LANDSCAPE
    return replace(settings, screen=replace(settings.screen, width_px=width_px, height_px=height_px))


def _simulated(settings: Settings) -> Settings:
    """Take what only simulated cards need, and keep its state apart from a real terminal's."""
    from kiosk.app.simulation.world import ROLES  # noqa: PLC0415 - with it the drivers and OpenCV

    return replace(
        settings,
        devices=replace(settings.devices, card_photo="synthetic", roles=ROLES),
        terminal=replace(settings.terminal, specimen=True),
        state=replace(settings.state, folder=settings.state.folder / "simulated"),
    )


def _run(chosen: argparse.Namespace) -> int:
    settings = _landscape(_settings(chosen.settings), wanted=chosen.landscape)
    _keep_time(settings)
    # Qt, and with it a second, is loaded only by the commands that draw.
    from kiosk.app.running import run  # noqa: PLC0415
    from kiosk.app.terminal import EXIT_RESTART  # noqa: PLC0415

    if chosen.simulate:
        settings = _simulated(settings)
    elif settings.devices.bindings_file is None:
        print(
            "kiosk: no devices are bound. Name a bindings file as devices.bindings_file in the settings\n"
            "(docs/devices.md), or try it with simulated ones: kiosk run --simulate",
            file=sys.stderr,
        )
        return 2
    status = run(settings, clock=SystemClock(), simulate=chosen.simulate)
    if status == EXIT_RESTART and "INVOCATION_ID" not in os.environ:
        # Nobody starts it again: systemd, which would, sets that variable.
        os.execv(sys.executable, [sys.executable, "-m", "kiosk.app", *sys.argv[1:]])  # noqa: S606  ourselves, anew
    return status


def _face(chosen: argparse.Namespace) -> int:
    from kiosk.identity import command  # noqa: PLC0415 - with it OpenCV

    return command.run(chosen, _settings(chosen.settings).face)


def _demo(chosen: argparse.Namespace) -> int:
    # No display is needed, and none is used: pictures are the same everywhere.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _keep_time(Settings())
    # After the environment is set, which Qt reads when it is loaded.
    from kiosk.app.demo import run_demo  # noqa: PLC0415
    from kiosk.app.demo_all import run_all  # noqa: PLC0415

    settings = _landscape(Settings(), wanted=chosen.landscape)
    settings = replace(_simulated(settings), screen=replace(settings.screen, motion=False))
    if chosen.all:
        out = (chosen.out or Path("out/gallery")).resolve()
        return run_all(out, settings, clock=SystemClock(), only=frozenset(chosen.only))
    return run_demo((chosen.out or Path("out/demo")).resolve(), settings, clock=SystemClock())
