"""A sample of `make bench-print_kill`: kill -9 of a terminal's print or reprint, of the printer, of both."""

import json
import subprocess
import sys
from pathlib import Path

RUNS = 12
ROOT = Path(__file__).parents[3]


def test_killed_in_mid_print_nothing_is_printed_twice_or_claimed_without_evidence() -> None:
    """Real processes, driver, journal and IPP; the simulated printer's own sheets are the truth."""
    command = [sys.executable, "-m", "benchmarks.print_kill", "--runs", str(RUNS), "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    assert found["lies"] == []
    assert found["runs"] == RUNS
    # A sample in which nobody was killed would show nothing.
    assert found["killed"].get("terminal", 0) >= RUNS // 4
    assert found["killed"].get("printer", 0) >= RUNS // 4
    assert found["ended"].get("unknown", 0) >= 1
    assert found["ended"].get("printed", 0) >= 1
    assert found["reprinted"].get("printed", 0) >= 1
    assert sum(found["reprinted"].values()) == RUNS // 4
