"""kill -9 of the terminal that submits and of the hall; `make bench-hall` does it 200 times on each database."""

from pathlib import Path

import pytest

from benchmarks.hall_kills import kill_again_and_again
from benchmarks.hall_rig import BenchHall
from devices.simulators.tcp_server import free_port

KILLS = 3


@pytest.mark.both_databases
def test_nothing_lost_and_nothing_doubled(state: Path) -> None:
    """Killed at random moments of both at work: every accepted case is there, once, and the audit trail is whole."""
    hall = BenchHall(state, free_port(), workers=1, postmaster=None)
    hall.start()
    try:
        tally = kill_again_and_again(hall, times=KILLS, seed=20261125)
    finally:
        hall.stop()
    assert tally.is_clean, tally
    assert tally.killed.total() >= KILLS
    assert tally.accepted > 0
