"""One call to a city's exchange: sent, answered, held against what an answer is, told to the log.

Numbers stand in bodies, never in addresses. Each call has an id of its own, sent as ``X-Request-Id`` and written to
the hall's log with what became of it, so that the exchange's log and the hall's can be laid side by side.
"""

import logging
import time
from collections.abc import Callable, Mapping
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from threading import BoundedSemaphore
from typing import Final, TypeVar
from uuid import uuid4

import requests
import urllib3
from django.conf import settings
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar

from hall import VERSION
from hall.registries.http.answers import MOST_BYTES, AnswerBroken
from hall.registries.http.exchange_file import EVERY_OTHER, ExchangeLine
from hall.registries.http.faults import ExchangeDown, ExchangeFault
from hall.registries.ports import RegistryName

T = TypeVar("T")
ATTEMPTS: Final = 2
# How long a call waits for those before it to end: a quick exchange needs less, a slow one is not waited for.
GATE_WAIT_S: Final = 1.0
_POOLED: Final = 8
_CHUNK_BYTES: Final = 65536
_log: Final = logging.getLogger("hall.registries.exchange")


class _Failed(Exception):
    """One attempt failed."""

    def __init__(self, fault: ExchangeFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@cache
def configured_client() -> "ExchangeClient":
    """Return the client for the exchange file that the settings have read; all adapters share its connections."""
    return ExchangeClient(settings.HALL_EXCHANGE)


class ExchangeClient:
    """Asks the exchange. Safe from any thread; connections are kept open and shared."""

    def __init__(self, lines: Mapping[str, ExchangeLine]) -> None:
        """Connect to nothing yet.

        Args:
            lines: by the registry's name or `EVERY_OTHER`.
        """
        self._lines = lines
        self._gates = {name: BoundedSemaphore(line.at_once) for name, line in lines.items()}
        self._session = _open_session()

    def ask(
        self, registry: RegistryName, question: str, body: Mapping[str, object], *, read: Callable[[bytes], T]
    ) -> T:
        """Put `question` (the end of the address) to `registry` and return what `read` makes of the answer.

        `read` may raise `AnswerBroken`.

        Raises:
            ExchangeDown: whatever went wrong.
        """
        request_id, started = str(uuid4()), time.monotonic()
        outcome = "error"
        try:
            answer = self._ask(registry, question, body, request_id, read)
            outcome = "answered"
        except _Failed as failed:
            outcome = failed.fault.value
            # Not chained: what requests raises may hold what was sent.
            raise ExchangeDown(registry, failed.fault, request_id) from None
        finally:
            _log.log(
                logging.INFO if outcome == "answered" else logging.WARNING,
                "exchange asked",
                extra={
                    "registry": registry.value,
                    "question": question,
                    "request_id": request_id,
                    "outcome": outcome,
                    "duration_ms": round((time.monotonic() - started) * 1000, 1),
                },
            )
        return answer

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _ask(
        self,
        registry: RegistryName,
        question: str,
        body: Mapping[str, object],
        request_id: str,
        read: Callable[[bytes], T],
    ) -> T:
        name = registry.value if registry.value in self._lines else EVERY_OTHER
        if name not in self._lines:
            raise _Failed(ExchangeFault.NOT_CONNECTED)
        # One slow registry must not take every thread that the hall answers its terminals with.
        if not self._gates[name].acquire(timeout=GATE_WAIT_S):
            raise _Failed(ExchangeFault.CROWDED)
        try:
            return self._attempts(self._lines[name], question, body, request_id, read)
        finally:
            self._gates[name].release()

    def _attempts(
        self,
        line: ExchangeLine,
        question: str,
        body: Mapping[str, object],
        request_id: str,
        read: Callable[[bytes], T],
    ) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return read(self._post(line, question, body, request_id))
            except AnswerBroken:
                raise _Failed(ExchangeFault.BROKEN_ANSWER) from None
            except _Failed as failed:
                # Only what was never sent is sent again: an exchange counts, and bills, what it is asked.
                if failed.fault is not ExchangeFault.UNREACHABLE or attempt == ATTEMPTS:
                    raise
        raise AssertionError

    def _post(self, line: ExchangeLine, question: str, body: Mapping[str, object], request_id: str) -> bytes:
        deadline = time.monotonic() + line.answer_limit_s
        try:
            with self._session.post(
                f"{line.url}/v1/{question}",
                json=body,
                headers={"Authorization": f"Bearer {line.token}", "X-Request-Id": request_id},
                timeout=(line.connect_limit_s, line.answer_limit_s),
                verify=str(line.ca_file) if line.ca_file else True,
                allow_redirects=False,
                stream=True,
            ) as response:
                fault = _fault_of(response.status_code)
                if fault is not None:
                    raise _Failed(fault)
                return _read(response, deadline)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Failed(_converted(error)) from None


def _read(response: requests.Response, deadline: float) -> bytes:
    """Read the body as it comes; an exchange that sends it drop by drop is cut off when the time is over."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise _Failed(ExchangeFault.BROKEN_ANSWER)
    body = bytearray()
    while chunk := response.raw.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > MOST_BYTES:
            raise _Failed(ExchangeFault.TOO_LONG)
        if time.monotonic() > deadline:
            raise _Failed(ExchangeFault.TIMED_OUT)
    return bytes(body)


def _fault_of(status: int) -> ExchangeFault | None:
    """Return what a status means; None for 200."""
    match status:
        case 200:
            return None
        case 401 | 403:
            return ExchangeFault.NOT_ADMITTED
        case 429 | 503:
            return ExchangeFault.BUSY
        case _ if status >= 500:
            return ExchangeFault.FAILED
        case _:
            return ExchangeFault.REFUSED


def _converted(error: Exception) -> ExchangeFault:
    """Return what an error of requests, urllib3 or the system means. Most special first: they inherit each other."""
    match error:
        case requests.exceptions.SSLError():
            return ExchangeFault.TLS
        case requests.exceptions.ConnectTimeout():
            return ExchangeFault.UNREACHABLE
        case requests.exceptions.Timeout() | urllib3.exceptions.TimeoutError():
            return ExchangeFault.TIMED_OUT
        case requests.exceptions.ConnectionError() if _never_connected(error):
            return ExchangeFault.UNREACHABLE
        case _:
            return ExchangeFault.CONNECTION_LOST


def _never_connected(error: BaseException) -> bool:
    """Whether urllib3 says that no connection was made at all; requests wraps its errors."""
    wrapped = error.args[0] if error.args else None
    reason = getattr(wrapped, "reason", wrapped)
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def _open_session() -> requests.Session:
    """Return a session without proxies or passwords from the environment, cookies, compression or retries."""
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(
        {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": f"hallkiosk-hall/{VERSION}"}
    )
    session.cookies = RequestsCookieJar(DefaultCookiePolicy(allowed_domains=[]))
    adapter = HTTPAdapter(pool_maxsize=_POOLED, max_retries=0)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
