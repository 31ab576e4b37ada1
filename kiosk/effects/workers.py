"""A fixed number of threads that carry effects out. They catch nothing: whoever gives them work answers for it."""

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from devices.api.clock import Clock

_log = logging.getLogger(__name__)

Job = Callable[[], None]


class Workers:
    """The threads. Daemons: one that hangs in a library must not keep the program from ending."""

    def __init__(self, count: int, *, clock: Clock, crashed: Callable[[str, Exception], None]) -> None:
        """Start `count` threads.

        Args:
            count: how many jobs may run at once; further ones wait in the order they came.
            clock: time.
            crashed: told of an exception that a job let through, with the job's name.
        """
        self._clock = clock
        self._crashed = crashed
        self._jobs: SimpleQueue[tuple[str, Job] | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._threads = [Thread(target=self._work, name=f"effects {number}", daemon=True) for number in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, name: str, job: Job) -> bool:
        """Have `job` run; return False, and forget it, where the workers are closed. `name` is for fault reports."""
        with self._lock:
            if self._closed:
                return False
            self._jobs.put((name, job))
            return True

    def close(self, timeout_s: float) -> tuple[str, ...]:
        """Take no more jobs, finish those that wait, end the threads.

        Returns:
            The names of threads that still run when `timeout_s` is over.
        """
        with self._lock:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._jobs.put(None)
        ends_s = self._clock.monotonic_s() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, ends_s - self._clock.monotonic_s()))
        hung = tuple(thread.name for thread in self._threads if thread.is_alive())
        if hung:
            _log.error("threads left behind: %s", ", ".join(hung))
        return hung

    def _work(self) -> None:
        while (taken := self._jobs.get()) is not None:
            name, job = taken
            del taken
            try:
                job()
            # The thread's top: whatever a job let through must not end the thread that the next citizen needs.
            except Exception as error:  # noqa: BLE001
                self._crashed(name, error)
            # What the job held may be personal; the loop must not hold it until the next job comes.
            del job
