"""A city's data-sharing exchange for tests and examples: real HTTP on loopback, and it can be told to fail.

Written from docs/registries.md alone; it shares no code with hall/.
"""

import json
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self

TOKEN = "token-of-the-hall-at-the-exchange"
Rows = Sequence[Mapping[str, object]]


class Fault(Enum):
    """What the next call meets."""

    HELD = "no answer until released"
    DRIP = "an answer byte by byte, for ever"
    CUT = "closed before an answer"
    HALF = "closed in the middle of the answer"
    SERVER_ERROR = "500, a page of a web server"
    BUSY = "503"
    NO_SUCH_QUESTION = "404"
    REDIRECT = "302 to somewhere else"
    NOT_JSON = "200 with a page of HTML"
    NO_RECORDS = "200 with JSON of another shape"
    NUMBER_FOR_TEXT = "200 with a number where a text belongs"
    CONTROL_CHARACTER = "200 with a bell in a text"
    COMPRESSED = "200, said to be compressed"
    TOO_MANY_ROWS = "200 with 2,001 rows"
    TOO_LONG = "200 with more than 2 MB"


@dataclass(frozen=True)
class Asked:
    """A call as it came."""

    path: str
    headers: Mapping[str, str]
    body: Any


class Exchange:
    """Answers questions while its `with` block runs."""

    def __init__(
        self,
        answer: Callable[[str, str], Rows],
        *,
        own: Mapping[str, Callable[[Any], object]] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare to answer.

        Args:
            answer: the catalogue's questions: rows, by the question's name and the number asked about.
            own: the hall's own questions: JSON, by the end of the address and the body.
            tls: speak TLS only.
        """
        self.asked: list[Asked] = []
        self.connections = 0
        self.holding, self.released = Event(), Event()
        self._answer = answer
        self._own = own or {}
        self._faults: list[Fault] = []
        self._lock = Lock()
        exchange = self

        class Handler(_Handler):
            server_side = exchange

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._scheme = "http" if tls is None else "https"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), name="exchange")

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, with every call that is held."""
        self.released.set()
        self._server.shutdown()
        self._thread.join(timeout=10)
        self._server.server_close()

    def next(self, *faults: Fault) -> None:
        """Make the next calls meet `faults`, one each."""
        with self._lock:
            self._faults += faults

    def meet(self, asked: Asked) -> tuple[int, bytes, Fault | None]:
        """Return what a call gets."""
        with self._lock:
            self.asked.append(asked)
            fault = self._faults.pop(0) if self._faults else None
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, b"", fault
        if fault in _FAULTY:
            status, body = _FAULTY[fault]
            return status, body, fault
        steps = asked.path.strip("/").split("/")
        if steps[1] == "records":
            answer: object = {"records": self._answer(steps[2], asked.body["number"])}
        else:
            answer = self._own[steps[1]](asked.body)
        return 200, json.dumps(answer, ensure_ascii=False).encode(), fault


def _rows(*rows: object) -> bytes:
    return json.dumps({"records": rows}).encode()


_FAULTY: Mapping[Fault | None, tuple[int, bytes]] = {
    Fault.SERVER_ERROR: (500, b"<h1>Internal Server Error</h1>"),
    Fault.BUSY: (503, b""),
    Fault.NO_SUCH_QUESTION: (404, b'{"records": []}'),
    Fault.REDIRECT: (302, b""),
    Fault.NOT_JSON: (200, b"<html>"),
    Fault.NO_RECORDS: (200, b'{"data": []}'),
    Fault.NUMBER_FOR_TEXT: (200, _rows({"state": 7})),
    Fault.CONTROL_CHARACTER: (200, _rows({"state": "\a"})),
    Fault.TOO_MANY_ROWS: (200, _rows(*[{"state": ""}] * 2001)),
    Fault.TOO_LONG: (200, _rows({"state": "x", "other": "x" * 2_000_000})),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_side: Exchange

    def setup(self) -> None:
        super().setup()
        self.server_side.connections += 1

    def handle(self) -> None:
        # A client that hangs up is part of the tests.
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, body, fault = self.server_side.meet(Asked(self.path, headers, json.loads(content)))
        released = self.server_side.released
        if fault is Fault.HELD:
            self.server_side.holding.set()
            released.wait(timeout=30)
        if fault in {Fault.HELD, Fault.CUT}:
            self._cut()
            return
        self.send_response(status)
        self.send_header("Content-Length", str(10**6 if fault is Fault.DRIP else len(body)))
        if fault is Fault.COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        if fault is Fault.REDIRECT:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        if fault is Fault.DRIP:
            while not released.wait(timeout=0.01):
                self.wfile.write(b" ")
            self._cut()
            return
        self.wfile.write(body[: len(body) // 2] if fault is Fault.HALF else body)
        if fault is Fault.HALF:
            self._cut()

    def _cut(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
