"""Every test here fails if it leaves a thread behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.devices_core import no_thread_left_behind


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """See `no_thread_left_behind`."""
    with no_thread_left_behind():
        yield


@pytest.fixture(autouse=True)
def _state_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here writes to the state folder of whoever runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
