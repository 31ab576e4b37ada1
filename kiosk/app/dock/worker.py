"""A thread on which the dock's buttons act, in the order in which they were pressed."""

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
        done: what `have` was asked for has ended; what went wrong, or nothing. Emitted on the worker's thread.
    """

    done = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"dock-{name}")
        self._closed = False

    def have(self, do: Callable[[], None]) -> bool:
        """Have `do` done after everything asked for before; False where the dock is closing. GUI thread."""
        if not self._closed:
            self._pool.submit(self._do, do, self.done.emit)
        return not self._closed

    def have_quietly(self, do: Callable[[], None]) -> None:
        """Have `do` done likewise, without a signal at its end."""
        if not self._closed:
            self._pool.submit(self._do, do, lambda _: None)

    def close(self) -> None:
        """Drop what has not begun, and wait for what has."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _do(self, do: Callable[[], None], tell: Callable[[str], None]) -> None:
        wrong = ""
        try:
            do()
        except PhoneOffline:
            wrong = OFFLINE
        # The top of a thread: the player is told, and the next button works.
        except Exception as error:  # noqa: BLE001
            _log.exception("a button of the dock failed")
            wrong = f"That failed: {type(error).__name__}"
        tell(wrong)
