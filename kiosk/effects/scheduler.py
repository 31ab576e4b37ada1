"""What is due later: one thread that waits for the soonest."""

import heapq
from collections.abc import Callable, Hashable
from itertools import count
from threading import Event, Lock, Thread

from devices.api.clock import Clock

_LONGEST_WAIT_S = 3600.0


class Scheduler:
    """Calls actions when they are due, on its own thread; they must be short and raise nothing."""

    def __init__(self, clock: Clock) -> None:
        """Start the thread."""
        self._clock = clock
        self._lock = Lock()
        self._numbers = count()
        self._heap: list[tuple[float, int, Hashable]] = []
        self._due: dict[Hashable, tuple[int, Callable[[], object]]] = {}
        self._wake = Event()
        self._closing = False
        self._thread = Thread(target=self._run, name="scheduler", daemon=True)
        self._thread.start()

    def after(self, key: Hashable, seconds: float, action: Callable[[], object]) -> None:
        """Call `action` in `seconds`; replaces what was due under `key`."""
        due_s = self._clock.monotonic_s() + seconds
        with self._lock:
            number = next(self._numbers)
            self._due[key] = (number, action)
            heapq.heappush(self._heap, (due_s, number, key))
            self._wake.set()

    def drop(self, key: Hashable) -> None:
        """Forget what is due under `key`, if anything is. An action that has begun is not stopped."""
        with self._lock:
            self._due.pop(key, None)

    def close(self) -> None:
        """Forget everything and end the thread; calling it twice is fine."""
        with self._lock:
            self._closing = True
            self._due.clear()
            self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._lock:
                self._wake.clear()
                if self._closing:
                    return
                now_s = self._clock.monotonic_s()
                ready = self._take_ready(now_s)
                wait_s = self._heap[0][0] - now_s if self._heap else _LONGEST_WAIT_S
            for action in ready:
                action()
            if not ready:
                self._clock.wait(self._wake, min(wait_s, _LONGEST_WAIT_S))

    def _take_ready(self, now_s: float) -> list[Callable[[], object]]:
        ready: list[Callable[[], object]] = []
        while self._heap and (self._heap[0][0] <= now_s or not self._is_current(self._heap[0])):
            entry = heapq.heappop(self._heap)
            if self._is_current(entry):
                ready.append(self._due.pop(entry[2])[1])
        return ready

    def _is_current(self, entry: tuple[float, int, Hashable]) -> bool:
        """Whether the entry was neither dropped nor replaced."""
        number_and_action = self._due.get(entry[2])
        return number_and_action is not None and number_and_action[0] == entry[1]
