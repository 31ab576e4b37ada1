"""kill -9 of a terminal that submits and of the hall, at any moment: nothing accepted is lost, nothing is there twice.

The truth is the database, read by its own means when all is over: each key that was accepted has the case whose number
the terminal was told, each key has one case, and no case is without a key.
"""

import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from benchmarks.hall_poster import read_journal, sign_in, submit_until_accepted
from benchmarks.hall_rig import BenchHall
from tests.support.hall import of_the_state_alone, run_hall

LONGEST_LIFE_S: Final = 0.6
PATIENCE_S: Final = 60.0
_VICTIMS: Final = (("poster",), ("hall",), ("poster", "hall"))


@dataclass(slots=True)
class Tally:
    """What the kills came to. `lost` and `doubled` must stay 0, and `chain` must be whole."""

    killed: Counter[str] = field(default_factory=Counter)
    keys: int = 0
    accepted: int = 0
    lost: int = 0
    doubled: int = 0
    chain: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not self.lost and not self.doubled and "whole" in self.chain


def kill_again_and_again(hall: BenchHall, *, times: int, seed: int) -> Tally:
    """Kill poster, hall or both so often, each time after a random moment of both at work; return what was left."""
    dice, tally = random.Random(seed), Tally()
    journal = hall.state.parent / "poster.journal"
    cases_before = count_cases(hall)
    poster = _poster(hall, journal)
    try:
        for _ in range(times):
            _until_it_submits(journal)
            sleep(dice.uniform(0, LONGEST_LIFE_S))
            for victim in dice.choice(_VICTIMS):
                tally.killed[victim] += 1
                if victim == "hall":
                    hall.kill()
                else:
                    _kill(poster)
            if hall.process is not None and hall.process.poll() is not None:
                hall.start()
            if poster.poll() is not None:
                poster = _poster(hall, journal)
    finally:
        _kill(poster)
    _settle(hall, journal, tally, cases_before)
    return tally


def count_cases(hall: BenchHall) -> int:
    """Return how many cases the database holds."""
    return int(_ask(hall, "Case.objects.count()"))


def _settle(hall: BenchHall, journal: Path, tally: Tally, cases_before: int) -> None:
    known = read_journal(journal)
    with closing(hall.caller()) as caller:
        citizen = sign_in(caller)
        told = {key: submit_until_accepted(caller, citizen, key) for key in known}
    accepted = {key: number for key, number in known.items() if number}
    tally.keys, tally.accepted = len(known), len(accepted)
    tally.lost = sum(told[key] != number for key, number in accepted.items())
    tally.doubled = count_cases(hall) - cases_before - len(set(told.values())) + len(known) - len(set(told.values()))
    tally.chain = run_hall(hall.state, "audit", "verify").stdout.strip()


def _ask(hall: BenchHall, question: str) -> str:
    program = (
        "from hall.commands.opening import open_state; open_state()\n"
        f"from hall.cases.models import Case; print({question})"
    )
    environment = {**of_the_state_alone(), "HALLKIOSK_HALL_STATE": str(hall.state)}
    environment["DJANGO_SETTINGS_MODULE"] = "hall.project.settings"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    return done.stdout.strip()


def _poster(hall: BenchHall, journal: Path) -> "subprocess.Popen[bytes]":
    token = (hall.state / "token").read_text(encoding="ascii").strip()
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.hall_poster", str(hall.port), token, str(journal)], stdin=subprocess.DEVNULL
    )


def _until_it_submits(journal: Path) -> None:
    """Wait until the poster that was started last has begun a key."""
    size = journal.stat().st_size if journal.exists() else 0
    deadline = monotonic() + PATIENCE_S
    while not journal.exists() or journal.stat().st_size <= size + 40:
        if monotonic() > deadline:
            raise SystemExit("bench-hall: the poster does not submit")
        sleep(0.005)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE_S)
