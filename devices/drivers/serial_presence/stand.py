"""A simulated presence board on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.serial_presence.simulator import COMMANDS, OWN_FAULTS, SimulatedPresenceBoard
from devices.simulators.stand import plugs


class SerialPresenceStand:
    """Meets `devices.simulators.stand.Stand`. Its thresholds are in a hurry."""

    kind: ClassVar[DeviceKind] = DeviceKind.PRESENCE_SENSOR
    driver: ClassVar[str] = "serial"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a board at `link` that sees nobody."""
        del clock  # nothing of it takes time
        self.simulator = SimulatedPresenceBoard(link=link)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, approach, pass_by, leave, cover, uncover."""
        board = self.simulator
        return plugs(board) | {
            "approach": board.approach,
            "pass_by": board.pass_by,
            "leave": board.leave,
            "cover": board.cover,
            "uncover": board.uncover,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"arrive_s": 0.1, "leave_s": 0.2})
        return (Binding("presence", self.kind, self.driver, self.simulator.port, 0.1, options),)
