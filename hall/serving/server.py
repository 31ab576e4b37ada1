"""The socket: waitress, stopped so that every call that was begun is answered."""

import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from types import FrameType
from typing import Any, Final

from django.conf import settings
from waitress import wasyncore
from waitress.server import create_server

THREADS: Final = 4
BACKLOG: Final = 1024
DRAIN_S: Final = 10.0
LOOP_S: Final = 1.0
Application = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the hall answers."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def listen(host: str, port: int) -> socket.socket:
    """Bind; connections queue up from now on. Raises OSError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def address_of(listening: socket.socket) -> Address:
    """Return where a socket listens."""
    host, port = listening.getsockname()[:2]
    return Address(str(host), int(port))


class HallServer:
    """One process's worker threads on a listening socket. Made, run and stopped on the main thread."""

    def __init__(self, application: Application, listening: socket.socket) -> None:
        """Answer on `listening`, which other processes may answer on too, once `run` is called."""
        self._channels: dict[int, Any] = {}
        self._stopping = Event()
        self._server = create_server(
            application,
            map=self._channels,
            sockets=[listening],
            threads=THREADS,
            ident=None,
            # The application refuses what is too large in the contract's own words; this is only a stop far behind it.
            max_request_body_size=2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            max_request_header_size=32 * 1024,
            channel_timeout=120,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=True,
        )

    def stop(self) -> None:
        """Stop answering new calls; `run` returns once those begun are answered. Safe from any thread or signal."""
        self._stopping.set()
        self._server.pull_trigger()

    def stop_on_signals(self) -> None:
        """Make SIGTERM and SIGINT stop the server."""

        def on_signal(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, on_signal)

    def run(self) -> None:
        """Answer until stopped."""
        while not self._stopping.is_set():
            self._turn(LOOP_S)
        self._server.accepting = False
        deadline = time.monotonic() + DRAIN_S
        while self._close_idle() and time.monotonic() < deadline:
            self._turn(0.05)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._channels)

    def _turn(self, timeout_s: float) -> None:
        wasyncore.loop(timeout=timeout_s, map=self._channels, use_poll=True, count=1)

    def _close_idle(self) -> bool:
        """Close the connections on which nothing is going on, and return whether there are others.

        A client that keeps its connection busy would otherwise hold the stop up to its deadline.
        """
        busy = False
        for channel in list(self._server.active_channels.values()):
            if channel.requests or channel.total_outbufs_len:
                busy = True
            else:
                channel.will_close = True
        return busy
