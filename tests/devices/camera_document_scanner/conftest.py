"""Every test here fails if it leaves a thread behind."""

from collections.abc import Iterator

import pytest

from tests.support.devices_core import no_thread_left_behind


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """See `no_thread_left_behind`."""
    with no_thread_left_behind():
        yield
