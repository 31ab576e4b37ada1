"""``hall keys list|prepare|rotate|revoke``: the keys that sign papers.

A running hall sees a change when it is restarted.
"""

import argparse
import sys

from hall.commands.opening import open_state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare this command's arguments."""
    parser.add_argument("act", choices=["list", "prepare", "rotate", "revoke"])
    parser.add_argument("--kid", default="", help="which key to revoke")


def run(chosen: argparse.Namespace) -> int:
    """List the keys, publish the next, retire the active one for it, or say that one got out."""
    open_state()
    from hall.papers.key_changes import prepare_key, revoke_key, rotate_key  # noqa: PLC0415 - needs Django set up
    from hall.papers.signing_keys import signing_keys  # noqa: PLC0415 - needs Django set up

    if chosen.act == "rotate":
        rotate_key()
    elif chosen.act == "prepare":
        prepare_key()
    elif chosen.act == "revoke" and not revoke_key(chosen.kid):
        print("hall: no key of that kid", file=sys.stderr)
        return 1
    for key in signing_keys().all():
        print(f"{key.kid}  {key.status.value:8}  {key.not_before.date()} to {key.not_after.date()}")
    return 0
