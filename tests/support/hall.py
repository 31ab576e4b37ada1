"""A real hall server for tests: started as a child process on loopback, spoken to over HTTP, ended for certain."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from hall.project.database import ENVIRONMENT_NAME

# The design's examples: he owns no house, he owns two.
WITHOUT_HOUSE = ("430124199001010014", "张样一", "2036-05-03")
WITH_TWO_HOUSES = ("431382198502280013", "李例二", "2035-08-12")
LOOKUP_CONSENT = [{"registry": "property", "consented_at": "2026-01-05T09:00:00+08:00"}]


def card_sign_in(person: tuple[str, str, str] = WITHOUT_HOUSE, **card: Any) -> dict[str, Any]:
    """Return the body of a sign-in by card and face."""
    number, name, valid_until = person
    return {
        "method": "card_and_face",
        "card": {"number": number, "name": name, "variant": "citizen", "valid_until": valid_until, **card},
        "face": {
            "consented_at": "2026-01-05T09:00:00+08:00",
            "result": "match",
            "score": 0.71,
            "threshold": 0.45,
            "engine": "test 1",
            "compared_at": "2026-01-05T09:00:05+08:00",
        },
        "terminal_id": "T-01",
    }


def case_body(**changes: Any) -> dict[str, Any]:
    """Return the body that opens a no-house case."""
    return {"item_id": "no-house-proof", "item_version": 1, "lookup_consents": LOOKUP_CONSENT, **changes}


def new_key() -> str:
    """Return a fresh Idempotency-Key."""
    return str(uuid.uuid4())


@dataclass(slots=True)
class HallClient:
    """Speaks the contract as a terminal would. One thread each."""

    url: str
    token: str
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, *, citizen: str = "", **headers: str) -> requests.Response:
        """GET below /v1."""
        return self.session.get(f"{self.url}/v1{path}", headers=self._headers(citizen, headers), timeout=30)

    def post(self, path: str, body: Any, *, citizen: str = "", key: str | None = None) -> requests.Response:
        """POST below /v1 with a key: a fresh one unless given."""
        headers = self._headers(citizen, {"Idempotency-Key": key or new_key()})
        return self.session.post(f"{self.url}/v1{path}", json=body, headers=headers, timeout=30)

    def delete(self, path: str, *, citizen: str = "") -> requests.Response:
        """DELETE below /v1."""
        return self.session.delete(f"{self.url}/v1{path}", headers=self._headers(citizen, {}), timeout=30)

    def dock(self, method: str, path: str, body: Any) -> requests.Response:
        """Move one of the device dock's switches."""
        return self.session.request(
            method, f"{self.url}/dock{path}", json=body, headers=self._headers("", {}), timeout=30
        )

    def sign_in(self, person: tuple[str, str, str] = WITHOUT_HOUSE) -> str:
        """Sign in by card and face; return the session's token."""
        reply = self.post("/sign-ins", card_sign_in(person))
        assert reply.status_code == 201, reply.text
        return str(reply.json()["citizen_session"])

    def _headers(self, citizen: str, further: dict[str, str]) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}", **further}
        return {**headers, "Citizen-Session": citizen} if citizen else headers


@dataclass(slots=True)
class RunningHall:
    """A hall server in a process of its own."""

    process: subprocess.Popen[bytes]
    url: str
    state: Path
    log: Path

    def client(self) -> HallClient:
        """Return a client with the terminal's token."""
        return HallClient(self.url, (self.state / "token").read_text().strip())

    def kill(self) -> None:
        """End it as a power cut would, and wait."""
        self.process.kill()
        self.process.wait(timeout=20)


@contextmanager
def running_hall(state: Path, *arguments: str) -> Iterator[RunningHall]:
    """Start ``hall serve`` on `state`, wait until it answers, and end it afterwards whatever happened."""
    reading, writing = os.pipe()
    log = state.parent / f"{state.name}.log"
    command = [sys.executable, "-m", "hall", "serve", "--state", str(state), "--token-file", str(state / "token")]
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [*command, "--exit-with-parent", "--ready-fd", str(writing), *arguments],
            pass_fds=[writing],
            env=of_the_state_alone(),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    os.close(writing)
    with os.fdopen(reading) as ready:
        line = ready.readline()
    try:
        assert line, log.read_text()
        yield RunningHall(process, json.loads(line)["url"], state, log)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=20)


def of_the_state_alone() -> dict[str, str]:
    """Return the environment in which a hall's state folder says which database it has, not these tests' run."""
    return {name: value for name, value in os.environ.items() if name != ENVIRONMENT_NAME}


def run_hall(state: Path, *arguments: str, text_in: str = "", within_s: float = 60) -> subprocess.CompletedProcess[str]:
    """Run one hall command on `state` to its end."""
    command, *rest = arguments
    return subprocess.run(
        [sys.executable, "-m", "hall", command, "--state", str(state), *rest],
        input=text_in,
        env=of_the_state_alone(),
        capture_output=True,
        text=True,
        timeout=within_s,
        check=False,
    )
