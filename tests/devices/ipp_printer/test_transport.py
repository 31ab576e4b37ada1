"""HTTP beneath IPP: encryption, replies that are too long or never end, and calls called back."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from devices.api.errors import (
    CommandCancelled,
    CommandRefused,
    DeadlineExceeded,
    DeviceError,
    Disconnected,
    NotOpened,
    ProtocolError,
)
from devices.drivers.ipp_printer.endpoint import Endpoint
from devices.drivers.ipp_printer.transport import IppConnection
from tests.support.printing_bench import Running, leash

Server = Callable[..., int]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"


@pytest.fixture
def serve() -> Iterator[Server]:
    """Start a server on loopback that answers one connection with these bytes, and return its port."""
    threads: list[Thread] = []

    def start(reply: bytes, *, context: ssl.SSLContext | None = None, hold: bool = False) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(10.0)

        def run() -> None:
            with listener:
                peer, _ = listener.accept()
                with peer:
                    peer.settimeout(10.0)
                    try:
                        line = context.wrap_socket(peer, server_side=True) if context else peer
                        with line:
                            question = b""
                            while b"question" not in question:
                                came = line.recv(65536)
                                if not came:
                                    return
                                question += came
                            line.sendall(reply)
                            if hold:
                                line.recv(65536)
                    except OSError:
                        return  # the client found something wrong and hung up

        thread = Thread(target=run, name="one-shot server")
        threads.append(thread)
        thread.start()
        return int(listener.getsockname()[1])

    yield start
    for thread in threads:
        thread.join(10.0)
        assert not thread.is_alive()


def ask(port: int, *, certificate: str = "", encrypted: bool = False, timeout_s: float = 5.0) -> bytes:
    """Ask whoever listens there."""
    endpoint = Endpoint("127.0.0.1", port, "/ipp/print", encrypted=encrypted, certificate_sha256=certificate)
    with IppConnection(endpoint, control=leash(), timeout_s=timeout_s) as connection:
        return connection.exchange(b"question")


def test_a_reply_in_chunks_is_whole(serve: Server) -> None:
    """Printers that do not know their reply's length send chunks."""
    port = serve(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nans\r\n3\r\nwer\r\n0\r\n\r\n")
    assert ask(port) == b"answer"


@pytest.mark.parametrize(
    ("reply", "error", "code"),
    [
        (OK + b"Content-Length: 10\r\n\r\nshort", Disconnected, "reply_cut"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nshort", Disconnected, "reply_cut"),
        (b"", Disconnected, "reply_cut"),
        (b"\x00\xff\x00\xff\r\n\r\n", ProtocolError, "http"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", ProtocolError, "http"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", ProtocolError, "http"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000, ProtocolError, "http"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", ProtocolError, "http:content_type"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", Disconnected, "reply_cut"),
        (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", CommandRefused, "http_401"),
        (b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n", CommandRefused, "http_426"),
        (OK + b"\r\n" + b"x" * (9 * 1024 * 1024), ProtocolError, "http:reply_too_long"),
    ],
)
def test_a_reply_that_is_none(serve: Server, reply: bytes, error: type[DeviceError], code: str) -> None:
    """Cut, foreign, endless or refused: each has its type and its code."""
    port = serve(reply)
    with pytest.raises(error, match=code):
        ask(port)


def test_a_reply_that_never_comes_ends_in_time(serve: Server) -> None:
    """Silence ends when the time for an answer is over, not at the command's deadline."""
    port = serve(b"", hold=True)
    with pytest.raises(DeadlineExceeded, match="reply"):
        ask(port, timeout_s=0.1)


def test_a_wait_for_a_reply_can_be_called_back(serve: Server) -> None:
    """A cancel ends the wait at once, however long the time-out."""
    port = serve(b"", hold=True)
    control = leash(60.0)
    endpoint = Endpoint("127.0.0.1", port, "/", encrypted=False)

    def wait() -> bytes:
        with IppConnection(endpoint, control=control, timeout_s=60.0) as connection:
            return connection.exchange(b"question")

    running = Running(wait)
    control.cancel()
    with pytest.raises(CommandCancelled):
        running.result()


def test_a_name_that_nobody_has_is_disconnected() -> None:
    """No such host: typed, at once."""
    endpoint = Endpoint("printer.invalid", 631, "/", encrypted=False)
    with pytest.raises(Disconnected, match="gaierror"):
        IppConnection(endpoint, control=leash(), timeout_s=2.0)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A certificate as printers make it for themselves, with its key, and its fingerprint."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "synthetic printer")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=36500))
        .sign(key, SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "printer.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path, sha256(made.public_bytes(Encoding.DER)).hexdigest()


def _tls(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_an_encrypted_printer_is_known_by_its_fingerprint(serve: Server, certificate: tuple[Path, str]) -> None:
    """A certificate the printer made for itself is trusted by its fingerprint, and only by that."""
    path, fingerprint = certificate
    port = serve(OK + b"Content-Length: 6\r\n\r\nanswer", context=_tls(path))
    assert ask(port, encrypted=True, certificate=fingerprint) == b"answer"


@pytest.mark.parametrize("fingerprint", ["0" * 64, ""])
def test_another_certificate_is_refused_before_anything_is_sent(
    serve: Server, certificate: tuple[Path, str], fingerprint: str
) -> None:
    """Another printer, or one that no authority vouches for: NotOpened, and it never sees the document."""
    path, _ = certificate
    port = serve(OK + b"Content-Length: 6\r\n\r\nanswer", context=_tls(path))
    with pytest.raises(NotOpened, match="certificate"):
        ask(port, encrypted=True, certificate=fingerprint)
