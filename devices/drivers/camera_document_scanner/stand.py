"""A document scanner that looks through a simulated camera, on a test stand, with a page to lay under it.

The camera is another driver's simulator: a stand is where the two meet.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.camera_document_scanner.simulator import FRAME_SIZE, Lying, SimulatedDesk
from devices.drivers.opencv_camera.simulator import COMMANDS, SimulatedCamera
from devices.simulators.stand import plugs


class CameraDocumentScannerStand:
    """Meets `devices.simulators.stand.Stand`. Its simulator is the camera."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_SCANNER
    driver: ClassVar[str] = "camera"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a camera above an empty desk."""
        del link  # its port is no path
        self.simulator = SimulatedCamera(width_px=FRAME_SIZE[0], height_px=FRAME_SIZE[1], fps=10.0, clock=clock)
        self._desk = SimulatedDesk(self.simulator)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, lay (a page), clear; hold it, move it, darken it, mirror a lamp on it."""
        laid = {
            "lay": Lying.SLANTED,
            "lay_card": Lying.CARD,
            "hold": Lying.HELD,
            "move": Lying.MOVING,
            "darken": Lying.DARK,
            "glare": Lying.GLARE,
            "blur": Lying.BLURRED,
        }
        deeds: dict[str, Callable[[], None]] = {name: self._laying(lying) for name, lying in laid.items()}
        return plugs(self.simulator) | deeds | {"clear": self._desk.clear}

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`: the scanner, then its camera."""
        size = MappingProxyType({"width_px": FRAME_SIZE[0], "height_px": FRAME_SIZE[1], "fps": 10})
        camera = Binding("desk_camera", DeviceKind.CAMERA, "opencv", self.simulator.port, 0.1, size)
        options = MappingProxyType({"still_s": 0.2})
        return (Binding("document_scanner", self.kind, self.driver, "desk_camera", 0.1, options), camera)

    def _laying(self, lying: Lying) -> Callable[[], None]:
        return lambda: self._desk.lay(lying, seed=1)
