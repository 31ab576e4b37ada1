"""A simulated serial scanner on a test stand, with a code to show to it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.serial_scanner.simulator import COMMANDS, OWN_FAULTS, SimulatedSerialScanner
from devices.drivers.serial_scanner.wire import DialectName
from devices.simulators.stand import plugs

EXAMPLE_CODE: Final = "HALLKIOSK-SYNTHETIC-IDENTITY-CODE-0002"
"""Means nothing to any hall."""


class SerialScannerStand:
    """Meets `devices.simulators.stand.Stand`: a GM65, the module that hall terminals have most."""

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    driver: ClassVar[str] = "serial"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a scanner at `link` with nothing before it."""
        del clock  # nothing of it takes time
        self.simulator = SimulatedSerialScanner(dialect=DialectName.GM65, link=link)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, show (a code), hide."""
        return plugs(self.simulator) | {
            "show": lambda: self.simulator.show(EXAMPLE_CODE.encode()),
            "hide": self.simulator.hide,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"dialect": DialectName.GM65.value, "answer_ms": 200})
        return (Binding("scanner", self.kind, self.driver, self.simulator.port, 0.1, options),)
