"""``kiosk staff``: set the PINs of the staff door at installation, and read what was done behind it."""

import argparse
import getpass
import json
import sys
from pathlib import Path

from devices.api.clock import Clock
from kiosk.domain.staff import StaffRole
from kiosk.journal.errors import JournalError
from kiosk.journal.journal import open_journal
from kiosk.staff.errors import StaffError
from kiosk.staff.pins import LONGEST, SHORTEST, PinStore

_ROLES = ", ".join(role.value for role in StaffRole)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments on `parser`."""
    commands = parser.add_subparsers(dest="staff_command", metavar="COMMAND", required=True)
    setting = commands.add_parser("set-pin", help="set a role's PIN: asked for, or one line of standard input")
    setting.add_argument("--role", required=True, choices=[role.value for role in StaffRole])
    shown = commands.add_parser("log", help="what was done at the staff door, latest first; the kiosk must not run")
    shown.add_argument("--json", action="store_true", help="print JSON")
    roles = commands.add_parser("roles", help="which roles have a PIN")
    for command in (setting, shown, roles):
        command.add_argument("--settings", type=Path, metavar="FILE", help="settings file; default: the one in use")


def run(arguments: argparse.Namespace, folder: Path, clock: Clock) -> int:
    """Carry the command out on the state `folder`. Return 0, 1 where it cannot be done, 2 for an unfit PIN."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pins = PinStore(folder, clock)
    try:
        match arguments.staff_command:
            case "set-pin":
                return _set_pin(pins, StaffRole(arguments.role))
            case "roles":
                sys.stdout.write("".join(f"{role.value}\n" for role in pins.roles()))
                return 0
            case _:
                return _log(folder, clock, as_json=arguments.json)
    except StaffError as error:
        sys.stderr.write(f"kiosk staff: {error}\n")
        return 1
    except JournalError as error:
        sys.stderr.write(f"kiosk staff: {error}; is the kiosk running?\n")
        return 1


def _set_pin(pins: PinStore, role: StaffRole) -> int:
    if sys.stdin.isatty():
        pin = getpass.getpass(f"PIN for {role.value} ({SHORTEST} to {LONGEST} digits): ")
        if pin != getpass.getpass("again: "):
            sys.stderr.write("kiosk staff: the two differ; nothing was changed\n")
            return 2
    else:
        pin = sys.stdin.readline().strip()
    try:
        pins.set_pin(role, pin)
    except StaffError as error:
        if error.code != "pin_unfit":
            raise
        sys.stderr.write(
            f"kiosk staff: unfit ({error.detail_code}): {SHORTEST} to {LONGEST} digits, not all alike, not counting up "
            "or down, and not another role's\n"
        )
        return 2
    sys.stdout.write(f"kiosk staff: PIN of {role.value} set\n")
    return 0


def _log(folder: Path, clock: Clock, *, as_json: bool) -> int:
    with open_journal(folder, clock).journal as journal:
        entries = journal.staff.recent()
    if as_json:
        lines = [
            {"at": entry.at, "role": entry.role.value if entry.role else "", "act": entry.act.value, "code": entry.code}
            for entry in entries
        ]
        sys.stdout.write(json.dumps(lines, indent=1) + "\n")
    else:
        for entry in entries:
            role = entry.role.value if entry.role else "-"
            sys.stdout.write(f"{entry.at}  {role:<10}  {entry.act.value:<9}  {entry.code}\n")
    return 0
