"""One peer's byte stream, with reads and waits that end at once when the simulator is unplugged or stopped."""

import os
import select
from collections.abc import Callable
from threading import Event, Lock

_CHUNK_BYTES = 65536


class Connection:
    """A byte stream over a file descriptor (the master of a pty, a socket).

    `read`, `write` and `pause` belong to the session's thread; `hang_up` may be called from any. The descriptor
    is borrowed: whoever opened it closes it, after the session has returned.
    """

    def __init__(self, descriptor: int, *, write_patience_s: float = 0.5) -> None:
        """Take over `descriptor`, which is made non-blocking.

        `write_patience_s` is how long a write waits for a peer that does not read; then the rest is lost, as on a
        serial line without flow control.
        """
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._write_patience_s = write_patience_s
        self._hung_up = Event()
        self._wake_lock = Lock()
        self._wake_read, self._wake_write = os.pipe()

    @property
    def descriptor(self) -> int:
        """The file descriptor, for questions about it; valid until the session returns."""
        return self._descriptor

    @property
    def hung_up(self) -> bool:
        """Whether the stream has ended, from either side."""
        return self._hung_up.is_set()

    def hang_up(self) -> None:
        """End the stream: a `read`, `write` or `pause` under way returns at once. Safe from any thread."""
        with self._wake_lock:
            if not self._hung_up.is_set():
                self._hung_up.set()
                os.write(self._wake_write, b"x")

    def read(self, timeout_s: float | None = None) -> bytes:
        """Return what has come, or wait for it. ``b""`` means hung up, or that `timeout_s` passed: ask `hung_up`."""
        if self.hung_up or not self._wait(select.POLLIN, timeout_s):
            return b""
        try:
            came = os.read(self._descriptor, _CHUNK_BYTES)
        except BlockingIOError:
            return b""
        except OSError:  # the peer reset the connection
            came = b""
        if not came:
            self._hung_up.set()
        return came

    def write(self, reply: bytes) -> None:
        """Send all of `reply`. What cannot be sent (nobody reads, hung up) is lost, as it would be on a cable."""
        unsent = memoryview(reply)
        while unsent and not self.hung_up and self._wait(select.POLLOUT, self._write_patience_s):
            try:
                unsent = unsent[os.write(self._descriptor, unsent) :]
            except BlockingIOError:
                continue
            except OSError:  # the peer is gone
                self._hung_up.set()

    def pause(self, seconds: float) -> None:
        """Wait `seconds`, or until hung up."""
        self._hung_up.wait(seconds)

    def release(self) -> None:
        """Give back what this object opened itself. Called by the descriptor's owner once the session is over."""
        with self._wake_lock:
            self._hung_up.set()
            os.close(self._wake_read)
            os.close(self._wake_write)

    def _wait(self, wanted: int, timeout_s: float | None) -> bool:
        """Wait until the descriptor is ready; False if the time passed or the stream was hung up meanwhile."""
        poll = select.poll()
        poll.register(self._descriptor, wanted)
        poll.register(self._wake_read, select.POLLIN)
        ready = dict(poll.poll(None if timeout_s is None else max(0, round(timeout_s * 1000))))
        return self._descriptor in ready and not self.hung_up


Session = Callable[[Connection], None]
"""A simulator's answer to one peer: read, reply, return when `Connection.hung_up`. Runs on a thread of its own."""
