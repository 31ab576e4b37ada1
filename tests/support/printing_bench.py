"""What tests of printers share: a leash, a record of progress and events, and PDFs with a number of pages."""

from collections.abc import Callable, Mapping
from io import BytesIO
from threading import Condition, Thread
from typing import Any, Generic, TypeVar

from reportlab.pdfgen.canvas import Canvas

from devices.api.clock import Clock, SystemClock
from devices.api.control import Control
from devices.api.device import Device, DriverContext
from devices.api.errors import DeviceError
from devices.api.events import DeviceEvent, StatusChanged
from devices.api.kinds.printing import PrintStage
from devices.api.status import Status

PATIENCE_S = 10.0
ResultT = TypeVar("ResultT")


def pdf_of(pages: int) -> bytes:
    """Return a PDF with that many numbered pages."""
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(100, 700, f"synthetic page {number} of {pages}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class Mailbox:
    """Keeps events and stages, calls back on each, and lets a test wait for one."""

    def __init__(self) -> None:
        """Begin empty."""
        self._changed = Condition()
        self._events: list[DeviceEvent] = []
        self._stages: list[PrintStage] = []
        self.on_event: Callable[[DeviceEvent], None] = lambda event: None
        self.on_stage: Callable[[PrintStage], None] = lambda stage: None

    def post(self, event: DeviceEvent) -> None:
        """Take an event."""
        with self._changed:
            self._events.append(event)
            self._changed.notify_all()
        self.on_event(event)

    def progress(self, stage: PrintStage) -> None:
        """Take a stage."""
        with self._changed:
            self._stages.append(stage)
            self._changed.notify_all()
        self.on_stage(stage)

    @property
    def stages(self) -> list[PrintStage]:
        """The stages so far."""
        with self._changed:
            return list(self._stages)

    @property
    def statuses(self) -> list[Status]:
        """The statuses posted so far."""
        with self._changed:
            return [event.status for event in self._events if isinstance(event, StatusChanged)]

    def await_stage(self, stage: PrintStage, times: int = 1) -> None:
        """Block until `stage` was reached so many times."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._stages.count(stage) >= times, PATIENCE_S), self._stages

    def await_status(self, wanted: Callable[[Status], bool]) -> None:
        """Block until such a status was posted."""

        def seen() -> bool:
            return any(isinstance(event, StatusChanged) and wanted(event.status) for event in self._events)

        with self._changed:
            assert self._changed.wait_for(seen, PATIENCE_S), self._events


def context(
    port: str, mailbox: Mailbox, *, device_id: str, options: Mapping[str, Any], clock: Clock | None = None
) -> DriverContext:
    """Return what a driver is built from."""

    def no_other(device_id: str) -> Device:
        raise AssertionError(f"no device {device_id} here")

    return DriverContext(device_id, port, options, clock or SystemClock(), mailbox.post, no_other)


def leash(deadline_s: float = PATIENCE_S, clock: Clock | None = None) -> Control:
    """Return a command's leash."""
    return Control(clock or SystemClock(), device_id="printer", deadline_s=deadline_s)


class Running(Generic[ResultT]):
    """A call on a thread of its own, as the supervisor makes it."""

    def __init__(self, call: Callable[[], ResultT]) -> None:
        """Start it."""
        self._call = call
        self._results: list[ResultT] = []
        self._errors: list[DeviceError] = []
        self._thread = Thread(target=self._run, name="device under test")
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results.append(self._call())
        except DeviceError as error:
            self._errors.append(error)

    def result(self) -> ResultT:
        """Wait for the end; return the result or raise the error."""
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive(), "the call does not return"
        if self._errors:
            raise self._errors[0]
        return self._results[0]
