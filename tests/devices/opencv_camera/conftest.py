"""Every test here leaves no thread behind."""

from collections.abc import Iterator
from threading import enumerate as living_threads

import pytest

from devices.drivers.opencv_camera.simulator import SimulatedCamera


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread."""
    before = set(living_threads())
    yield
    left = [thread for thread in living_threads() if thread not in before]
    for thread in left:
        thread.join(2.0)  # one that is on its way out may go
    assert [thread.name for thread in left if thread.is_alive()] == []


@pytest.fixture
def simulator() -> Iterator[SimulatedCamera]:
    """A simulated 720p camera, plugged in."""
    camera = SimulatedCamera(fps=30.0)
    camera.start()
    yield camera
    camera.stop()
