"""How much `bench-ui` asks of a program, kiosk and bare alike."""

import time
from collections.abc import Callable
from typing import Final

import psutil

TAPS: Final = 210
PAGE_CHANGES: Final = 500
IDLE_MS: Final = 5000


def cpu_percent(process: psutil.Process, milliseconds: int, pause: Callable[[int], None]) -> float:
    """Return what the process uses of one core, in percent, while nobody touches anything."""
    before, began_s = process.cpu_times(), time.monotonic()
    pause(milliseconds)
    after, ended_s = process.cpu_times(), time.monotonic()
    used_s = after.user + after.system - before.user - before.system
    return float(100 * used_s / (ended_s - began_s))
