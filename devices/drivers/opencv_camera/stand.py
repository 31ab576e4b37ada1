"""A simulated camera on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.opencv_camera.simulator import COMMANDS, SimulatedCamera
from devices.simulators.stand import plugs


class CameraStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.CAMERA
    driver: ClassVar[str] = "opencv"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a camera on a free port; `link` is for those whose port is a path."""
        del link
        self.simulator = SimulatedCamera(width_px=640, height_px=480, fps=15.0, clock=clock)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Plug, a hand over the lens, a picture that stands still."""
        camera = self.simulator
        return plugs(camera) | {
            "cover": camera.cover,
            "uncover": camera.uncover,
            "freeze": camera.freeze,
            "thaw": camera.thaw,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("camera", self.kind, self.driver, self.simulator.port, 0.1, MappingProxyType({})),)
