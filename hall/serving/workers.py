"""Several processes that answer on one socket, kept by the one that started them.

The keeper answers nothing: it has one thread, so that forking from it is safe. It puts a worker that ended back, does
the housekeeping that must be done once, and on a signal lets every worker finish the calls that it began. A worker
whose keeper has gone, however it went, stops as if it had been told.
"""

import logging
import os
import select
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Final, NoReturn

from django.db import connections

from hall.serving.background import HOUSEKEEPING_EVERY_S

# A worker that ends this soon is put back only after so long, or a broken one would keep the machine busy.
SHORT_LIFE_S: Final = 5.0
STOP_S: Final = 20.0
_LOOK_AGAIN_S: Final = 1.0
_log: Final = logging.getLogger("hall.workers")


class Workers:
    """Made, run and stopped on the main thread of a process that has no other."""

    def __init__(self, count: int, *, work: Callable[[int], None], housekeeping: Callable[[], int]) -> None:
        """Keep what there is to do.

        Args:
            count: how many workers.
            work: runs in each, with the keeper's process id; answers until told to stop by SIGTERM.
            housekeeping: runs in the keeper; returns how many rows it touched.
        """
        self._count = count
        self._work = work
        self._housekeeping = housekeeping
        self._began: dict[int, float] = {}
        self._stopping = False

    def start(self) -> None:
        """Start all workers."""
        for _ in range(self._count):
            self._fork()

    def run(self, *, parent: int | None) -> None:
        """Keep the workers until a signal comes, or the process `parent` has gone; return once all have ended."""
        reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_stop)
        signal.signal(signal.SIGCHLD, _wake)
        waited = [reading]
        if parent is not None:
            waited.append(os.pidfd_open(parent))
        next_housekeeping = time.monotonic()
        while not self._stopping:
            if time.monotonic() >= next_housekeeping:
                self._keep_house()
                next_housekeeping = time.monotonic() + HOUSEKEEPING_EVERY_S
            self._put_back()
            ready, _, _ = select.select(waited, [], [], _LOOK_AGAIN_S)
            if reading in ready:
                os.read(reading, 4096)
            if any(descriptor != reading for descriptor in ready):
                self._stopping = True
        self._end_all()

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _fork(self) -> None:
        # A connection that two processes write to is worse than none.
        connections.close_all()
        keeper = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._be_a_worker(keeper)
        self._began[pid] = time.monotonic()

    def _be_a_worker(self, keeper: int) -> NoReturn:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._work(keeper)
            status = 0
        except Exception:  # noqa: BLE001 - a process's top: the log names it, and the keeper puts another in its place
            _log.exception("worker_failed")
        finally:
            os._exit(status)

    def _put_back(self) -> None:
        """Start a worker for each that ended."""
        for pid in self._ended():
            lived_s = time.monotonic() - self._began.pop(pid)
            _log.error("worker_ended", extra={"count": len(self._began)})
            if lived_s < SHORT_LIFE_S:
                select.select([], [], [], _LOOK_AGAIN_S)
            self._fork()

    def _ended(self) -> list[int]:
        return [pid for pid in self._began if os.waitpid(pid, os.WNOHANG)[0] == pid]

    def _end_all(self) -> None:
        for pid in self._began:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_S
        while self._began:
            for pid in self._ended():
                del self._began[pid]
            if time.monotonic() > deadline:
                for pid in self._began:
                    os.kill(pid, signal.SIGKILL)
            select.select([], [], [], 0.02)

    def _keep_house(self) -> None:
        try:
            touched = self._housekeeping()
        except Exception:  # noqa: BLE001 - a failed job must not end the keeper, and the log names it
            _log.exception("background_job_failed", extra={"stage": "housekeeping"})
        else:
            if touched:
                _log.info("housekeeping", extra={"count": touched})
        finally:
            connections.close_all()


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Nothing: what a signal does here is to write to the wake-up descriptor."""
