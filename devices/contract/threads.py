"""Which threads a driver left behind. Simulators have threads too, which live as long as their port is plugged in."""

import threading
from collections.abc import Collection
from threading import Thread
from typing import Final

OF_SIMULATORS: Final = ("pty-port", "tcp-server", "tcp-session", "simulated")
"""How the names of simulators' threads begin (`devices.simulators.pty_port`, `tcp_server`, and their own)."""


def now() -> frozenset[Thread]:
    """Return the threads that run."""
    return frozenset(threading.enumerate())


def left_since(before: Collection[Thread], *, patience_s: float) -> tuple[str, ...]:
    """Return the names of threads that were begun since `before` and are not over within `patience_s` each."""
    begun = [
        thread for thread in threading.enumerate() if thread not in before and not thread.name.startswith(OF_SIMULATORS)
    ]
    for thread in begun:
        thread.join(patience_s)
    return tuple(thread.name for thread in begun if thread.is_alive())
