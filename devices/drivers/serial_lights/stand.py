"""A simulated guide-light board on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.serial_lights.simulator import COMMANDS, OWN_FAULTS, SimulatedLightBoard
from devices.simulators.stand import plugs


class SerialLightsStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.GUIDE_LIGHTS
    driver: ClassVar[str] = "serial"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a dark board at `link`."""
        self.simulator = SimulatedLightBoard(clock, link=link)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, break_lamp, mend_lamps, brown_out."""
        board = self.simulator
        return plugs(board) | {
            "break_lamp": board.break_lamp,
            "mend_lamps": board.mend_lamps,
            "brown_out": board.brown_out,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("lights", self.kind, self.driver, self.simulator.port, 0.2, MappingProxyType({})),)
