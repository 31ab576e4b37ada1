"""A network service that speaks in lines of text. Library errors become `DeviceError` here."""

import errno
import socket
from typing import Final

from devices.api.control import Control
from devices.api.errors import DeadlineExceeded, Disconnected, NotOpened, ProtocolError

_LOOK_S: Final = 0.05
_CONNECT_S: Final = 3.0
_CHUNK_BYTES: Final = 4096
_LONGEST_LINE_BYTES: Final = 4096


class TextConnection:
    """One open connection. Belongs to the device's thread."""

    def __init__(self, host: str, port: int, control: Control) -> None:
        """Connect.

        Raises:
            NotOpened: refused, or no such host; `detail_code` says which.
            DeadlineExceeded: nobody answers there.
        """
        try:
            self._socket = socket.create_connection(
                (host, port), timeout=max(0.1, min(_CONNECT_S, control.remaining_s))
            )
        except TimeoutError as error:
            raise DeadlineExceeded(detail_code="connect") from error
        except OSError as error:
            raise NotOpened(detail_code=_name(error)) from error
        self._socket.settimeout(_LOOK_S)
        self._held = bytearray()

    def close(self) -> None:
        """Give it back, also one that has gone."""
        try:
            self._socket.close()
        except OSError:  # it has gone: there is nothing left to give back
            return

    def discard(self) -> None:
        """Drop what has come and was not read: it answers a question that nobody asks any more."""
        self._held.clear()
        self._socket.settimeout(0.0)
        try:
            while self._take():
                self._held.clear()
        finally:
            self._socket.settimeout(_LOOK_S)

    def send_line(self, line: str) -> None:
        """Send one line. Raises Disconnected."""
        try:
            self._socket.sendall(line.encode() + b"\n")
        except OSError as error:
            raise Disconnected(detail_code=_name(error)) from error

    def receive_line(self, control: Control) -> str:
        """Return the next line without its end.

        Raises:
            DeadlineExceeded, CommandCancelled: see `Control.check`.
            Disconnected: it has gone.
            ProtocolError: a line without an end, or no UTF-8.
        """
        while b"\n" not in self._held:
            control.check()
            if len(self._held) > _LONGEST_LINE_BYTES:
                raise ProtocolError(detail_code="line_without_end")
            self._take()
        line, _, rest = bytes(self._held).partition(b"\n")
        self._held[:] = rest
        try:
            return line.removesuffix(b"\r").decode()
        except UnicodeDecodeError as error:
            raise ProtocolError(detail_code="no_utf_8") from error

    def _take(self) -> bool:
        """Take what has come; return whether there was anything. Raises Disconnected."""
        try:
            came = self._socket.recv(_CHUNK_BYTES)
        except (TimeoutError, BlockingIOError):
            return False
        except OSError as error:
            raise Disconnected(detail_code=_name(error)) from error
        if not came:
            raise Disconnected(detail_code="EOF")
        self._held += came
        return True


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
