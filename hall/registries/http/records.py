"""The adapter that puts the catalogue's questions to a city's exchange: one question, one POST.

The number stands in the body, never in the address. Each call has an id of its own, sent as ``X-Request-Id`` and
written to the hall's log with what became of it, so that the exchange's log and the hall's can be laid side by side.
"""

import logging
import time
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Final
from uuid import uuid4

import requests
import urllib3
from django.conf import settings
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar

from hall import VERSION
from hall.registries.http.answers import MOST_BYTES, AnswerBroken, read_answer
from hall.registries.http.exchange_file import EVERY_OTHER, ExchangeLine
from hall.registries.http.faults import ExchangeDown, ExchangeFault
from hall.registries.ports import Question, Record

ATTEMPTS: Final = 2
_POOLED: Final = 8
_CHUNK_BYTES: Final = 65536
_log: Final = logging.getLogger("hall.registries.exchange")


class _Failed(Exception):
    """One attempt failed."""

    def __init__(self, fault: ExchangeFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def configured_records() -> "HttpRecords":
    """Return the adapter for the exchange file that the settings have read."""
    return HttpRecords(settings.HALL_EXCHANGE)


class HttpRecords:
    """See `hall.registries.ports.RecordsRegistry`. Safe from any thread; connections are kept open and shared."""

    def __init__(self, lines: Mapping[str, ExchangeLine]) -> None:
        """Connect to nothing yet.

        Args:
            lines: by the registry's name or `EVERY_OTHER`.
        """
        self._lines = lines
        self._session = _open_session()

    def records_of(self, question: Question, number: str) -> tuple[Record, ...]:
        """See the port.

        Raises:
            ExchangeDown: whatever went wrong.
        """
        request_id, started = str(uuid4()), time.monotonic()
        try:
            records = self._ask(question, number, request_id)
        except _Failed as failed:
            _tell(question, request_id, started, outcome=failed.fault.value)
            # Not chained: what requests raises may hold what was sent.
            raise ExchangeDown(question.registry, failed.fault, request_id) from None
        _tell(question, request_id, started, outcome="answered")
        return records

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _ask(self, question: Question, number: str, request_id: str) -> tuple[Record, ...]:
        line = self._lines.get(question.registry.value) or self._lines.get(EVERY_OTHER)
        if line is None:
            raise _Failed(ExchangeFault.NOT_CONNECTED)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return read_answer(self._post(line, question, number, request_id), question)
            except AnswerBroken:
                raise _Failed(ExchangeFault.BROKEN_ANSWER) from None
            except _Failed as failed:
                # Only what was never sent is sent again: an exchange counts, and bills, what it is asked.
                if failed.fault is not ExchangeFault.UNREACHABLE or attempt == ATTEMPTS:
                    raise
        raise AssertionError

    def _post(self, line: ExchangeLine, question: Question, number: str, request_id: str) -> bytes:
        deadline = time.monotonic() + line.answer_limit_s
        try:
            with self._session.post(
                f"{line.url}/v1/records/{question.check_id}",
                json={"number": number, "fields": list(question.fields), "purpose": question.purpose},
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


def _tell(question: Question, request_id: str, started: float, *, outcome: str) -> None:
    """Write one line to the log: which question, how it went, how long it took; never of whom."""
    _log.log(
        logging.INFO if outcome == "answered" else logging.WARNING,
        "exchange asked",
        extra={
            "registry": question.registry.value,
            "check": question.check_id,
            "request_id": request_id,
            "outcome": outcome,
            "duration_ms": round((time.monotonic() - started) * 1000, 1),
        },
    )
