"""The bench, console script ``devices``: a technician's way to every device, without the kiosk.

Each command prints for people, or with ``--json`` one JSON document on standard output. Exit status:

    0  it worked
    2  wrong usage, or bindings that cannot work
    3  nothing came: no card, no code
    4  a device error; the text says what happened and who can do what
"""

from devices.cli.main import main

__all__ = ["main"]
