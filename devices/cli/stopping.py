"""How a command that goes on until it is stopped hears so."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """Yield what Ctrl-C and SIGTERM set."""
    stopped = Event()
    # Both set here: a shell that starts a command in the background has it ignore SIGINT.
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
