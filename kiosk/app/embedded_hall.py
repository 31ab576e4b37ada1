"""The hall server as a child process: started, watched, started again when it dies, gone when the kiosk goes.

Its port is chosen once, so a hall that comes back is found where it was. It stops by itself when this process dies
(`--exit-with-parent`), so that a killed kiosk leaves no orphan.
"""

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Final

from devices.api.clock import Clock

_log = logging.getLogger(__name__)

FIRST_BACKOFF_S: Final = 0.5
LONGEST_BACKOFF_S: Final = 30.0
STOP_WITHIN_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class HallAddress:
    """Where the embedded hall answers, and the file that holds this terminal's token."""

    url: str
    token_file: Path = field(repr=False)


class EmbeddedHall:
    """Owns one thread and, most of the time, one child process."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int,
        terminal_name: str,
        synthetic: bool,
        clock: Clock,
        on_first_ready: Callable[[HallAddress], None],
    ) -> None:
        """Prepare.

        Args:
            folder: the hall's state folder; made if missing.
            port: loopback port, or 0 for a free one.
            terminal_name: what the hall calls this terminal on papers.
            synthetic: bring in the synthetic city and offer the device dock's switches.
            clock: time.
            on_first_ready: called once, on this object's thread, when the hall answers for the first time.
        """
        self._folder = folder
        self._port = port or _free_port()
        self._terminal_name = terminal_name
        self._synthetic = synthetic
        self._clock = clock
        self._on_first_ready = on_first_ready
        self._stopping = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._watch, name="embedded-hall")

    @property
    def address(self) -> HallAddress:
        """Where it answers, now or later."""
        return HallAddress(f"http://127.0.0.1:{self._port}", self._folder / "terminal.token")

    @property
    def pid(self) -> int | None:
        """The child's process id, or None while there is none."""
        child = self._child
        return None if child is None or child.poll() is not None else child.pid

    def start(self) -> None:
        """Start the child and watch it; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the child and wait until it is gone."""
        self._stopping.set()
        child = self._child
        if child is not None:
            child.terminate()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        backoff_s = FIRST_BACKOFF_S
        told = False
        while not self._stopping.is_set():
            try:
                ready = self._run_once()
            except OSError as error:
                _log.error("hall not started: errno %s", error.errno)
                ready = False
            if ready and not told and not self._stopping.is_set():
                told = True
                self._on_first_ready(self.address)
            if ready:
                backoff_s = FIRST_BACKOFF_S
                self._wait_for_end()
            if not self._stopping.is_set():
                _log.error("hall ended; started again in %.1f s", backoff_s)
                self._clock.wait(self._stopping, backoff_s)
                backoff_s = min(backoff_s * 2, LONGEST_BACKOFF_S)
        self._wait_for_end()

    def _run_once(self) -> bool:
        """Start the child; return whether it says that it answers before it ends."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        read_end, write_end = os.pipe()
        command = [sys.executable, "-m", "hall", "serve", "--port", str(self._port), "--exit-with-parent"]
        command += ["--state", str(self._folder), "--ready-fd", str(write_end)]
        command += ["--token-file", str(self.address.token_file), "--token-name", self._terminal_name]
        if self._synthetic:
            command += ["--seed", "--dock"]
        with os.fdopen(read_end, encoding="utf-8") as ready:
            try:
                # No pipe for its output: one that nobody reads would stop the hall when it is full.
                self._child = subprocess.Popen(
                    command, pass_fds=(write_end,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
                )
            finally:
                os.close(write_end)
            if self._stopping.is_set():
                self._child.terminate()
            # The child closes its end after the line, or by dying: either way this returns.
            line = ready.readline()
        with suppress(ValueError):
            return bool(json.loads(line)["url"])
        return False

    def _wait_for_end(self) -> None:
        child = self._child
        if child is None:
            return
        while child.poll() is None and not self._stopping.is_set():
            # Woken by `stop`, which also ends the child; a child that dies by itself is seen within a second.
            self._stopping.wait(1.0)
        if child.poll() is None:
            try:
                child.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
