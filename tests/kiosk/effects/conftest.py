"""A whole runner for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.kiosk_effects import World, world


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    """Everything real but the devices, which are scripted, and the hall, which is a double."""
    with world(tmp_path) as made:
        yield made
