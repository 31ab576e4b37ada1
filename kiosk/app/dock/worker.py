"""The one thread on which the dock's buttons act, in the order in which they were pressed."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from kiosk.app.simulation.phone import PhoneOffline

_log = logging.getLogger(__name__)

OFFLINE = "The hall did not answer."


class Worker(QObject):
    """Lives on the GUI thread and owns one more.

    Signals:
        done: a job has ended; what went wrong, or nothing. Emitted on the worker's thread.
    """

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="dock")
        self._closed = False

    def have(self, do: Callable[[], None]) -> bool:
        """Have `do` done after everything asked for before; False where the dock is closing. GUI thread."""
        if not self._closed:
            self._pool.submit(self._do, do)
        return not self._closed

    def close(self) -> None:
        """Drop what has not begun, and wait for what has."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, do: Callable[[], None]) -> None:
        wrong = ""
        try:
            do()
        except PhoneOffline:
            wrong = OFFLINE
        # The top of a thread: the player is told, and the next button works.
        except Exception as error:
            _log.exception("a button of the dock failed")
            wrong = f"That failed: {type(error).__name__}"
        self.done.emit(wrong)
