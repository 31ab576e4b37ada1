"""A real server on loopback: concurrency, death, start and stop."""

import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import psutil
import pytest
import requests

from tests.support.hall import RunningHall, case_body, new_key, of_the_state_alone, run_hall, running_hall
from tests.support.hall_database import is_on_postgresql

# Starts a hall, says its pid, and waits to be killed.
STARTER = """
import subprocess, sys
command = [sys.executable, "-m", "hall", "serve", "--exit-with-parent", *sys.argv[1:]]
child = subprocess.Popen(command, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.both_databases
def test_one_case_a_key_under_concurrency(state: Path) -> None:
    """20 keys posted 8 times each, all at once, give exactly 20 cases; the 8 replies of a key are the same."""
    with running_hall(state, "--workers", "2" if is_on_postgresql() else "1") as hall:
        client = hall.client()
        citizen = client.sign_in()
        keys = [new_key() for _ in range(20)]
        posts = keys * 8
        random.Random(5).shuffle(posts)
        together = Barrier(16)

        def post(batch: list[str]) -> list[tuple[str, int, str, bool]]:
            mine = hall.client()
            together.wait(timeout=30)
            replies = [(key, mine.post("/cases", case_body(), citizen=citizen, key=key)) for key in batch]
            return [(key, r.status_code, r.text, "Idempotency-Replayed" in r.headers) for key, r in replies]

        with ThreadPoolExecutor(16) as pool:
            done = [entry for batch in pool.map(post, [posts[at::16] for at in range(16)]) for entry in batch]
    assert Counter(status for _, status, _, _ in done) == {201: 160}
    assert Counter(replayed for _, _, _, replayed in done) == {True: 140, False: 20}
    by_key = {key: {text for other, _, text, _ in done if other == key} for key in keys}
    assert all(len(texts) == 1 for texts in by_key.values())
    numbers = {json.loads(text)["case_number"] for texts in by_key.values() for text in texts}
    assert {int(number[14:20]) for number in numbers} == set(range(1, 21))


def test_nothing_accepted_is_lost_when_the_server_is_killed(state: Path) -> None:
    """Killed (-9) in mid-submit, twice: each accepted case is there, each key sent again gives one case."""
    dice = random.Random(11)
    accepted: dict[str, str] = {}
    keys: list[str] = []
    for _ in range(2):
        with running_hall(state) as hall:
            citizen = hall.client().sign_in()
            fresh = [new_key() for _ in range(40)]
            keys += fresh
            accepted |= _post_until_killed(hall, citizen, fresh, after=dice.randrange(3, 25))
    assert 0 < len(accepted) < len(keys)
    with running_hall(state) as hall:
        client = hall.client()
        citizen = client.sign_in()
        again = {key: client.post("/cases", case_body(), citizen=citizen, key=key) for key in keys}
    assert {reply.status_code for reply in again.values()} == {201}
    assert all(again[key].text == text for key, text in accepted.items())
    assert all("Idempotency-Replayed" in again[key].headers for key in accepted)
    assert len({reply.json()["case_number"] for reply in again.values()}) == len(keys)
    verified = run_hall(state, "audit", "verify")
    assert verified.returncode == 0, verified.stderr


def _post_until_killed(hall: RunningHall, citizen: str, keys: list[str], *, after: int) -> dict[str, str]:
    """Post `keys` from three threads, kill the server after so many replies; return what was accepted."""
    accepted: dict[str, str] = {}
    enough = Event()

    def post(mine: list[str]) -> None:
        client = hall.client()
        for key in mine:
            try:
                reply = client.post("/cases", case_body(), citizen=citizen, key=key)
            except requests.RequestException:
                return
            assert reply.status_code == 201
            accepted[key] = reply.text
            if len(accepted) >= after:
                enough.set()

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(post, keys[at::3]) for at in range(3)]
        assert enough.wait(timeout=60)
        hall.kill()
        for each in running:
            each.result(timeout=60)
    return accepted


def test_stops_without_dropping_a_call(state: Path) -> None:
    """SIGTERM: every call that was begun gets its whole answer, and the status is 0."""
    with running_hall(state) as hall:
        citizen = hall.client().sign_in()
        under_way = Event()

        def post() -> list[Any]:
            client, replies = hall.client(), []
            while True:
                try:
                    replies.append(client.post("/cases", case_body(), citizen=citizen))
                except requests.ConnectionError:
                    return replies
                under_way.set()

        with ThreadPoolExecutor(3) as pool:
            running = [pool.submit(post) for _ in range(3)]
            assert under_way.wait(timeout=30)
            hall.process.send_signal(signal.SIGTERM)
            replies = [reply for each in running for reply in each.result(timeout=60)]
        assert hall.process.wait(timeout=20) == 0
    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.json()["case_number"] for reply in replies}) == len(replies)


def test_no_orphan(state: Path) -> None:
    """When the process that started it is killed, the hall stops by itself."""
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            STARTER,
            "--state",
            str(state),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=of_the_state_alone(),
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    hall = os.pidfd_open(int(parent.stdout.readline()))
    try:
        parent.kill()
        parent.wait(timeout=20)
        assert select.select([hall], [], [], 20)[0], "the hall outlived its parent"
    finally:
        os.close(hall)
        parent.stdout.close()
        parent.stdin.close()


def test_workers(state: Path) -> None:
    """Workers share the socket; one that is killed is put back, and a stop waits for all and leaves none behind."""
    with running_hall(state, "--workers", "2") as hall:
        first = {_answering(hall) for _ in range(40)}
        assert len(first) == 2
        assert hall.process.pid not in first
        os.kill(first.pop(), signal.SIGKILL)
        # Calls go on being answered meanwhile, by the other.
        assert _until(lambda: len({_answering(hall) for _ in range(20)} - first) == 1)
        watched = [os.pidfd_open(pid) for pid in {_answering(hall) for _ in range(40)}]
    assert hall.process.returncode == 0
    for descriptor in watched:
        assert select.select([descriptor], [], [], 20)[0], "a worker outlived its keeper"
        os.close(descriptor)


def test_workers_end_with_their_keeper(state: Path) -> None:
    """A keeper that is killed leaves nobody behind who would answer at its address."""
    with running_hall(state, "--workers", "2") as hall:
        watched = [os.pidfd_open(pid) for pid in {_answering(hall) for _ in range(40)}]
        hall.kill()
        for descriptor in watched:
            assert select.select([descriptor], [], [], 20)[0], "a worker outlived its keeper"
            os.close(descriptor)


def _answering(hall: RunningHall) -> int:
    """Return the process id of whoever takes a new connection to the hall: the socket's other end, in /proc."""
    with socket.create_connection(("127.0.0.1", int(hall.url.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(64).split(b" ")[1] == b"200"
        port = connection.getsockname()[1]
        peers = [
            process.pid
            for process in psutil.Process(hall.process.pid).children()
            if any(getattr(peer.raddr, "port", None) == port for peer in process.net_connections("tcp"))
        ]
    assert len(peers) == 1
    return peers[0]


def _until(condition: Callable[[], bool]) -> bool:
    return any(condition() for _ in range(200))


def test_start_is_announced(state: Path, tmp_path: Path) -> None:
    """The ready line tells url, port and pid; the port file holds the same and goes when the hall stops."""
    port_file = tmp_path / "port.json"
    with running_hall(state, "--port-file", str(port_file)) as hall:
        announced = json.loads(port_file.read_text(encoding="utf-8"))
        assert announced == {"url": hall.url, "port": int(hall.url.rpartition(":")[2]), "pid": hall.process.pid}
        health = requests.get(f"{hall.url}/v1/health", timeout=10)
        assert health.json() | {"time": ""} == {"status": "ok", "version": "0.1.0", "database": "ok", "time": ""}
        assert "Server" not in health.headers
    assert hall.process.returncode == 0
    assert not port_file.exists()


def test_port_in_use(state: Path) -> None:
    """A port that cannot be had is said in one line, with status 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_hall(state, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("hall: cannot answer at 127.0.0.1 port")


def test_dock_wants_synthetic_data(tmp_path: Path) -> None:
    """--dock is refused on a hall whose data nobody has declared synthetic."""
    done = run_hall(tmp_path / "state", "serve", "--dock")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--dock" in done.stderr


def test_dock_switches(hall: RunningHall) -> None:
    """The dock gets a one-time code for a synthetic citizen, and makes a registry silent and answer again."""
    client = hall.client()
    code = client.dock("POST", "/identity-codes", {"number": "43030220000229001X"})
    assert code.status_code == 201
    body = {"method": "identity_code", "code": code.json()["code"]}
    citizen = client.post("/sign-ins", body).json()["citizen_session"]
    assert client.dock("POST", "/identity-codes", {"number": "999901199001010990"}).json()["code"] == "citizen_unknown"
    assert client.dock("PUT", "/registries/property", {"state": "unavailable"}).status_code == 200
    try:
        assert client.post("/cases", case_body(), citizen=citizen).json()["code"] == "registry_unavailable"
    finally:
        assert client.dock("PUT", "/registries/property", {"state": "available"}).status_code == 200
    assert client.post("/cases", case_body(), citizen=citizen).status_code == 201
    assert client.dock("PUT", "/registries/population", {"state": "unavailable"}).status_code == 200
    try:
        silent = client.dock("POST", "/identity-codes", {"number": "43030220000229001X"}).json()
        assert silent["code"] == "registry_unavailable"
    finally:
        assert client.dock("PUT", "/registries/population", {"state": "available"}).status_code == 200
    assert requests.post(f"{hall.url}/dock/identity-codes", json={}, timeout=10).status_code == 401


@pytest.mark.parametrize("raw", [b"GET /v1/health HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"nonsense\r\n\r\n"])
def test_broken_http_does_no_harm(hall: RunningHall, raw: bytes) -> None:
    """A wrong host or bytes that are no HTTP get a 400, and the server goes on."""
    with socket.create_connection(("127.0.0.1", int(hall.url.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(raw)
        assert connection.recv(64).split(b" ")[1] == b"400"
    assert requests.get(f"{hall.url}/v1/health", timeout=10).status_code == 200
