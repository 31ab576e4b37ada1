"""A simulated A4 printer on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.simulators.stand import plugs

_SECONDS_PER_SHEET: Final = 0.5
_EMPTY_PERCENT: Final = 0
_LOW_PERCENT: Final = 5
_NEW_PERCENT: Final = 100


class DocumentPrinterStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_PRINTER
    driver: ClassVar[str] = "ipp"
    commands: ClassVar[tuple[str, ...]] = SimulatedDocumentPrinter.COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = SimulatedDocumentPrinter.OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare a printer on a free port; `link` is for those whose port is a path."""
        del link
        self.simulator = SimulatedDocumentPrinter(clock, seconds_per_sheet=_SECONDS_PER_SHEET)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Plug, network, paper, jam, door, toner, output bin, pause."""
        printer = self.simulator
        return plugs(printer) | {
            "lose_network": printer.lose_network,
            "regain_network": printer.regain_network,
            "load_paper": printer.load_paper,
            "take_paper_out": printer.take_paper_out,
            "jam": printer.jam,
            "clear_jam": printer.clear_jam,
            "open_door": printer.open_door,
            "close_door": printer.close_door,
            "toner_empty": lambda: printer.set_toner(_EMPTY_PERCENT),
            "toner_low": lambda: printer.set_toner(_LOW_PERCENT),
            "toner_new": lambda: printer.set_toner(_NEW_PERCENT),
            "fill_output": printer.fill_output,
            "empty_output": printer.empty_output,
            "pause": printer.pause,
            "resume": printer.resume,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"follow_interval_s": 0.05, "reply_timeout_s": 2.0, "refill_patience_s": 0.5})
        return (Binding("document", self.kind, self.driver, self.simulator.port, 0.1, options),)
