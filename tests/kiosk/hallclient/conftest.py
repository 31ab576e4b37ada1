"""A hall that speaks the contract, and clients of it."""

from collections.abc import Iterator

import pytest

from devices.api.clock import SystemClock
from kiosk.hallclient.access import HallAccess
from kiosk.hallclient.client import HallClient
from tests.support.hall_double import TOKEN, HallDouble
from tests.support.kiosk_clock import HurriedClock


@pytest.fixture
def hall() -> Iterator[HallDouble]:
    """A hall that listens."""
    hall = HallDouble()
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def clock() -> HurriedClock:
    """A clock on which the pauses between attempts are over at once."""
    return HurriedClock()


@pytest.fixture
def access(hall: HallDouble) -> HallAccess:
    """The way to the hall."""
    return HallAccess(hall.base_url, TOKEN, "terminal-1", "hallkiosk/test")


@pytest.fixture
def client(access: HallAccess, clock: HurriedClock) -> Iterator[HallClient]:
    """A client whose pauses are over at once."""
    with HallClient(access, clock) as client:
        yield client


@pytest.fixture
def waiting_client(access: HallAccess) -> Iterator[HallClient]:
    """A client on the machine's own clock, for calls that are cut short by hand."""
    with HallClient(access, SystemClock()) as client:
        yield client
