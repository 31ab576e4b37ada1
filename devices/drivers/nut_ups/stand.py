"""A simulated NUT server on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.nut_ups.simulator import COMMANDS, OWN_FAULTS, SimulatedNutServer
from devices.simulators.stand import plugs


class NutUpsStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.UPS
    driver: ClassVar[str] = "nut"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a full UPS on mains."""
        del clock, link  # nothing of it takes time, and its port is no path
        self.simulator = SimulatedNutServer()

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug (the server); lose_mains, restore_mains, drain, wear_battery, lose_ups, find_ups."""
        ups = self.simulator
        return plugs(ups) | {
            "lose_mains": ups.lose_mains,
            "restore_mains": ups.restore_mains,
            "drain": ups.drain,
            "wear_battery": ups.wear_battery,
            "lose_ups": ups.lose_ups,
            "find_ups": ups.find_ups,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("ups", self.kind, self.driver, self.simulator.port, 0.1, MappingProxyType({})),)
