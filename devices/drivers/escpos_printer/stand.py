"""A simulated receipt printer on a test stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final

from devices.api.clock import Clock
from devices.api.device import DeviceKind
from devices.bindings import Binding
from devices.drivers.escpos_printer.simulator import SimulatedReceiptPrinter
from devices.simulators.stand import plugs

_SECONDS_PER_ROW: Final = 1 / 400
"""50 mm/s: slow enough to pull its plug in mid-receipt."""


class ReceiptPrinterStand:
    """Meets `devices.simulators.stand.Stand`."""

    kind: ClassVar[DeviceKind] = DeviceKind.RECEIPT_PRINTER
    driver: ClassVar[str] = "escpos"
    commands: ClassVar[tuple[str, ...]] = SimulatedReceiptPrinter.COMMANDS
    own_faults: ClassVar[tuple[str, ...]] = SimulatedReceiptPrinter.OWN_FAULTS

    def __init__(self, clock: Clock, *, link: Path | None = None) -> None:
        """Prepare an 80 mm printer on a serial port at `link`."""
        self.simulator = SimulatedReceiptPrinter(clock, link=link, seconds_per_row=_SECONDS_PER_ROW)

    @property
    def deeds(self) -> Mapping[str, Callable[[], None]]:
        """Plug, paper, cover, cutter, jam, heat, repair, silence."""
        printer = self.simulator
        return plugs(printer) | {
            "load_paper": printer.load_paper,
            "run_low": printer.run_low,
            "take_paper_out": printer.take_paper_out,
            "open_cover": printer.open_cover,
            "close_cover": printer.close_cover,
            "block_cutter": printer.block_cutter,
            "free_cutter": printer.free_cutter,
            "jam": printer.jam,
            "clear_jam": printer.clear_jam,
            "overheat": printer.overheat,
            "cool_down": printer.cool_down,
            "break_down": printer.break_down,
            "repair": printer.repair,
            "fall_silent": printer.fall_silent,
            "speak_again": printer.speak_again,
        }

    def bindings(self) -> tuple[Binding, ...]:
        """See `Stand.bindings`."""
        options = MappingProxyType({"process_id": True, "reply_timeout_s": 0.5})
        return (Binding("receipt", self.kind, self.driver, self.simulator.port, 0.1, options),)
