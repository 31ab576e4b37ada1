"""Between a driver and a serial port: a pty at which the driver finds what the port says, and a recorder listens."""

import os
import select
import termios
import tty
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

from devices.api.clock import Clock
from devices.api.wire_language import Direction
from devices.recording.recorder import Recorder
from devices.simulators.connection import Connection
from devices.simulators.pty_port import PtyPort, line_speed

_LOOK_S: Final = 0.02
_CHUNK_BYTES: Final = 65536
_JOIN_S: Final = 5.0


class SerialTap:
    """Appears while the port is there, at the speed that the driver sets, and vanishes with it. Any thread."""

    def __init__(self, port: str, recorder: Recorder, *, clock: Clock, link: Path | None = None) -> None:
        """Prepare to tap the serial port at `port`; the driver's end lies at `link`, or at a private place."""
        self._path = port
        self._recorder = recorder
        self._clock = clock
        self._device = -1
        self._was_there = True
        self._ended = Event()
        self._lost = Event()
        self._looking = Lock()
        self._port = PtyPort(self._serve, link=link, name="recorded-device")
        self._watch = Thread(target=self._watch_port, name="simulated tap", daemon=True)

    @property
    def port(self) -> str:
        """What the driver's binding must say."""
        return self._port.path

    def start(self) -> None:
        """Appear, if the port is there; else as soon as it is."""
        self._appear()
        self._watch.start()

    def stop(self) -> None:
        """Vanish for good, and give the port back."""
        self._ended.set()
        self._watch.join(_JOIN_S)
        self._port.close()
        self._recorder.ended()
        self._close_device()

    def look(self) -> None:
        """See now whether the port has gone or come, instead of a moment later."""
        with self._looking:
            if self._device >= 0 and (self._lost.is_set() or not Path(self._path).exists()):
                self._port.unplug()
                self._close_device()
                self._note(there=False)
            elif self._device < 0:
                self._appear()

    def _watch_port(self) -> None:
        while not self._clock.wait(self._ended, _LOOK_S):
            self.look()

    def _appear(self) -> None:
        try:
            device = os.open(self._path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            self._note(there=False)
            return
        try:
            tty.setraw(device)
        except termios.error:  # it went between the two, or is no terminal
            os.close(device)
            self._note(there=False)
            return
        self._lost.clear()
        self._device = device
        self._note(there=True)
        self._port.plug()

    def _note(self, *, there: bool) -> None:
        if there is not self._was_there:
            self._was_there = there
            if there:
                self._recorder.back()
            else:
                self._recorder.gone()

    def _close_device(self) -> None:
        if self._device >= 0:
            os.close(self._device)
            self._device = -1

    def _serve(self, connection: Connection) -> None:
        """Pass on what the driver says, while a second thread passes on what the device says."""
        pump = Thread(target=self._pump, args=(connection,), name="simulated tap's return", daemon=True)
        pump.start()
        speed = 0
        while not connection.hung_up:
            came = connection.read()
            if not came:
                continue
            wanted = line_speed(connection)
            try:
                if wanted != speed:
                    speed = wanted
                    self._set_speed(speed)
                self._recorder.passed(Direction.TO_DEVICE, came)
                _write_all(self._device, came)
            except (OSError, termios.error):
                self._lost.set()
                break
        pump.join(_JOIN_S)

    def _pump(self, connection: Connection) -> None:
        while not connection.hung_up and not self._lost.is_set():
            readable, _, _ = select.select([self._device], [], [], _LOOK_S)
            if not readable:
                continue
            try:
                came = os.read(self._device, _CHUNK_BYTES)
            except BlockingIOError:
                continue
            except OSError:
                came = b""
            if not came:
                self._lost.set()
                return
            self._recorder.passed(Direction.FROM_DEVICE, came)
            connection.write(came)

    def _set_speed(self, speed: int) -> None:
        settings = termios.tcgetattr(self._device)
        settings[4] = settings[5] = speed
        termios.tcsetattr(self._device, termios.TCSANOW, settings)


def _write_all(descriptor: int, octets: bytes) -> None:
    unsent = memoryview(octets)
    while unsent:
        select.select([], [descriptor], [])
        unsent = unsent[os.write(descriptor, unsent) :]
