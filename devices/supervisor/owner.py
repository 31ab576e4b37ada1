"""One device's thread: it builds, opens, serves, watches and reopens the device, and nobody else touches it."""

import logging
from collections.abc import Callable
from random import Random
from threading import Event, Thread, current_thread
from typing import assert_never

from devices.api.clock import Clock
from devices.api.device import Device
from devices.api.errors import (
    CommandCancelled,
    ConfigurationError,
    DeadlineExceeded,
    DeviceError,
    DriverFailed,
    DriverHung,
    NotOpened,
)
from devices.api.events import DeviceEvent
from devices.api.status import DeviceState, Status
from devices.bindings import Binding
from devices.supervisor.backoff import Backoff
from devices.supervisor.command_queue import CommandQueue
from devices.supervisor.driver_calls import DriverCalls
from devices.supervisor.health import is_lost
from devices.supervisor.job import Done, Failed, Job
from devices.supervisor.phase import FOLLOWERS, Phase
from devices.supervisor.settings import SupervisorSettings
from devices.supervisor.status_board import StatusBoard

_LOG = logging.getLogger(__name__)

_LONGEST_REST_S = 3600.0
_LOOKS_IN_GRACE = 4


class Owner:
    """Owns one device. Names with an underscore run on its own thread; the others on any."""

    def __init__(
        self,
        binding: Binding,
        *,
        build: Callable[[], Device],
        clock: Clock,
        post: Callable[[DeviceEvent], None],
        randomness: Random,
        settings: SupervisorSettings,
    ) -> None:
        """Make the owner of `binding`'s device; `build` makes the driver, on the owner's thread."""
        self.binding = binding
        self.board = StatusBoard(binding.device_id, clock=clock, post=post, grace_s=settings.disconnect_grace_s)
        self._device_id = binding.device_id
        self._build_device = build
        self._clock = clock
        self._settings = settings
        self._queue = CommandQueue()
        self._driver = DriverCalls(binding.device_id, clock=clock, settings=settings)
        self._backoff = Backoff(first_s=settings.reopen_first_s, cap_s=settings.reopen_cap_s, randomness=randomness)
        # A driver that hangs must not keep the program from ending: `join` reports it, the process goes.
        self._thread = Thread(target=self._run, name=f"device {binding.device_id}", daemon=True)
        self._wake = Event()
        self._closing = Event()
        self._reopen_asked = Event()
        self._built = Event()
        self._phase = Phase.BUILDING
        self._device: Device | None = None
        self._fault: DeviceError = NotOpened(device_id=self._device_id)
        self._reopen_s = 0.0
        self._opened_s = 0.0
        self._next_status_s = 0.0
        self._next_poll_s = 0.0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def phase(self) -> Phase:
        """Where the thread is."""
        return self._phase

    @property
    def runs_here(self) -> bool:
        """Whether the caller is on the device's own thread, which must never wait for itself."""
        return current_thread() is self._thread

    def device(self) -> Device:
        """Return the driver, for other drivers; waits while it is being built.

        Raises:
            ConfigurationError: it could not be built, or not in time (two that wait for each other, for one).
        """
        if not self.runs_here:
            self._clock.wait(self._built, self._settings.build_patience_s)
        device = self._device
        if device is None:
            raise ConfigurationError(device_id=self._device_id, detail_code="not built")
        return device

    def submit(self, job: Job) -> None:
        """Queue `job`. Once closing, it is called back at once."""
        if self._queue.put(job):
            self._wake.set()
        else:
            job.end(Failed(CommandCancelled(device_id=self._device_id, detail_code="closing")))

    def cancel(self, number: int) -> bool:
        """Call a job back, waiting or under way; False if it is neither."""
        waiting = self._queue.pull(number)
        if waiting is not None:
            return waiting.end(Failed(CommandCancelled(device_id=self._device_id)))
        current = self._queue.current
        if current is None or current.ticket.number != number:
            return False
        current.control.cancel()
        return True

    def reopen(self) -> None:
        """Try a device that is lost or refused again now."""
        self._reopen_asked.set()
        self._wake.set()

    def look_for_overdue(self) -> None:
        """End jobs that waited beyond their deadline, and the one whose driver does not come back from it.

        Also tell what the thread itself cannot while it is in a command: that the device has been gone too long.
        """
        self.board.release()
        for waited in self._queue.pull_overdue(self._clock.monotonic_s()):
            # It never began: that its time is over is all that has happened.
            waited.end(Failed(DeadlineExceeded(device_id=self._device_id, detail_code="queued")))
        hangs, job = self._driver.overdue()
        if hangs:
            _LOG.error("device %s: the driver does not come back", self._device_id)
            hung = DriverHung(device_id=self._device_id)
            self.board.offer_error(hung)
            if job is not None:
                job.end(Failed(hung))

    def begin_close(self) -> None:
        """Ask the thread to end: what is under way is called back, what waits is not begun."""
        self._closing.set()
        self._queue.close()
        self._driver.pull_leash()
        self._wake.set()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; False if it hangs, and then whoever waits for its jobs is told so."""
        self._thread.join(timeout_s)
        if not self._thread.is_alive():
            return True
        current = self._queue.current
        if current is not None:
            current.end(Failed(DriverHung(device_id=self._device_id)))
        self._end_waiting(CommandCancelled(device_id=self._device_id, detail_code="closing"))
        return False

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self._step()
        finally:
            self._queue.close()
            self._give_back()
            self._built.set()
            self._phase = Phase.CLOSED
            self._end_waiting(CommandCancelled(device_id=self._device_id, detail_code="closing"))
            if not self._closing.is_set():
                # A fault of our own; the interpreter's thread hook journals it, and a person must see it.
                self.board.offer(Status(DeviceState.HARDWARE_ERROR, detail_code="owner_failed"))

    def _step(self) -> None:
        match self._phase:
            case Phase.BUILDING:
                self._build()
            case Phase.OPENING:
                self._open()
            case Phase.READY:
                self._serve()
            case Phase.WAITING:
                self._await_reopening()
            case Phase.REFUSED:
                self._stay_refused()
            case Phase.CLOSED:
                self._closing.set()
            case _:
                assert_never(self._phase)

    def _build(self) -> None:
        try:
            self._device = self._driver.ask(self._build_device)
        except DeviceError as error:
            self._refuse(error)
        else:
            self._move(Phase.OPENING)
        self._built.set()

    def _open(self) -> None:
        try:
            self._driver.ask(self._owned.open, within_s=self._settings.port_patience_s)
        except ConfigurationError as error:
            self._give_back()
            self._refuse(error)
        except DeviceError as error:
            self._lose(error)
        else:
            now_s = self._clock.monotonic_s()
            self._opened_s = self._next_status_s = now_s
            self._next_poll_s = now_s + self.binding.poll_interval_s
            self._move(Phase.READY)

    def _serve(self) -> None:
        """Do the one thing that is due: a command, the status, a poll, or rest."""
        self.board.release()
        job = self._queue.take()
        now_s = self._clock.monotonic_s()
        if job is not None:
            self._perform(job)
        elif now_s >= self._next_status_s:
            self._ask_status()
        elif now_s >= self._next_poll_s:
            self._poll()
        else:
            self._rest_until(min(self._next_status_s, self._next_poll_s, self.board.due_s))

    def _perform(self, job: Job) -> None:
        try:
            result = self._driver.perform(job, lambda control: job.command.perform(self._owned, control))
        except DeviceError as error:
            self._queue.done()
            job.end(Failed(error))  # first, at once: giving a port back may take a while
            self._note(error)
        else:
            self._queue.done()
            job.end(Done(result))

    def _ask_status(self) -> None:
        try:
            status = self._driver.look(self._owned.status)
        except DeviceError as error:
            self._note(error)
            self.board.offer_error(error)
        else:
            self.board.offer(status)
            if self._clock.monotonic_s() - self._opened_s >= self._settings.stable_after_s:
                self._backoff.reset()
        # A device that seems to have gone is asked often: what is told when its grace is over must be fresh.
        grace_s = self._settings.disconnect_grace_s
        interval_s = grace_s / _LOOKS_IN_GRACE if self.board.holds_back else self._settings.status_interval_s
        self._next_status_s = self._clock.monotonic_s() + interval_s

    def _poll(self) -> None:
        try:
            self._driver.look(self._owned.poll)
        except DeviceError as error:
            self._note(error)
        self._next_poll_s = self._clock.monotonic_s() + self.binding.poll_interval_s

    def _await_reopening(self) -> None:
        self.board.release()
        if self._clock.monotonic_s() >= self._reopen_s or self._reopen_asked.is_set():
            self._move(Phase.OPENING)
        else:
            if not self.board.holds_back:
                self._end_waiting(self._fault)
            self._rest_until(min(self._reopen_s, self.board.due_s))

    def _stay_refused(self) -> None:
        self.board.release()
        if self._reopen_asked.is_set():
            self._move(Phase.BUILDING if self._device is None else Phase.OPENING)
        else:
            self._end_waiting(self._fault)
            self._rest_until(self.board.due_s)

    def _note(self, error: DeviceError) -> None:
        """Act on what an error from a driver that was open says about it."""
        if self._phase is not Phase.READY:
            return
        if is_lost(error) or isinstance(error, DriverFailed | DriverHung):
            self._lose(error)
        elif not isinstance(error, CommandCancelled):
            self._next_status_s = 0.0

    def _lose(self, error: DeviceError) -> None:
        """Give the port back and open it again later."""
        self._give_back()
        self._fault = error.bare()
        self._reopen_s = self._clock.monotonic_s() + self._backoff.next_s()
        self._move(Phase.WAITING)
        self.board.offer_error(error)

    def _refuse(self, error: DeviceError) -> None:
        """Leave it: no waiting will put it right."""
        self._fault = error.bare()
        self._move(Phase.REFUSED)
        self.board.offer_error(error)

    def _give_back(self) -> None:
        if self._device is None:
            return
        try:
            self._driver.ask(self._device.close, within_s=self._settings.port_patience_s)
        except DeviceError as error:  # close never raises, by contract: the driver is at fault, the port may be free
            _LOG.error("device %s: close raised %s", self._device_id, error.code)

    def _end_waiting(self, error: DeviceError) -> None:
        for job in self._queue.pull_all():
            job.end(Failed(error.bare()))

    def _rest_until(self, until_s: float) -> None:
        self._clock.wait(self._wake, min(until_s - self._clock.monotonic_s(), _LONGEST_REST_S))
        self._wake.clear()

    def _move(self, phase: Phase) -> None:
        if phase not in FOLLOWERS[self._phase]:
            raise RuntimeError(f"{self._phase} is not followed by {phase}")
        self._reopen_asked.clear()
        self._phase = phase

    @property
    def _owned(self) -> Device:
        if self._device is None:
            raise RuntimeError(f"{self._phase} without a device")
        return self._device
