"""A hall to be measured: seeded, on SQLite or on a PostgreSQL that forces commits to the disk; and callers of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import psutil

from devices.simulators.tcp_server import free_port
from tests.support.hall import card_sign_in, case_body, of_the_state_alone, run_hall
from tests.support.postgres import Cluster, cluster

DURABLE: Final = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "shared_buffers": "256MB",
}
START_S: Final = 60.0
SEED_S: Final = 300.0


class NoAnswer(Exception):
    """The hall hung up, is not there, or says that it is busy: the same call is to be made again."""


class Caller:
    """One terminal's connection: kept open, made anew where it broke. One thread each."""

    def __init__(self, port: int, token: str) -> None:
        """Keep where the hall is; nothing is sent yet."""
        self._port = port
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._connection: HTTPConnection | None = None

    def call(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, bytes]:
        """Return status and body of the reply. Raises `NoAnswer`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = None if body is None else json.dumps(body).encode()
        try:
            if self._connection is None:
                self._connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
            self._connection.request(method, path, sent, {**self._headers, **named})
            reply = self._connection.getresponse()
            content = reply.read()
        except (OSError, HTTPException) as error:
            self.close()
            raise NoAnswer from error
        if reply.status == 503:
            raise NoAnswer
        return reply.status, content

    def sign_in(self) -> str:
        """Sign the everyday citizen in; return the session's token."""
        status, content = self.call("POST", "/v1/sign-ins", card_sign_in(), Idempotency_Key=str(uuid.uuid4()))
        assert status == 201, content
        return str(json.loads(content)["citizen_session"])

    def submit(self, citizen: str, key: str) -> str:
        """Open a case under this key; return its number."""
        status, content = self.call("POST", "/v1/cases", case_body(), Citizen_Session=citizen, Idempotency_Key=key)
        assert status == 201, content
        return str(json.loads(content)["case_number"])

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass(slots=True)
class BenchHall:
    """A seeded state folder and, while it is served, its server.

    Attributes:
        postmaster: the process whose children are the database, or None on SQLite.
    """

    state: Path
    port: int
    workers: int
    postmaster: int | None
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Serve, and wait until it is said that it answers."""
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "hall", "serve", "--state", str(self.state), "--port", str(self.port)]
        command += ["--workers", str(self.workers), "--token-file", str(self.state / "token"), "--exit-with-parent"]
        with (self.state.parent / "hall.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--ready-fd", str(writing)],
                pass_fds=[writing],
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=of_the_state_alone(),
            )
        os.close(writing)
        with os.fdopen(reading) as ready:
            assert ready.readline(), (self.state.parent / "hall.log").read_text(encoding="utf-8")

    def processes(self) -> list[psutil.Process]:
        """Return the server's processes, the keeper first."""
        assert self.process is not None
        keeper = psutil.Process(self.process.pid)
        return [keeper, *keeper.children()]

    def cpu_s(self) -> tuple[float, float]:
        """Return the processor time used so far by the server and by its database."""
        database = psutil.Process(self.postmaster).children() if self.postmaster else []
        return _cpu_s(self.processes()), _cpu_s(database)

    def kill(self) -> None:
        """End the server as a power cut would: all of its processes at once."""
        assert self.process is not None
        processes = self.processes()
        for process in processes:
            # A worker whose keeper has gone may be gone too.
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        self.process.wait(START_S)
        # The address is free once the last of them has gone.
        _, alive = psutil.wait_procs(processes[1:], START_S)
        assert not alive

    def stop(self) -> None:
        """Let it finish."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(START_S)

    def caller(self) -> Caller:
        """Return a caller with the terminal's token."""
        return Caller(self.port, (self.state / "token").read_text(encoding="ascii").strip())


@contextmanager
def bench_hall(database: str, *, workers: int) -> Iterator[BenchHall]:
    """Seed a hall on `database` ("SQLite", "PostgreSQL"), start it, and take all of it away afterwards."""
    # Not in /tmp where that is memory: a commit is to reach a disk.
    folder = Path(mkdtemp(prefix="hallkiosk-bench-", dir="/var/tmp"))
    try:
        if database == "SQLite":
            with _served(BenchHall(folder / "state", free_port(), workers, None)) as hall:
                yield hall
        else:
            with cluster(within=Path("/var/tmp"), **DURABLE) as server:
                yield from _on(server, folder, workers)
    finally:
        shutil.rmtree(folder)


def _on(server: Cluster, folder: Path, workers: int) -> Iterator[BenchHall]:
    state = folder / "state"
    state.mkdir(mode=0o700)
    (state / "database.url").write_text(server.create("bench"), encoding="utf-8")
    with _served(BenchHall(state, free_port(), workers, server.postmaster())) as hall:
        yield hall


@contextmanager
def _served(hall: BenchHall) -> Iterator[BenchHall]:
    done = run_hall(hall.state, "seed", within_s=SEED_S)
    assert done.returncode == 0, done.stderr
    hall.start()
    try:
        yield hall
    finally:
        hall.stop()


def _cpu_s(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)
