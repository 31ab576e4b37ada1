"""The serial port: 8-N-1, opened for us alone. Every library error becomes a `DeviceError` here."""

import errno
import termios

import serial

from devices.api.errors import ConfigurationError, Disconnected, NotOpened

_SLICE_S = 0.05
_WRITE_TIMEOUT_S = 1.0
# pyserial lets termios.error and OSError through beside its own.
_LIBRARY_ERRORS = (serial.SerialException, OSError, termios.error)


class SerialLine:
    """One open port. Belongs to the device's thread."""

    def __init__(self, port: str, baud: int) -> None:
        """Open `port`.

        Raises:
            NotOpened: it is not there, held by another program, or refuses us; `detail_code` says which.
            ConfigurationError: it is no serial port.
        """
        try:
            self._port = serial.Serial(port, baud, timeout=_SLICE_S, write_timeout=_WRITE_TIMEOUT_S, exclusive=True)
        except _LIBRARY_ERRORS as error:
            code = _errno_name(error)
            if code == "ENOTTY":
                raise ConfigurationError(detail_code=f"port {port}: no serial port") from error
            raise NotOpened(detail_code=code) from error

    def close(self) -> None:
        """Give the port back, also one that has gone."""
        try:
            self._port.close()
        except _LIBRARY_ERRORS:  # it has gone: there is nothing left to give back
            return

    def discard(self) -> None:
        """Drop what has come and was not read: it answers a question that nobody asks any more."""
        try:
            self._port.reset_input_buffer()
        except _LIBRARY_ERRORS as error:
            raise Disconnected(detail_code=_errno_name(error)) from error

    def send(self, frame: bytes) -> None:
        """Send a whole frame. Raises Disconnected."""
        try:
            self._port.write(frame)
        except _LIBRARY_ERRORS as error:
            raise Disconnected(detail_code=_errno_name(error)) from error

    def receive(self) -> bytes:
        """Return what has come, or b"" after 50 ms. Raises Disconnected."""
        try:
            first: bytes = self._port.read(1)
            return first + self._port.read(self._port.in_waiting) if first else b""
        except _LIBRARY_ERRORS as error:
            raise Disconnected(detail_code=_errno_name(error)) from error


def _errno_name(error: Exception) -> str:
    """Return ``ENOENT`` and the like; pyserial hides it in different places."""
    number = getattr(error, "errno", None)
    if number is None and error.args and isinstance(error.args[0], int):
        number = error.args[0]
    if number is None and isinstance(error.__context__, Exception):
        return _errno_name(error.__context__)
    return errno.errorcode.get(number, "EIO") if number is not None else "EIO"
