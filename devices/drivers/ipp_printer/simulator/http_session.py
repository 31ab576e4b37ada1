"""HTTP/1.1 on one connection, as much of it as IPP clients use: bodies by length or in chunks, 100-continue."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from devices.simulators.connection import Connection

_MOST_HEAD: Final = 65536
_MOST_BODY: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, read whole."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def keeps_alive(self) -> bool:
        """Whether the client will ask more on this connection."""
        return self.headers.get("connection", "").lower() != "close"


def response(status: HTTPStatus, body: bytes = b"", *, media_type: str = "text/plain; charset=utf-8") -> bytes:
    """Return a response's octets."""
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        f"Content-Type: {media_type}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-cache\r\n\r\n"
    )
    return head.encode() + body


def serve(connection: Connection, answer: Callable[[HttpRequest], bool]) -> None:
    """Read requests until the peer is gone or `answer`, which replies to one, says that it was the last."""
    reader = _Reader(connection)
    try:
        while not connection.hung_up:
            request = _read_request(reader, connection)
            if not answer(request) or not request.keeps_alive:
                return
    except _PeerGone:
        return
    except _Malformed:
        connection.write(response(HTTPStatus.BAD_REQUEST))


class _PeerGone(Exception):
    """The peer hung up, between requests or within one."""


class _Malformed(Exception):
    """This is no HTTP that we read."""


class _Reader:
    """Bytes of the connection, buffered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._buffer = bytearray()

    def line(self) -> str:
        while b"\n" not in self._buffer:
            if len(self._buffer) > _MOST_HEAD:
                raise _Malformed
            self._more()
        line, _, rest = bytes(self._buffer).partition(b"\n")
        self._buffer = bytearray(rest)
        return line.decode("latin-1").rstrip("\r")

    def exactly(self, length: int) -> bytes:
        if not 0 <= length <= _MOST_BODY:
            raise _Malformed
        while len(self._buffer) < length:
            self._more()
        taken = bytes(self._buffer[:length])
        del self._buffer[:length]
        return taken

    def _more(self) -> None:
        came = self._connection.read()
        if not came:
            raise _PeerGone
        self._buffer += came


def _read_request(reader: _Reader, connection: Connection) -> HttpRequest:
    method, _, rest = reader.line().partition(" ")
    path, _, version = rest.partition(" ")
    if not version.startswith("HTTP/1."):
        raise _Malformed
    headers: dict[str, str] = {}
    while line := reader.line():
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
        if len(headers) > 100:
            raise _Malformed
    if headers.get("expect", "").lower() == "100-continue":
        connection.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return HttpRequest(method, path, headers, _read_body(reader, headers))


def _read_body(reader: _Reader, headers: dict[str, str]) -> bytes:
    if "chunked" not in headers.get("transfer-encoding", "").lower():
        return reader.exactly(_number(headers.get("content-length", "0"), 10))
    body = bytearray()
    while length := _number(reader.line().partition(";")[0].strip(), 16):
        body += reader.exactly(length)
        reader.line()
        if len(body) > _MOST_BODY:
            raise _Malformed
    while reader.line():  # trailers
        continue
    return bytes(body)


def _number(digits: str, base: int) -> int:
    try:
        return int(digits, base)
    except ValueError as error:
        raise _Malformed from error
