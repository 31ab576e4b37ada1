"""The way to the printer: a serial port, a network port, or a printer's device file. One class for all three.

Octets go out and come in through a descriptor that is never waited on for longer than `LOOK_S`, so that a command can
be called back whatever the printer does. Library errors become `DeviceError` here.
"""

import errno
import os
import select
import socket
import termios
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never
from urllib.parse import urlsplit

import serial

from devices.api.control import Control
from devices.api.errors import DeadlineExceeded, Disconnected, NotOpened

LOOK_S: Final = 0.05
_CONNECT_S: Final = 3.0
_CHUNK_OCTETS: Final = 4096
DEFAULT_TCP_PORT: Final = 9100


class Flow(Enum):
    """How a serial printer tells the port to wait."""

    NONE = "none"
    RTS_CTS = "rtscts"
    XON_XOFF = "xonxoff"


@dataclass(frozen=True, slots=True)
class PathAddress:
    """A serial port or a printer's device file."""

    path: str
    baud: int
    flow: Flow


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A network port."""

    host: str
    port: int


Address = PathAddress | TcpAddress


def parse_tcp(port: str) -> TcpAddress | None:
    """Take ``tcp://HOST[:PORT]`` apart; None if it is none. Raises ValueError for a number that is no port."""
    parts = urlsplit(port)
    if parts.scheme != "tcp" or not parts.hostname or parts.path or parts.query or parts.username:
        return None
    return TcpAddress(parts.hostname, parts.port or DEFAULT_TCP_PORT)


class Line:
    """An open way to the printer. Belongs to the device's thread."""

    def __init__(self, descriptor: int, close: Callable[[], None]) -> None:
        """Take over an open `descriptor`, given back by `close`."""
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._close = close

    def close(self) -> None:
        """Give it back, also one that has gone."""
        try:
            self._close()
        except (OSError, termios.error):  # it has gone: there is nothing left to give back
            return

    def write(self, octets: bytes, control: Control) -> None:
        """Send all of `octets`, at the printer's pace.

        Raises:
            Disconnected: it has gone.
            DeadlineExceeded, CommandCancelled: in the middle, maybe.
        """
        unsent = memoryview(octets)
        while unsent:
            if not self._ready(select.POLLOUT, LOOK_S):
                control.check()
                continue
            try:
                unsent = unsent[os.write(self._descriptor, unsent[:_CHUNK_OCTETS]) :]
            except BlockingIOError:
                control.check()
            except OSError as error:
                raise Disconnected(detail_code=errno_name(error)) from error

    def read(self, timeout_s: float) -> bytes:
        """Return what has come, or wait for it; ``b""`` if nothing came in time. Raises Disconnected."""
        if not self._ready(select.POLLIN, timeout_s):
            return b""
        try:
            came = os.read(self._descriptor, _CHUNK_OCTETS)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise Disconnected(detail_code=errno_name(error)) from error
        if not came:
            raise Disconnected(detail_code="EOF")
        return came

    def _ready(self, wanted: int, timeout_s: float) -> bool:
        poll = select.poll()
        poll.register(self._descriptor, wanted)
        for _, event in poll.poll(max(0, round(timeout_s * 1000))):
            if event & wanted:
                return True
            raise Disconnected(detail_code="EIO")  # hung up, and nothing left to read
        return False


def open_line(address: Address, control: Control) -> Line:
    """Open the way to the printer.

    Raises:
        NotOpened: not there, held by another program, or refused; `detail_code` says which.
        DeadlineExceeded: a network printer does not answer.
    """
    match address:
        case TcpAddress(host, port):
            return _open_tcp(host, port, control)
        case PathAddress(path, baud, flow):
            return _open_path(path, baud, flow)
        case _:
            assert_never(address)


def _open_tcp(host: str, port: int, control: Control) -> Line:
    try:
        line = socket.create_connection((host, port), timeout=max(0.1, min(_CONNECT_S, control.remaining_s)))
    except TimeoutError as error:
        raise DeadlineExceeded(detail_code="connect") from error
    except OSError as error:
        raise NotOpened(detail_code=errno_name(error)) from error
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return Line(line.fileno(), line.close)


def _open_path(path: str, baud: int, flow: Flow) -> Line:
    try:
        port = serial.Serial(
            path,
            baud,
            timeout=0,
            rtscts=flow is Flow.RTS_CTS,
            xonxoff=flow is Flow.XON_XOFF,
            exclusive=True,
        )
        port.reset_input_buffer()
        return Line(port.fileno(), port.close)
    except (serial.SerialException, OSError, termios.error) as error:
        if errno_name(error) != "ENOTTY":
            raise NotOpened(detail_code=errno_name(error)) from error
    return _open_device_file(path)


def _open_device_file(path: str) -> Line:
    """Open ``/dev/usb/lp0`` and the like, which the kernel gives to one program at a time."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise NotOpened(detail_code=errno_name(error)) from error
    return Line(descriptor, lambda: os.close(descriptor))


def errno_name(error: BaseException) -> str:
    """Return ``ENOENT`` and the like; pyserial hides it in different places."""
    number = getattr(error, "errno", None)
    if number is None and error.args and isinstance(error.args[0], int):
        number = error.args[0]
    if number is None and error.__context__ is not None:
        return errno_name(error.__context__)
    if number is None:
        return type(error).__name__
    return errno.errorcode.get(number, str(number))
