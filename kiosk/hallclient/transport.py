"""One exchange with the hall: sent, answered, and tried again where that is safe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests
import urllib3

from devices.api.clock import Clock
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.connections import held_by, open_session
from kiosk.hallclient.errors import (
    CallCancelled,
    HallBrokenReply,
    HallConnectionLost,
    HallError,
    HallRefused,
    HallTimedOut,
    HallUnreachable,
)
from kiosk.hallclient.leash import Leash
from kiosk.hallclient.problems import refusal

_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 2.0
_LARGEST_JSON_BYTES = 8_000_000
_CHUNK_BYTES = 65536
_SERVICE_UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent.

    Attributes:
        path: below the base URL, from ``/v1``.
        json: the body, or None.
        headers: beside those of every call; secrets among them, so no repr.
        again: whether it may be sent again by itself (GET, or an idempotency key is among the headers).
        largest_bytes: an answer that is longer breaks the contract.
    """

    method: str
    path: str
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    again: bool = True
    largest_bytes: int = _LARGEST_JSON_BYTES


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, with a status below 400."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """The session with the hall. Safe from any thread."""

    def __init__(self, access: HallAccess, clock: Clock) -> None:
        """Open nothing yet: the first exchange connects."""
        self._access = access
        self._clock = clock
        self._base_url = access.base_url.rstrip("/")
        self._session = open_session(access)
        self._lock = Lock()
        self._closed = False
        self._leashes: set[Leash] = set()

    def exchange(self, question: Question, leash: Leash) -> Reply:
        """Send `question` until it is answered, refused, or `leash` ends.

        Tried again, with growing pauses: where no connection was made, where the answer was lost or late, and where
        the hall says 503 and that a retry is safe; never a question that is not to be sent again by itself.

        Raises:
            HallError: how the last attempt failed.
        """
        self._take(leash)
        try:
            pause_s = _FIRST_PAUSE_S
            while True:
                try:
                    return self._attempt(question, leash)
                except HallError as error:
                    wait_s = max(pause_s, error.retry_after_s or 0.0) if isinstance(error, HallRefused) else pause_s
                    if not (question.again and _passing(error)) or wait_s >= leash.remaining_s:
                        raise
                leash.pause(wait_s)
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
        finally:
            with self._lock:
                self._leashes.discard(leash)

    def close(self) -> None:
        """Cancel what is under way and close all connections; calling it twice is fine."""
        with self._lock:
            self._closed = True
            leashes = tuple(self._leashes)
        for leash in leashes:
            leash.cancel()
        self._session.close()

    def _take(self, leash: Leash) -> None:
        with self._lock:
            if self._closed:
                raise CallCancelled("closed")
            self._leashes.add(leash)

    def _attempt(self, question: Question, leash: Leash) -> Reply:
        leash.check()
        if leash.remaining_s <= 0.0:
            raise HallTimedOut("no_time_left")
        with held_by(leash):
            try:
                reply = self._send(question, leash)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
                # A cut socket fails in many ways; what it means is that we cut it.
                leash.check()
                raise _converted(error) from error
        if 300 <= reply.status < 400 and reply.status != requests.codes.not_modified:
            # Followed, it would take our token elsewhere.
            raise HallBrokenReply("redirect")
        if reply.status >= 400:
            raise refusal(reply.status, reply.headers, reply.body)
        return reply

    def _send(self, question: Question, leash: Leash) -> Reply:
        remaining_s = leash.remaining_s
        with self._session.request(
            question.method,
            self._base_url + question.path,
            json=question.json,
            headers=dict(question.headers),
            timeout=(
                min(self._access.connect_timeout_s, remaining_s),
                min(self._access.read_timeout_s, remaining_s),
            ),
            allow_redirects=False,
            stream=True,
        ) as response:
            body = _read(response, question.largest_bytes, leash)
            return Reply(response.status_code, response.headers, body)


def _read(response: requests.Response, largest_bytes: int, leash: Leash) -> bytes:
    """Read the body as it comes. A hall that sends it drop by drop is cut off when the time is over."""
    body = bytearray()
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        body += chunk
        if len(body) > largest_bytes:
            raise HallBrokenReply("too_long")
        if leash.remaining_s <= 0.0:
            raise HallTimedOut("body")
    leash.check()
    return bytes(body)


def _passing(error: HallError) -> bool:
    """Whether the same may go well in a moment."""
    if isinstance(error, HallRefused):
        return error.status == _SERVICE_UNAVAILABLE and error.retry_is_safe
    return isinstance(error, HallUnreachable | HallTimedOut | HallConnectionLost) and error.detail_code != "tls"


def _converted(error: Exception) -> HallError:
    """Return our error for one of requests, urllib3 or the system. Most special first: they inherit each other."""
    match error:
        case requests.exceptions.SSLError():
            return HallUnreachable("tls")
        case requests.exceptions.ConnectTimeout():
            return HallUnreachable("connect_timeout")
        case requests.exceptions.Timeout() | urllib3.exceptions.TimeoutError():
            return HallTimedOut("answer")
        case requests.exceptions.ConnectionError() if _never_connected(error):
            return HallUnreachable("no_connection")
        case requests.exceptions.ConnectionError() | urllib3.exceptions.ProtocolError() | OSError():
            return HallConnectionLost(type(error).__name__)
        case _:
            return HallBrokenReply(type(error).__name__)


def _never_connected(error: BaseException) -> bool:
    """Whether urllib3 says that no connection was made at all; requests wraps its errors several deep."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError):
            return True
        inner = getattr(seen, "reason", None) or next(iter(seen.args), None)
        seen = inner if isinstance(inner, BaseException) else None
    return False
