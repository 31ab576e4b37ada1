"""A remote authority over real HTTP: what is sent, what is believed, and that nothing else counts as an answer."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import cv2
import numpy as np
import pytest

from kiosk.identity.engines.authority import HttpFaceAuthority
from kiosk.identity.errors import AuthorityRefused, AuthorityUnreachable

PICTURE = np.full((112, 112, 3), 130, np.uint8)
TOKEN = "a-token-of-the-authority"


class Counter(HTTPServer):
    """The authority: answers as it is told, remembers what it was sent."""

    status = 200
    answer: object = None
    raw: bytes | None = None
    seen: list[tuple[str, dict[str, str]]]


class _Desk(BaseHTTPRequestHandler):
    server: Counter

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.headers["Authorization"], body))
        content = json.dumps(self.server.answer).encode() if self.server.raw is None else self.server.raw
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@pytest.fixture
def counter() -> Iterator[Counter]:
    """An authority on loopback."""
    server = Counter(("127.0.0.1", 0), _Desk)
    server.seen = []
    server.answer = {"score": 0.71, "threshold": 0.6, "engine": "authority 3"}
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(counter: Counter) -> HttpFaceAuthority:
    """A client of it."""
    return HttpFaceAuthority(f"http://127.0.0.1:{counter.server_port}/compare", TOKEN, timeout_s=5.0)


def test_both_pictures_go_there_and_the_answer_comes_back(counter: Counter) -> None:
    """Two JPEGs and a fresh transaction; the authority's own score, threshold and name."""
    answer = ask(counter).compare(PICTURE, PICTURE)
    assert (answer.score, answer.threshold, answer.engine, answer.matches) == (0.71, 0.6, "authority 3", True)
    ((bearer, body),) = counter.seen
    assert bearer == f"Bearer {TOKEN}"
    for side in ("card", "live"):
        coded = np.frombuffer(base64.b64decode(body[side]), np.uint8)
        sent = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        assert sent is not None
        assert abs(float(sent.mean()) - 130) < 2
    ask(counter).compare(PICTURE, PICTURE)
    assert counter.seen[0][1]["transaction"] != counter.seen[1][1]["transaction"]


@pytest.mark.parametrize(
    ("status", "raw"),
    [
        (500, b""),
        (302, b""),
        (200, b"no JSON"),
        (200, b"[]"),
        (200, b'{"score": 0.9}'),
        (200, b'{"score": NaN, "threshold": 0.5, "engine": "x"}'),
        (200, b'{"score": "high", "threshold": 0.5, "engine": "x"}'),
        (200, b'{"score": 1, "threshold": 0.5, "engine": "' + b"x" * 70_000 + b'"}'),
    ],
)
def test_anything_else_is_no_answer(counter: Counter, status: int, raw: bytes) -> None:
    """A refusal, a redirection (followed by no picture), damage: none of it is a match, and each is asked for once."""
    counter.status, counter.raw = status, raw
    with pytest.raises(AuthorityRefused):
        ask(counter).compare(PICTURE, PICTURE)
    assert len(counter.seen) == 1


def test_nobody_answers(counter: Counter) -> None:
    """An authority that is not there is a passing fault, and its error holds no picture."""
    port = counter.server_port
    counter.shutdown()
    counter.server_close()
    with pytest.raises(AuthorityUnreachable) as caught:
        HttpFaceAuthority(f"http://127.0.0.1:{port}/", TOKEN, timeout_s=1.0).compare(PICTURE, PICTURE)
    assert caught.value.__cause__ is None
    assert not caught.value.lasting
