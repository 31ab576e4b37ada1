"""Killed at any step, a terminal loses nothing it accepted, prints nothing twice, and claims nothing it cannot know."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.journal.journal import open_journal
from kiosk.journal.print_states import PrintState
from tests.support.hall_double import HallDouble
from tests.support.kiosk_clock import ManualClock
from tests.support.kiosk_lives import TRANSACTION

KILLS = 12
ROOT = Path(__file__).parents[3]


@dataclass
class Lives:
    """The program that lives visits."""

    process: "subprocess.Popen[str]"

    def live(self, folder: Path, hall: HallDouble, *, kill_at: int = 0) -> tuple[int, int]:
        """Live a visit; return its exit status and its steps."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"folder": str(folder), "hall_url": hall.base_url, "kill_at": kill_at}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["status"], answer["steps"]


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    """One program for all lives of this module."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.kiosk_lives"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Lives(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.fixture(scope="module")
def steps(lives: Lives, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps an undisturbed visit takes; it ends well, with one sheet, one report, one rating."""
    folder = tmp_path_factory.mktemp("undisturbed")
    hall = HallDouble()
    hall.start()
    status, steps = lives.live(folder, hall)
    hall.stop()
    assert status == 0
    assert _sheets(folder) == 1
    assert [report["outcome"] for report in hall.reports] == ["printed"]
    assert list(hall.ratings.values()) == [4]
    return steps


def _sheets(folder: Path) -> int:
    """What really came out."""
    file = folder / "sheets"
    return len(file.read_text(encoding="ascii").splitlines()) if file.exists() else 0


@pytest.mark.parametrize("number", range(KILLS))
def test_killed_in_mid_visit(lives: Lives, steps: int, tmp_path: Path, number: int) -> None:
    """Killed at a step drawn from a seed, then started again with the same keys."""
    # Spread over the whole visit, so that a dozen reach every part of it.
    kill_at = random.Random(number).randint(1 + steps * number // KILLS, steps * (number + 1) // KILLS)
    hall = HallDouble()
    hall.start()
    try:
        status, _ = lives.live(tmp_path, hall, kill_at=kill_at)
        assert status == -9, f"step {kill_at} of {steps}"
        came_out = _sheets(tmp_path)
        with open_journal(tmp_path, ManualClock()).journal as journal:
            found = journal.prints.find(TRANSACTION)
            if found is not None:
                assert found.settled
                # No claim without evidence, whatever the step.
                assert found.state is not PrintState.PRINTED or came_out == 1
                assert found.state is not PrintState.NOT_PRINTED or came_out == 0
        status, _ = lives.live(tmp_path, hall)
        assert status == 0
        assert _sheets(tmp_path) <= 1
        assert len(hall.cases) == 1
        assert len(hall.papers) == 1
        assert list(hall.ratings.values()) == [4]
        said = [report["outcome"] for report in hall.reports]
        if found is not None and found.state is PrintState.UNKNOWN:
            # Nobody knows; nothing more is printed, and both hall and staff are told.
            assert _sheets(tmp_path) == came_out
            assert said == ["unknown"]
        else:
            assert _sheets(tmp_path) == 1
            assert said[-1] == "printed"
            assert said.count("printed") == 1
    finally:
        hall.stop()
