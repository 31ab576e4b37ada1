"""The jobs of one device: those that wait, and the one under way."""

from collections import deque
from threading import Lock

from devices.supervisor.job import Job


class CommandQueue:
    """First come, first served. Safe from any thread; it moves jobs and never ends one itself."""

    def __init__(self) -> None:
        """Begin empty and open."""
        self._lock = Lock()
        self._waiting: deque[Job] = deque()
        self._current: Job | None = None
        self._closed = False

    def put(self, job: Job) -> bool:
        """Add a job at the end; False if the queue is closed."""
        with self._lock:
            if not self._closed:
                self._waiting.append(job)
            return not self._closed

    def take(self) -> Job | None:
        """Make the first waiting job the one under way and return it."""
        with self._lock:
            self._current = self._waiting.popleft() if self._waiting else None
            return self._current

    def done(self) -> None:
        """Nothing is under way any more."""
        with self._lock:
            self._current = None

    @property
    def current(self) -> Job | None:
        """The job under way."""
        with self._lock:
            return self._current

    def pull(self, number: int) -> Job | None:
        """Take the waiting job with this ticket number out."""
        with self._lock:
            for job in self._waiting:
                if job.ticket.number == number:
                    self._waiting.remove(job)
                    return job
            return None

    def pull_overdue(self, now_s: float) -> list[Job]:
        """Take out the waiting jobs whose deadline has passed."""
        with self._lock:
            overdue = [job for job in self._waiting if job.ends_s <= now_s]
            for job in overdue:
                self._waiting.remove(job)
            return overdue

    def pull_all(self) -> list[Job]:
        """Take out all waiting jobs."""
        with self._lock:
            jobs = list(self._waiting)
            self._waiting.clear()
            return jobs

    def close(self) -> None:
        """Accept nothing from now on."""
        with self._lock:
            self._closed = True
