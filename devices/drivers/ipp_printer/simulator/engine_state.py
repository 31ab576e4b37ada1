"""A look into the simulated printer: its supplies, its covers, and what it makes of them."""

from dataclasses import dataclass
from typing import Final

from devices.drivers.ipp_printer.vocabulary import PrinterState

TRAY_SHEETS: Final = 250
BIN_SHEETS: Final = 100
LOW_TONER_PERCENT: Final = 10
_LOW_SHEETS: Final = 20


@dataclass(frozen=True, slots=True)
class EngineState:
    """A look inside."""

    tray_sheets: int = TRAY_SHEETS
    bin_sheets: int = 0
    toner_percent: int = 80
    jammed: bool = False
    door_open: bool = False
    paused: bool = False
    processing: bool = False
    sheets_total: int = 0

    @property
    def blockers(self) -> tuple[str, ...]:
        """Why no sheet can move, as keywords without severity."""
        found = (
            (self.jammed, "media-jam"),
            (self.door_open, "door-open"),
            (self.tray_sheets == 0, "media-empty"),
            (self.toner_percent == 0, "toner-empty"),
            (self.bin_sheets >= BIN_SHEETS, "output-area-full"),
            (self.paused, "paused"),
        )
        return tuple(keyword for there, keyword in found if there)

    @property
    def reasons(self) -> tuple[str, ...]:
        """``printer-state-reasons``."""
        said = [keyword if keyword == "paused" else f"{keyword}-error" for keyword in self.blockers]
        if self.processing and self.tray_sheets == 0:
            said.append("media-needed-error")
        if 0 < self.tray_sheets <= _LOW_SHEETS:
            said.append("media-low-warning")
        if 0 < self.toner_percent <= LOW_TONER_PERCENT:
            said.append("toner-low-warning")
        return tuple(said) or ("none",)

    @property
    def state(self) -> PrinterState:
        """``printer-state``."""
        if self.blockers:
            return PrinterState.STOPPED
        return PrinterState.PROCESSING if self.processing else PrinterState.IDLE
