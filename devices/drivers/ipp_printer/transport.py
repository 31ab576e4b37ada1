"""IPP over HTTP: one request, one connection. Source: RFC 8010 4 (transport), RFC 7472 (TLS).

Library errors become `DeviceError` here and nowhere else. A wait for the printer looks for a cancel ten times a second.
"""

import hashlib
import hmac
import http.client
import select
import socket
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Final, Self

from devices.api.control import Control
from devices.api.errors import (
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotOpened,
    ProtocolError,
)
from devices.drivers.ipp_printer.endpoint import Endpoint
from devices.drivers.ipp_printer.vocabulary import IPP_MEDIA_TYPE

_LOOK_S: Final = 0.1
_CHUNK_OCTETS: Final = 65536
_MOST_REPLY_OCTETS: Final = 8 * 1024 * 1024
"""A printer that lists every medium it knows sends some 500 kB."""
_LEAST_TIMEOUT_S: Final = 0.05


class IppConnection:
    """One connection, for one request. A context manager; nothing has been sent when it is made."""

    def __init__(self, endpoint: Endpoint, *, control: Control, timeout_s: float) -> None:
        """Connect.

        Raises:
            Disconnected: refused, unreachable, or no such host.
            NotOpened: the certificate is not the one expected.
            DeadlineExceeded: it does not answer.
            CommandCancelled: called back.
        """
        self._endpoint = endpoint
        self._control = control
        self._timeout_s = timeout_s
        control.check()
        timeout = max(_LEAST_TIMEOUT_S, min(timeout_s, control.remaining_s))
        if endpoint.encrypted:
            self._http: http.client.HTTPConnection = http.client.HTTPSConnection(
                endpoint.host, endpoint.port, timeout=timeout, context=endpoint.tls_context()
            )
        else:
            self._http = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=timeout)
        try:
            self._http.connect()
            self._check_certificate()
        except DeviceError:
            self._http.close()
            raise
        except ssl.SSLCertVerificationError as error:
            raise NotOpened(detail_code="certificate") from error
        except TimeoutError as error:
            raise DeadlineExceeded(detail_code="connect") from error
        except OSError as error:
            raise Disconnected(detail_code=_os_code(error)) from error

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Hang up."""
        self._http.close()

    def exchange(self, body: bytes, *, patience_s: float | None = None) -> bytes:
        """Send `body` and return the reply's body.

        Args:
            body: an encoded message, its document included.
            patience_s: how long the printer may take before its reply begins, if not as long as to any question.

        Raises:
            Disconnected: the connection broke; what was sent may have taken effect.
            DeadlineExceeded, CommandCancelled: likewise.
            ProtocolError: the reply is no IPP.
            CommandRefused: `detail_code` is the HTTP status, as ``http_404``.
        """
        patience_s = self._timeout_s if patience_s is None else patience_s
        try:
            # A printer that takes a document no faster than it prints must not look like a dead one.
            self._line.settimeout(max(_LEAST_TIMEOUT_S, min(patience_s, self._control.remaining_s)))
            self._http.request(
                "POST",
                self._endpoint.path,
                body=self._chunks(body),
                headers={
                    "Content-Type": IPP_MEDIA_TYPE,
                    "Content-Length": str(len(body)),
                    "Accept": IPP_MEDIA_TYPE,
                    "Connection": "close",
                },
            )
            self._await_reply(patience_s)
            self._line.settimeout(max(_LEAST_TIMEOUT_S, min(self._timeout_s, self._control.remaining_s)))
            return self._read(self._http.getresponse())
        except TimeoutError as error:
            self._control.check()
            raise DeadlineExceeded(detail_code="reply") from error
        except (http.client.RemoteDisconnected, http.client.IncompleteRead) as error:
            raise Disconnected(detail_code="reply_cut") from error
        except http.client.HTTPException as error:
            raise ProtocolError(detail_code=f"http:{type(error).__name__}") from error
        except OSError as error:
            raise Disconnected(detail_code=_os_code(error)) from error

    def _chunks(self, body: bytes) -> Iterator[bytes]:
        for start in range(0, len(body), _CHUNK_OCTETS):
            self._control.check()
            yield body[start : start + _CHUNK_OCTETS]

    def _await_reply(self, patience_s: float) -> None:
        """Wait until the reply begins; a blocking read could not be called back."""
        line = self._line
        if isinstance(line, ssl.SSLSocket) and line.pending():
            return
        poll = select.poll()
        poll.register(line, select.POLLIN)
        looks = max(1, round(patience_s / _LOOK_S))
        for _ in range(looks):
            self._control.check()
            if poll.poll(round(min(_LOOK_S, max(_LEAST_TIMEOUT_S, self._control.remaining_s)) * 1000)):
                return
        self._control.check()
        raise DeadlineExceeded(detail_code="reply")

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        if response.status != http.client.OK:
            raise CommandRefused(detail_code=f"http_{response.status}")
        if response.headers.get_content_type() != IPP_MEDIA_TYPE:
            raise ProtocolError(detail_code="http:content_type")
        body = bytearray()
        while chunk := response.read(_CHUNK_OCTETS):
            self._control.check()
            body += chunk
            if len(body) > _MOST_REPLY_OCTETS:
                raise ProtocolError(detail_code="http:reply_too_long")
        # http.client does not mind a body that ends early when it is read in pieces.
        if response.length:
            raise Disconnected(detail_code="reply_cut")
        return bytes(body)

    def _check_certificate(self) -> None:
        line = self._line
        if not isinstance(line, ssl.SSLSocket) or not self._endpoint.certificate_sha256:
            return
        seen = hashlib.sha256(line.getpeercert(binary_form=True) or b"").hexdigest()
        if not hmac.compare_digest(seen, self._endpoint.certificate_sha256):
            raise NotOpened(detail_code="certificate")

    @property
    def _line(self) -> socket.socket:
        line = self._http.sock
        if line is None:  # http.client drops it when a reply says so before it is asked for
            raise Disconnected(detail_code="reply_cut")
        return line


def _os_code(error: OSError) -> str:
    """Return the error's name as a technician can look it up: ``ConnectionRefusedError``."""
    return type(error).__name__
