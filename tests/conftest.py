"""What holds for every test."""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what needs a real device, unless one is named."""
    if os.environ.get("HALLKIOSK_HARDWARE"):
        return
    needing = [item for item in items if item.get_closest_marker("hardware")]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]
