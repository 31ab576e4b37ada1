"""Programs that are measured from outside: started fresh, and reporting through a pipe.

A program writes one JSON object a line. The first says when its first frame was swapped, on the clock that all
processes of a machine share (CLOCK_MONOTONIC), so that the wait for this process to read it is not counted.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Any, Final

FIRST_FRAME: Final = "first_frame_s"
_WITHIN_S: Final = 120.0


class ProgramFailed(RuntimeError):
    """A measured program ended badly, or without its report."""


class Program:
    """One run of `python -m MODULE`."""

    def __init__(self, module: str, *arguments: str) -> None:
        """Start it. The clock runs from before the process exists."""
        self._module = module
        read_end, write_end = os.pipe()
        self._reports = os.fdopen(read_end, encoding="utf-8")
        command = [sys.executable, "-m", module, str(write_end), *arguments]
        self.started_s = time.monotonic()
        # The embedded hall logs every request; it is shown only where something went wrong.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `finish`, which is always called
        self._child = subprocess.Popen(command, pass_fds=(write_end,), stdin=subprocess.DEVNULL, stderr=self._said)
        os.close(write_end)

    def finish(self) -> list[dict[str, Any]]:
        """Wait for its end and return its reports. Raises `ProgramFailed`."""
        with self._reports:
            lines = [json.loads(line) for line in self._reports]
        try:
            status = self._child.wait(_WITHIN_S)
        except subprocess.TimeoutExpired as error:
            self._child.kill()
            raise ProgramFailed(f"{self._module} does not end") from error
        with self._said as said:
            said.seek(0)
            words = said.read().decode(errors="replace")
        if status != 0 or not lines:
            print(words, file=sys.stderr)
            raise ProgramFailed(f"{self._module} ended with status {status} and {len(lines)} reports")
        return lines


def start_ms(module: str, *arguments: str) -> float:
    """Return how long a fresh process of `module` takes to its first frame, in milliseconds."""
    program = Program(module, *arguments)
    first = program.finish()[0]
    return float((first[FIRST_FRAME] - program.started_s) * 1000)


def tell(pipe: int, **facts: object) -> None:
    """Write one report; called in the measured program."""
    os.write(pipe, (json.dumps(facts) + "\n").encode())
