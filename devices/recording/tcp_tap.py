"""Between a driver and a network port: a port on loopback that passes everything on, and a recorder listens."""

import socket
from contextlib import suppress
from itertools import count
from threading import Lock, Thread
from typing import Final

from devices.api.wire_language import Direction
from devices.recording.recorder import Recorder
from devices.simulators.connection import Connection
from devices.simulators.tcp_server import TcpServer

_CHUNK_BYTES: Final = 65536
_CONNECT_S: Final = 3.0
_JOIN_S: Final = 5.0


class TcpTap:
    """Answers on loopback for ``host:number``. A device that refuses shows as a connection that is closed at once."""

    def __init__(self, host: str, number: int, recorder: Recorder) -> None:
        """Prepare to tap; the number on loopback is known at once."""
        self._address = (host, number)
        self._recorder = recorder
        self._sessions = count(1)
        self._noting = Lock()
        self._was_there = True
        self._server = TcpServer(self._serve, name="recorded-device")
        self._server.plug()
        self._server.unplug()  # the number it was given is its own from now on

    @property
    def address(self) -> str:
        """Where it listens: ``127.0.0.1:NUMBER``."""
        return f"127.0.0.1:{self._server.port}"

    def start(self) -> None:
        """Listen."""
        self._server.plug()

    def stop(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _note(self, *, there: bool) -> None:
        """A network port's going and coming is seen when somebody connects."""
        with self._noting:
            if there is self._was_there:
                return
            self._was_there = there
            if there:
                self._recorder.back()
            else:
                self._recorder.gone()

    def _serve(self, connection: Connection) -> None:
        session = next(self._sessions)
        try:
            device = socket.create_connection(self._address, timeout=_CONNECT_S)
        except OSError:
            self._note(there=False)
            return
        self._note(there=True)
        with device:
            device.settimeout(None)
            pump = Thread(target=self._pump, args=(connection, device, session), name="simulated tap", daemon=True)
            pump.start()
            while not connection.hung_up:
                came = connection.read()
                if not came:
                    continue
                self._recorder.passed(Direction.TO_DEVICE, came, session=session)
                try:
                    device.sendall(came)
                except OSError:
                    break
            with suppress(OSError):  # it may have gone by itself
                device.shutdown(socket.SHUT_RDWR)
            pump.join(_JOIN_S)
        self._recorder.ended(session)

    def _pump(self, connection: Connection, device: socket.socket, session: int) -> None:
        while True:
            try:
                came = device.recv(_CHUNK_BYTES)
            except OSError:
                came = b""
            if not came:
                connection.hang_up()
                return
            self._recorder.passed(Direction.FROM_DEVICE, came, session=session)
            connection.write(came)
