"""Whether a server is at work on a state folder: each holds a lock on a file in it as long as it lives."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from hall.project.state_folder import StateFolder, StateUnusable


class HallIsRunning(StateUnusable):
    """A server works on this state folder, or a command that must be alone does."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("a hall is being served from this state folder: stop it first")


@contextmanager
def serving(state: StateFolder) -> Iterator[None]:
    """Be one of the servers that work on `state`. Raises `HallIsRunning` while a command has it alone."""
    state.create()
    with _locked(state, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(state: StateFolder) -> Iterator[None]:
    """Let no server work on `state` meanwhile. Raises `HallIsRunning`."""
    state.create()
    with _locked(state, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(state: StateFolder, how: int) -> Iterator[None]:
    descriptor = os.open(state.root / "serving.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise HallIsRunning from error
    try:
        yield
    finally:
        os.close(descriptor)
