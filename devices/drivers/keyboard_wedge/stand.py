"""A simulated scanner that types, on a test stand, with a code to show to it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.keyboard_wedge.simulator import COMMANDS, OWN_FAULTS, SimulatedWedgeScanner
from devices.simulators.stand import plugs

EXAMPLE_CODE: Final = "HALLKIOSK-SYNTHETIC-IDENTITY-CODE-0003"
"""Means nothing to any hall."""


class WedgeScannerStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    driver: ClassVar[str] = "keyboard-wedge"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a scanner at `link`."""
        self.simulator = SimulatedWedgeScanner(clock, link=link)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, show (a code: it types once), hide (nothing to do)."""
        return plugs(self.simulator) | {
            "show": lambda: self.simulator.show(EXAMPLE_CODE.encode()),
            "hide": lambda: None,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("scanner", self.kind, self.driver, self.simulator.port, 0.1, MappingProxyType({})),)
