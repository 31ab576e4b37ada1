"""How long a call may take, and its cancel: from any thread, at once, even while the call waits for the hall."""

import socket
from contextlib import suppress
from threading import Event, Lock

from devices.api.clock import Clock
from kiosk.hallclient.errors import CallCancelled


class Leash:
    """One call's, retries included. Made by the caller, used by one call at a time."""

    def __init__(self, clock: Clock, limit_s: float) -> None:
        """Begin now; the call must end within `limit_s` seconds."""
        self._clock = clock
        self._ends_s = clock.monotonic_s() + limit_s
        self._cancelled = Event()
        self._lock = Lock()
        self._socket: socket.socket | None = None

    @property
    def remaining_s(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._ends_s - self._clock.monotonic_s())

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Call the call back: a wait between attempts ends, and an answer under way is cut off."""
        with self._lock:
            self._cancelled.set()
            cut, self._socket = self._socket, None
        if cut is not None:
            # It may be gone already. The plain socket's own method: a TLS one must not be shut down by two threads.
            with suppress(OSError):
                socket.socket.shutdown(cut, socket.SHUT_RDWR)

    def hold(self, used: socket.socket) -> None:
        """Say over which socket the call runs now, so that `cancel` can cut it.

        Raises:
            CallCancelled: it was called back before.
        """
        with self._lock:
            self._socket = used
        self.check()

    def let_go(self) -> None:
        """Say that the socket is the call's no more: the next call over it must not be cut."""
        with self._lock:
            self._socket = None

    def check(self) -> None:
        """Raise `CallCancelled` if the call was called back."""
        if self._cancelled.is_set():
            raise CallCancelled

    def pause(self, seconds: float) -> None:
        """Wait between two attempts. Raises `CallCancelled`, at once, if the call is called back."""
        self._clock.wait(self._cancelled, seconds)
        self.check()
