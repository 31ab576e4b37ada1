"""A scanner that types and is not there: writes the kernel's input events into a pipe at a path."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from threading import Event, Lock
from typing import Final

from devices.api.clock import Clock
from devices.drivers.keyboard_wedge.wire import EVENT_BYTES, KEY_ENTER, InputEvent, typed
from devices.simulators.faults import (
    DeadInMidCommand,
    Fault,
    GarbageBefore,
    Late,
    Own,
    Partial,
    Silent,
    Unplugged,
    WrongChecksum,
)
from devices.simulators.scenario import Scenario, Script

COMMANDS: Final = ("code",)
SLOW: Final = "slow"
OWN_FAULTS: Final = (SLOW,)
_PERSON_APART_S: Final = 0.12


class SimulatedWedgeScanner:
    """Meets `devices.simulators.simulator.Simulator`. Shows codes from any thread; each is typed once.

    The driver opens the pipe as it opens a device file; it is not grabbed, for there is nobody to take it from.
    Faults by bytes count whole events' bytes. ``slow`` types as a person does.
    """

    def __init__(self, clock: Clock, *, link: Path | None = None, script: Script | None = None) -> None:
        """Make a scanner at `link`, or in a private place."""
        self.scenario = Scenario(script)
        self._clock = clock
        self._directory = None if link else Path(tempfile.mkdtemp(prefix="hallkiosk-wedge-"))
        self._link = link or Path(str(self._directory)) / "simulated-wedge-scanner"
        self._lock = Lock()
        self._descriptor: int | None = None
        self._dead = False

    @property
    def port(self) -> str:
        """See `Simulator.port`."""
        return str(self._link)

    def start(self) -> None:
        """See `Simulator.start`."""
        self.plug()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self.unplug()
        if self._directory is not None:
            shutil.rmtree(self._directory, ignore_errors=True)

    def unplug(self) -> None:
        """See `Simulator.unplug`: readers come to the pipe's end."""
        with self._lock:
            self._pull()

    def plug(self) -> None:
        """See `Simulator.plug`. Raises FileExistsError if another file is there."""
        with self._lock:
            if self._descriptor is None:
                self._link.parent.mkdir(parents=True, exist_ok=True)
                os.mkfifo(self._link, 0o600)
                # For reading too, or opening would wait for a reader, and end with the last one.
                self._descriptor = os.open(self._link, os.O_RDWR | os.O_NONBLOCK)
                self._dead = False

    def show(self, payload: bytes, *, end: int = KEY_ENTER) -> None:
        """Hold a code before it: it types."""
        fault = self.scenario.next_fault("code")
        apart_s = _PERSON_APART_S if isinstance(fault, Own) and fault.name == SLOW else 0.002
        events = typed(payload, begin_s=self._clock.monotonic_s(), apart_s=apart_s, end=end)
        self._deliver(b"".join(event.as_bytes() for event in events), fault)

    def send(self, events: list[InputEvent]) -> None:
        """Send events as they are: a person's typing, another keyboard's."""
        self._write(b"".join(event.as_bytes() for event in events))

    def _deliver(self, stream: bytes, fault: Fault | None) -> None:
        match fault:
            case Late(delay_s):
                self._clock.wait(Event(), delay_s)
                self._write(stream)
            case Partial(keep_bytes):
                self._write(stream[: keep_bytes * EVENT_BYTES])
            case GarbageBefore(garbage):
                noise = (garbage * EVENT_BYTES)[: EVENT_BYTES * len(garbage)]
                self._write(noise + stream)
            case WrongChecksum():
                self._write(bytes(reversed(stream)))
            case Silent():
                pass
            case Unplugged(keep_bytes):
                self._write(stream[: keep_bytes * EVENT_BYTES])
                self.unplug()
            case DeadInMidCommand(keep_bytes):
                self._write(stream[: keep_bytes * EVENT_BYTES])
                self._dead = True
            case _:
                self._write(stream)

    def _write(self, stream: bytes) -> None:
        with self._lock, contextlib.suppress(BlockingIOError):  # nobody reads: lost, as in the kernel's own buffer
            if self._descriptor is not None and not self._dead:
                os.write(self._descriptor, stream)

    def _pull(self) -> None:
        if self._descriptor is not None:
            self._link.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None
