"""The kernel's device file of one keyboard, grabbed so that what is typed on it reaches nobody else.

Source: linux/input.h: EVIOCGRAB, EVIOCGNAME, EVIOCGUNIQ, EVIOCSCLOCKID; ioctl(2).
"""

import array
import errno
import fcntl
import os
import select
import stat
from typing import Final

from devices.api.errors import ConfigurationError, Disconnected, NotOpened
from devices.drivers.keyboard_wedge.wire import EVENT_BYTES

_WRITE: Final = 1
_READ: Final = 2
_TEXT_BYTES: Final = 256
_CHUNK_BYTES: Final = EVENT_BYTES * 64


def _request(direction: int, number: int, size: int) -> int:
    """Return an ioctl's number (asm-generic/ioctl.h), of type ``E``."""
    return direction << 30 | size << 16 | ord("E") << 8 | number


EVIOCGRAB: Final = _request(_WRITE, 0x90, 4)
EVIOCSCLOCKID: Final = _request(_WRITE, 0xA0, 4)
EVIOCGNAME: Final = _request(_READ, 0x06, _TEXT_BYTES)
EVIOCGUNIQ: Final = _request(_READ, 0x08, _TEXT_BYTES)
_CLOCK_MONOTONIC: Final = 1


class EventFile:
    """One open device file. Belongs to the device's thread."""

    def __init__(self, path: str, *, grab: bool) -> None:
        """Open `path`, and grab it unless a pipe stands in for the kernel.

        Raises:
            NotOpened: not there, not ours to read, or grabbed by another program.
            ConfigurationError: it is no input device.
        """
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise NotOpened(detail_code=_name(error)) from error
        self.is_pipe = stat.S_ISFIFO(os.fstat(self._descriptor).st_mode)
        self._grabbed = False
        self.name = self.serial_number = ""
        if self.is_pipe:
            return
        try:
            fcntl.ioctl(self._descriptor, EVIOCSCLOCKID, array.array("i", [_CLOCK_MONOTONIC]))
            self.name, self.serial_number = self._text(EVIOCGNAME), self._text(EVIOCGUNIQ)
            if grab:
                fcntl.ioctl(self._descriptor, EVIOCGRAB, 1)
                self._grabbed = True
        except OSError as error:
            os.close(self._descriptor)
            if error.errno in (errno.ENOTTY, errno.EINVAL):
                raise ConfigurationError(detail_code=f"port {path}: no input device") from error
            raise NotOpened(detail_code=_name(error)) from error

    def close(self) -> None:
        """Let go of it, also of one that has gone."""
        if self._grabbed:
            try:
                fcntl.ioctl(self._descriptor, EVIOCGRAB, 0)
            except OSError:  # it has gone, and the grab with it
                self._grabbed = False
        os.close(self._descriptor)

    def read(self, timeout_s: float) -> bytes:
        """Return what has come, or b"" after `timeout_s`. Raises Disconnected."""
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        if not poll.poll(max(0, round(timeout_s * 1000))):
            return b""
        try:
            came = os.read(self._descriptor, _CHUNK_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:  # ENODEV: unplugged
            raise Disconnected(detail_code=_name(error)) from error
        if not came:
            raise Disconnected(detail_code="ended")
        return came

    def _text(self, request: int) -> str:
        memory = array.array("B", bytes(_TEXT_BYTES))
        try:
            fcntl.ioctl(self._descriptor, request, memory)
        except OSError as error:
            if error.errno == errno.ENOENT:  # a keyboard without a serial number
                return ""
            raise
        return memory.tobytes().partition(b"\x00")[0].decode("utf-8", errors="replace")


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
