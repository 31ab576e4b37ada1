"""A command on a thread of its own, so that a check can cancel it, pull its device's plug, and see when it ends."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

from devices.api.clock import Clock
from devices.api.errors import DeviceError
from devices.contract.outcome import broken

ResultT = TypeVar("ResultT")


class Running(Generic[ResultT]):
    """Begins at once. Made and asked by the check's thread."""

    def __init__(self, work: Callable[[], ResultT], clock: Clock) -> None:
        """Run `work`."""
        self._work = work
        self._clock = clock
        self._ended = Event()
        self._ended_s = 0.0
        self._results: list[ResultT] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="contract command", daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._ended.is_set()

    @property
    def ended_s(self) -> float:
        """When it was over, by the clock's monotonic time; valid once it is."""
        return self._ended_s

    def lasts(self, seconds: float) -> bool:
        """Wait `seconds`; whether it is still under way then."""
        return not self._clock.wait(self._ended, seconds)

    def error(self, within_s: float) -> DeviceError | None:
        """Return the `DeviceError` it ended with, or None if it ended well.

        Raises:
            Broken: it is not over within `within_s`, or ended with what no driver may raise.
        """
        if not self._clock.wait(self._ended, within_s):
            broken(f"an end within {within_s:g} s", "it still runs")
        self._thread.join()
        if self._error is not None and not isinstance(self._error, DeviceError):
            broken("DeviceError", type(self._error).__name__)
        return self._error

    def result(self, within_s: float) -> ResultT:
        """Return what it returned. Raises what it raised, or Broken as `error` does."""
        error = self.error(within_s)
        if error is not None:
            raise error
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        # A thread's top: what a driver must not raise is what this is here to see.
        except BaseException as error:  # noqa: BLE001
            self._error = error
        self._ended_s = self._clock.monotonic_s()
        self._ended.set()
