"""Uninterruptible power supply: whether the mains are there, and for how long the battery lasts if not.

`status` is `ONLINE` on battery too: the device serves. Its part BATTERY is LOW when little is left and OUT when the
machine is about to be switched off; `detail_code` names the flags that a technician should know of, by commas.

Source: the flags are those of Network UPS Tools, "Status data" (developer guide, chapter 4.2); most makes map to them.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device
from devices.api.events import DeviceEvent


class PowerFlag(Enum):
    """One thing that is so right now. The value stands in `Status.detail_code`."""

    ON_MAINS = "on_mains"
    ON_BATTERY = "on_battery"
    LOW_BATTERY = "low_battery"
    HIGH_BATTERY = "high_battery"
    REPLACE_BATTERY = "replace_battery"
    CHARGING = "charging"
    DISCHARGING = "discharging"
    BYPASS = "bypass"
    CALIBRATING = "calibrating"
    OUTPUT_OFF = "output_off"
    OVERLOADED = "overloaded"
    TRIMMING = "trimming"
    BOOSTING = "boosting"
    FORCED_SHUTDOWN = "forced_shutdown"
    ALARM = "alarm"
    TESTING = "testing"


@dataclass(frozen=True, slots=True)
class PowerReading:
    """What the UPS says right now. A figure that it does not report is None, never 0.

    Attributes:
        flags: what is so.
        runtime_s: seconds that the battery would last at this load.
        charge_percent: of the battery, 0 to 100.
        load_percent: of what it can carry; above 100 it is overloaded.
        input_v: the mains' voltage.
        unknown_flags: flags that this program has no name for, as the UPS's own driver spells them.
    """

    flags: frozenset[PowerFlag]
    runtime_s: float | None = None
    charge_percent: float | None = None
    load_percent: float | None = None
    input_v: float | None = None
    unknown_flags: tuple[str, ...] = ()

    @property
    def on_battery(self) -> bool | None:
        """Whether the mains are gone; None where the UPS says neither."""
        if PowerFlag.ON_BATTERY in self.flags:
            return True
        return False if PowerFlag.ON_MAINS in self.flags else None

    @property
    def is_low(self) -> bool:
        """Whether the machine should come to rest: the mains are gone and little is left, or an end is ordered."""
        ordered = PowerFlag.FORCED_SHUTDOWN in self.flags
        return ordered or {PowerFlag.ON_BATTERY, PowerFlag.LOW_BATTERY} <= self.flags


@dataclass(frozen=True, slots=True)
class PowerLost(DeviceEvent):
    """The mains are gone; the battery carries the machine. Posted once, also when it was so at opening."""

    reading: PowerReading


@dataclass(frozen=True, slots=True)
class PowerRestored(DeviceEvent):
    """The mains are back."""

    reading: PowerReading


@dataclass(frozen=True, slots=True)
class BatteryLow(DeviceEvent):
    """Little is left, or the UPS orders an end: nothing that must not be interrupted may begin."""

    reading: PowerReading


@dataclass(frozen=True, slots=True)
class BatteryRecovered(DeviceEvent):
    """Enough is left again."""

    reading: PowerReading


class Ups(Device, Protocol):
    """Tells how the power is. While idle, `poll` posts the events above on changes.

    `capabilities().features` has ``runtime``, ``charge`` and ``load`` (bool): what this model reports.
    """

    def reading(self, control: Control) -> PowerReading:
        """Ask for everything at once.

        Raises:
            DeadlineExceeded: no answer in time.
            Disconnected: the way to the UPS is gone, or its own driver has lost it.
            DeviceError: anything else.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReadPower:
    """Command: `Ups.reading`."""

    deadline_s: float = 5.0

    def perform(self, device: Ups, control: Control) -> PowerReading:
        """Run on the device's thread."""
        return device.reading(control)
