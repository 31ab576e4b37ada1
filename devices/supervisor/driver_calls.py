"""Calls into a driver: converted at the edge, and under the eye of a watch that sees when one does not return."""

import logging
from collections.abc import Callable
from pathlib import PurePath
from threading import Lock
from traceback import extract_tb
from typing import TypeVar

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.errors import DeviceError, DriverFailed, DriverHung
from devices.supervisor.job import Job
from devices.supervisor.settings import SupervisorSettings

_LOG = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")


class DriverCalls:
    """The calls of one device, one at a time, on its owner's thread; `overdue` and `pull_leash` from any."""

    def __init__(self, device_id: str, *, clock: Clock, settings: SupervisorSettings) -> None:
        """Begin with no call under way."""
        self._device_id = device_id
        self._clock = clock
        self._settings = settings
        self._lock = Lock()
        self._leash: Control | None = None
        self._job: Job | None = None
        self._must_return_s = float("inf")
        self._hung = False
        self._closing = False

    def ask(self, question: Callable[[], ResultT], *, within_s: float = float("inf")) -> ResultT:
        """Call what has no leash: build, open, close. It hangs if it is not back `within_s` seconds.

        Raises:
            DriverHung: it returned so late that `overdue` has already said so.
            DeviceError: naming the device; `DriverFailed` for anything that is none.
        """
        return self._call(question, None, None, self._clock.monotonic_s() + within_s)

    def look(self, question: Callable[[Control], ResultT]) -> ResultT:
        """Ask something of the supervisor's own (status, poll) within its own deadline. Raises as `perform`."""
        deadline_s = self._settings.idle_deadline_s
        leash = Control(self._clock, device_id=self._device_id, deadline_s=deadline_s)
        return self._call(lambda: question(leash), leash, None, self._clock.monotonic_s() + deadline_s)

    def perform(self, job: Job, question: Callable[[Control], ResultT]) -> ResultT:
        """Run a command on its own leash.

        Raises:
            DriverHung: it returned so late that `overdue` has already ended the job.
            DeviceError: as `ask`.
        """
        leash = job.control
        leash.check()
        return self._call(lambda: question(leash), leash, job, job.ends_s)

    def pull_leash(self) -> None:
        """Call back what is under way, and whatever begins from now on. From any thread; for closing."""
        with self._lock:
            self._closing = True
            leash = self._leash
        if leash is not None:
            leash.cancel()

    def overdue(self) -> tuple[bool, Job | None]:
        """Return, once a call, whether it should have returned long ago, and the job that it is for. Any thread."""
        with self._lock:
            if self._hung or self._clock.monotonic_s() < self._must_return_s:
                return False, None
            self._hung = True
            return True, self._job

    def _call(
        self, question: Callable[[], ResultT], leash: Control | None, job: Job | None, returns_by_s: float
    ) -> ResultT:
        with self._lock:
            self._leash, self._job = leash, job
            self._must_return_s = returns_by_s + self._settings.overrun_s
            closing = self._closing
        if closing and leash is not None:
            leash.cancel()
        try:
            return self._converted(question)
        finally:
            with self._lock:
                hung = self._hung
                self._leash, self._job = None, None
                self._must_return_s = float("inf")
                self._hung = False
            if hung:
                raise DriverHung(device_id=self._device_id)

    def _converted(self, question: Callable[[], ResultT]) -> ResultT:
        try:
            return question()
        except DeviceError as error:
            error.device_id = error.device_id or self._device_id
            raise
        # The thread's top for all that a driver may do: one bad driver must not take its device's thread along.
        except Exception as error:  # noqa: BLE001
            kind = type(error).__name__
            where = extract_tb(error.__traceback__)[-1]
            place = f"{PurePath(where.filename).name}:{where.lineno}"
            # Type and place only, no traceback: its message may quote what was read from a card.
            _LOG.error("device %s: driver raised %s at %s", self._device_id, kind, place)
            raise DriverFailed(device_id=self._device_id, detail_code=kind) from None
