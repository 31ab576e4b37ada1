"""A simulated SAM reader on a test stand, with a synthetic card to lay on it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.sam_serial.card_file import EXAMPLE_CARD, load_card
from devices.drivers.sam_serial.simulator import COMMANDS, OWN_FAULTS, SimulatedCard, SimulatedSamReader
from devices.simulators.stand import plugs


class SamReaderStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.ID_CARD_READER
    driver: ClassVar[str] = "sam-serial"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a reader at `link` without a card."""
        del clock  # nothing of it takes time
        self.simulator = SimulatedSamReader(link=link)
        self.card: SimulatedCard = EXAMPLE_CARD

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, lay (the card), lift."""
        return plugs(self.simulator) | {"lay": lambda: self.simulator.lay(self.card), "lift": self.simulator.lift}

    def hold(self, file: Path) -> None:
        """Have the card of a file in hand (see `card_file`)."""
        self.card = load_card(file)

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"patience_ms": 200})
        return (Binding("reader", self.kind, self.driver, self.simulator.port, 0.1, options),)
