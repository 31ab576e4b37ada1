"""Stop when the process that started the hall has gone, however it went: on Linux its pidfd becomes readable."""

import os
import select
import threading
from collections.abc import Callable


class ParentGone(Exception):
    """The parent went before it could be watched."""


def watch_parent(parent: int, on_gone: Callable[[], None]) -> threading.Thread:
    """Call `on_gone`, on a thread of its own, once the process `parent` has ended. Return that thread (a daemon).

    Raises:
        ParentGone: it is not our parent any more.
    """
    try:
        descriptor = os.pidfd_open(parent)
    except ProcessLookupError as error:
        raise ParentGone from error
    # Looked at after the pidfd is ours: from here on the number cannot come to mean another process.
    if os.getppid() != parent:
        os.close(descriptor)
        raise ParentGone

    def wait() -> None:
        try:
            select.select([descriptor], [], [])
        finally:
            os.close(descriptor)
        on_gone()

    thread = threading.Thread(target=wait, name="parent-watch", daemon=True)
    thread.start()
    return thread
