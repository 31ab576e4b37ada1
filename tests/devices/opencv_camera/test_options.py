"""A camera's binding is checked when the driver is built."""

from typing import Any

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.drivers.opencv_camera.driver import OpenCvCamera
from devices.drivers.opencv_camera.options import CameraOptions
from devices.drivers.opencv_camera.wire import Rotation
from tests.support.cameras import context


def test_nothing_said_leaves_all_to_the_camera() -> None:
    """The defaults ask for nothing and do not mirror."""
    assert CameraOptions.from_binding({}, device_id="front") == CameraOptions()
    assert not CameraOptions().mirror


def test_all_options_are_understood() -> None:
    """Every documented key arrives."""
    table = {
        "width_px": 1280,
        "height_px": 720,
        "fps": 30,
        "mirror": True,
        "rotate_deg": 90,
        "exposure": 250,
        "warm_up_frames": 0,
    }
    assert CameraOptions.from_binding(table, device_id="front") == CameraOptions(
        size_px=(1280, 720), fps=30.0, mirror=True, rotation=Rotation.QUARTER, exposure=250.0, warm_up_frames=0
    )
    assert CameraOptions.from_binding({"exposure": "auto"}, device_id="front").exposure is None


@pytest.mark.parametrize(
    "table",
    [
        {"width_px": 1280},
        {"width_px": -1, "height_px": 720},
        {"width_px": 12.5, "height_px": 720},
        {"fps": 10_000},
        {"fps": "fast"},
        {"mirror": 1},
        {"rotate_deg": 45},
        {"exposure": "bright"},
        {"exposure": True},
        {"warm_up_frames": 1000},
        {"hight_px": 720},
    ],
)
def test_a_wrong_option_is_refused(table: dict[str, Any]) -> None:
    """Wrong types, ranges and misspelt keys are refused before anything is opened."""
    with pytest.raises(ConfigurationFaults) as refused:
        OpenCvCamera(context("/dev/v4l/by-id/none", table))
    assert refused.value.device_id == "front"


def test_all_faults_come_at_once() -> None:
    """A technician sees everything that is wrong, not one thing a try."""
    with pytest.raises(ConfigurationFaults) as refused:
        CameraOptions.from_binding({"fps": "fast", "mirror": 1, "hight_px": 720}, device_id="front")
    assert len(refused.value.faults) == 3
