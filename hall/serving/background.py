"""What the hall does on the side: load what printing needs before the first paper, and forget what is past its time."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import connection

WARM_UP_AFTER_S: Final = 3.0
HOUSEKEEPING_EVERY_S: Final = 3600.0
_log: Final = logging.getLogger("hall.background")


class Background:
    """One daemon thread that takes its jobs in turn. Never needed for a call to be answered."""

    def __init__(self, *, warm_up: Callable[[], None], housekeeping: Callable[[], int] | None) -> None:
        """Keep the jobs; `housekeeping` returns how many rows it deleted, and is None where another process does it."""
        self._warm_up = warm_up
        self._housekeeping = housekeeping
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hall-background", daemon=True)

    def start(self) -> None:
        """Begin; the first job waits until the start's own work is over."""
        self._thread.start()

    def stop(self, *, timeout_s: float) -> None:
        """End after the job at hand, waiting at most `timeout_s`."""
        self._stop.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        if self._stop.wait(WARM_UP_AFTER_S):
            return
        self._do("warm_up", self._warm_up)
        housekeeping = self._housekeeping
        while housekeeping is not None and not self._stop.is_set():
            self._do("housekeeping", partial(self._housekeep, housekeeping))
            self._stop.wait(HOUSEKEEPING_EVERY_S)

    def _housekeep(self, housekeeping: Callable[[], int]) -> None:
        deleted = housekeeping()
        if deleted:
            _log.info("housekeeping", extra={"count": deleted})

    def _do(self, stage: str, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception:  # noqa: BLE001 - a thread's top: a failed job must not end the thread, and the log names it
            _log.exception("background_job_failed", extra={"stage": stage})
        finally:
            connection.close()
