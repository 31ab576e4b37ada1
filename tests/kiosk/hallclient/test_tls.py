"""A hall across a network is spoken to over TLS, checked against the certificates that settings name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from devices.api.clock import SystemClock
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from kiosk.hallclient.errors import CallCancelled, HallError, HallUnreachable
from tests.support.certificates import loopback_certificate, server_tls
from tests.support.hall_double import TOKEN, Fault, HallDouble
from tests.support.kiosk_clock import HurriedClock


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key in one file."""
    return loopback_certificate(tmp_path / "hall.pem")


@pytest.fixture
def tls_hall(certificate: Path) -> Iterator[HallDouble]:
    """A hall that speaks TLS only."""
    hall = HallDouble()
    hall.start(server_tls(certificate))
    yield hall
    hall.stop()


def _access(hall: HallDouble, ca_file: Path | None) -> HallAccess:
    return HallAccess(f"https://127.0.0.1:{hall.port}", TOKEN, "terminal-1", "hallkiosk/test", ca_file=ca_file)


def test_a_hall_with_a_known_certificate_is_spoken_to(tls_hall: HallDouble, certificate: Path) -> None:
    """The certificates that settings name are enough."""
    with HallClient(_access(tls_hall, certificate), HurriedClock()) as client:
        assert client.health().version == "0.1.0"
        assert client.catalogue().version == "1"


def test_a_hall_with_an_unknown_certificate_gets_nothing(tls_hall: HallDouble) -> None:
    """Neither token nor card leaves the terminal, and it is not tried again and again."""
    clock = HurriedClock()
    with HallClient(_access(tls_hall, None), clock) as client, pytest.raises(HallUnreachable, match="tls"):
        client.catalogue()
    assert tls_hall.asked == []
    assert clock.waited_s == []


def test_a_call_over_tls_can_be_called_back(tls_hall: HallDouble, certificate: Path) -> None:
    """Its socket is cut while the hall still holds its answer back; the next call is served."""
    access = replace(_access(tls_hall, certificate), read_timeout_s=60.0)
    ended: list[HallError] = []
    with HallClient(access, SystemClock()) as client:
        leash = client.leash(600.0)

        def call() -> None:
            try:
                client.catalogue(leash=leash)
            except HallError as error:
                ended.append(error)

        client.health()
        tls_hall.next("/v1/catalogue", Fault.HELD)
        thread = Thread(target=call)
        thread.start()
        assert tls_hall.held.wait(timeout=10)
        leash.cancel()
        thread.join(timeout=10)
        assert not thread.is_alive()
        assert [type(error) for error in ended] == [CallCancelled]
        assert client.health().version == "0.1.0"
