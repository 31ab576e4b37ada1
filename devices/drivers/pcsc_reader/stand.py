"""A simulated card reader on a test stand, with a synthetic social-security card to put into it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.pcsc_reader.simulator import COMMANDS, OWN_FAULTS, SimulatedCardReader
from devices.drivers.pcsc_reader.virtual_card import bank_card, social_security_card
from devices.simulators.stand import plugs


class CardReaderStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.SMART_CARD_READER
    driver: ClassVar[str] = "pcsc"
    commands: ClassVar[tuple[str, ...]] = COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a reader without a card. Its port is a network port: `link` is not used."""
        del clock, link
        self.simulator = SimulatedCardReader()

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Unplug, plug, insert (a social-security card), insert_bank_card, remove."""
        return plugs(self.simulator) | {
            "insert": lambda: self._insert(bank=False),
            "insert_bank_card": lambda: self._insert(bank=True),
            "remove": self.simulator.remove,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        return (Binding("cards", self.kind, self.driver, self.simulator.port, 0.1, MappingProxyType({})),)

    def _insert(self, *, bank: bool) -> None:
        self.simulator.insert(bank_card() if bank else social_security_card())
