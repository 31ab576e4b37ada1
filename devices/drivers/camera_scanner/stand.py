"""A code scanner that looks through a simulated camera, on a test stand, with a code to show to it.

The camera is another driver's simulator: a stand is where the two meet.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.camera_scanner.simulator import SimulatedCodes
from devices.drivers.opencv_camera.stand import CameraStand

EXAMPLE_CODE: Final = "HALLKIOSK-SYNTHETIC-IDENTITY-CODE-0001"
"""Means nothing to any hall."""


class CameraScannerStand:
    """Meets `devices.simulators.stand.Stand`. Its simulator is the camera."""

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    driver: ClassVar[str] = "camera"
    commands: ClassVar[tuple[str, ...]] = CameraStand.commands
    own_faults: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a camera with nothing before it."""
        self._camera = CameraStand(clock, link=link)
        self.simulator = self._camera.simulator
        self._codes = SimulatedCodes(self.simulator)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Those of a camera, show (a code), hide."""
        return {
            **self._camera.deeds,
            "show": lambda: self._codes.present(EXAMPLE_CODE.encode()),
            "hide": self._codes.withdraw,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`: the scanner, then its camera."""
        camera = self._camera.bindings()[0]
        scanner = Binding("scanner", self.kind, self.driver, camera.device_id, 0.1, MappingProxyType({}))
        return (scanner, camera)
