"""Lets one thread call back what another waits for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Cancellation:
    """Handed to `Supervisor.call`; `cancel` ends that call and every later one with it. Safe from any thread."""

    def __init__(self) -> None:
        """Begin with nothing called back."""
        self._lock = Lock()
        self._cancelled = False
        self._backs: dict[object, Callable[[], object]] = {}

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Call back whatever is under way, and all that will be asked for with this cancellation."""
        with self._lock:
            self._cancelled = True
            backs = list(self._backs.values())
            self._backs.clear()
        for back in backs:
            back()

    @contextmanager
    def watched(self, back: Callable[[], object]) -> Iterator[None]:
        """While the block runs, `cancel` calls `back`, once; at once if it was called before."""
        key = object()
        with self._lock:
            already = self._cancelled
            if not already:
                self._backs[key] = back
        if already:
            back()
        try:
            yield
        finally:
            with self._lock:
                self._backs.pop(key, None)
