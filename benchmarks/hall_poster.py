"""A terminal that submits cases until killed: each key is on its disk before it is sent, and after it is accepted.

Run as `python -m benchmarks.hall_poster PORT TOKEN JOURNAL`. What the journal says was begun and not accepted is sent
again first, by the same key, as often as it takes.
"""

import os
import sys
import uuid
from pathlib import Path
from time import sleep

from benchmarks.hall_rig import Caller, NoAnswer


def read_journal(file: Path) -> dict[str, str]:
    """Return each key that was begun, with the number of its case, or "" where none is known."""
    known: dict[str, str] = {}
    for line in file.read_text(encoding="ascii").splitlines() if file.exists() else ():
        key, _, number = line.partition(" ")
        # A line that was cut off is a key that was never sent, or a number that is asked for again.
        if len(key) == len(str(uuid.UUID(int=0))) and (not number or number.endswith(".")):
            known[key] = number.rstrip(".") or known.get(key, "")
    return known


def submit_until_accepted(caller: Caller, citizen: str, key: str) -> str:
    """Send one key until the hall takes it; return the case's number."""
    while True:
        try:
            return caller.submit(citizen, key)
        except NoAnswer:
            sleep(0.02)


def sign_in(caller: Caller) -> str:
    """Sign in, as soon as the hall is there."""
    while True:
        try:
            return caller.sign_in()
        except NoAnswer:
            sleep(0.02)


def main() -> None:
    """Submit until killed."""
    port, token, journal = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    caller = Caller(port, token)
    citizen = sign_in(caller)
    begun = [key for key, number in read_journal(journal).items() if not number]
    with journal.open("ab", buffering=0) as kept:
        kept.write(b"\n")  # ends a line that was cut off
        while True:
            key = begun.pop() if begun else str(uuid.uuid4())
            _keep(kept.fileno(), key)
            _keep(kept.fileno(), f"{key} {submit_until_accepted(caller, citizen, key)}.")


def _keep(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())
    os.fsync(descriptor)


if __name__ == "__main__":
    main()
