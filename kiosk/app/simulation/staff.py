"""The staff of a simulated terminal: PINs that the device dock may show, because nothing real lies behind them."""

from pathlib import Path
from typing import Final

from devices.api.clock import Clock
from kiosk.domain.staff import StaffRole
from kiosk.staff.pins import PinStore

DEMONSTRATION_PINS: Final = {StaffRole.HALL: "280519", StaffRole.TECHNICIAN: "730264"}


def set_demonstration_pins(folder: Path, clock: Clock) -> None:
    """Set them in the state `folder` of a simulated terminal, where no PIN was set."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pins = PinStore(folder, clock)
    if not pins.roles():
        for role, pin in DEMONSTRATION_PINS.items():
            pins.set_pin(role, pin)
