"""Every test here has a simulated camera at hand and leaves no thread behind."""

from collections.abc import Iterator

import pytest

from devices.drivers.opencv_camera.simulator import SimulatedCamera
from tests.support.devices_core import no_thread_left_behind


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """See `no_thread_left_behind`."""
    with no_thread_left_behind():
        yield


@pytest.fixture
def simulator() -> Iterator[SimulatedCamera]:
    """A simulated 720p camera, plugged in."""
    camera = SimulatedCamera(fps=30.0)
    camera.start()
    yield camera
    camera.stop()
