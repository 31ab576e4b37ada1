"""Two simulated cameras on a test stand, bound as one pair. Hands do to the colour one what they do to both."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.opencv_camera.simulator import COMMANDS, SimulatedCamera
from devices.simulators.scenario import Scenario


class TwoCameras:
    """Meets `devices.simulators.simulator.Simulator`: two lenses in one housing, on one plug."""

    def __init__(self, clock: Clock) -> None:
        """Prepare both; they meet the same scenario."""
        self.scenario = Scenario()
        self.colour, self.infrared = (
            SimulatedCamera(width_px=640, height_px=480, fps=15.0, clock=clock, scenario=self.scenario, seed=seed)
            for seed in (1, 2)
        )

    @property
    def port(self) -> str:
        """The colour camera's."""
        return self.colour.port

    def start(self) -> None:
        """See `Simulator.start`."""
        self.colour.start()
        self.infrared.start()

    def stop(self) -> None:
        """See `Simulator.stop`."""
        self.colour.stop()
        self.infrared.stop()

    def unplug(self) -> None:
        """See `Simulator.unplug`."""
        self.colour.unplug()
        self.infrared.unplug()

    def plug(self) -> None:
        """See `Simulator.plug`."""
        self.colour.plug()
        self.infrared.plug()


class CameraPairStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.CAMERA
    driver: ClassVar[str] = "pair"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = ()

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare both cameras on free ports; `link` is for those whose port is a path."""
        del link
        self.simulator = TwoCameras(clock)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Plug, a hand over the colour lens, a colour picture that stands still."""
        both, colour = self.simulator, self.simulator.colour
        return {
            "unplug": both.unplug,
            "plug": both.plug,
            "cover": colour.cover,
            "uncover": colour.uncover,
            "freeze": colour.freeze,
            "thaw": colour.thaw,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`: the pair, then its two cameras."""
        lenses = {"colour": self.simulator.colour, "infrared": self.simulator.infrared}
        options = MappingProxyType({**{lens: lens for lens in lenses}, "most_skew_ms": 100})
        cameras = [
            Binding(lens, self.kind, "opencv", camera.port, 0.1, MappingProxyType({}))
            for lens, camera in lenses.items()
        ]
        return (Binding("camera", self.kind, self.driver, "", 0.1, options), *cameras)
