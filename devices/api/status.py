"""A device's health. *Unknown* and *not supported* are answers of their own, apart from *ok*.

Source: CEN XFS4IoT, CommonService Status (device, positionStatus), reduced to what an unattended hall can act on.
"""

from dataclasses import dataclass, field
from enum import Enum


class DeviceState(Enum):
    """The device as a whole."""

    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "power_off"
    NO_DEVICE = "no_device"
    HARDWARE_ERROR = "hardware_error"
    USER_ERROR = "user_error"
    BUSY = "busy"
    UNKNOWN = "unknown"

    @property
    def can_serve(self) -> bool:
        """Whether a service that needs this device may begin."""
        return self in (DeviceState.ONLINE, DeviceState.BUSY)


class SupplyState(Enum):
    """Paper, toner and the like."""

    FULL = "full"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"


class CheckState(Enum):
    """A part that is right or wrong: cover closed, no jam, cutter free."""

    OK = "ok"
    FAULT = "fault"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"


class PartName(Enum):
    """Parts that a status may report on, the same names for every kind."""

    PAPER = "paper"
    TONER = "toner"
    COVER = "cover"
    FEED = "feed"
    CUTTER = "cutter"
    OUTPUT_BIN = "output_bin"
    BATTERY = "battery"
    LAMPS = "lamps"
    SENSOR = "sensor"


@dataclass(frozen=True, slots=True)
class Status:
    """A snapshot of one device.

    Attributes:
        state: the device as a whole.
        parts: what each part reports; a part that is absent here is `NOT_SUPPORTED`.
        detail_code: the driver's own code for a technician (never a sentence, never personal data).
    """

    state: DeviceState
    parts: dict[PartName, SupplyState | CheckState] = field(default_factory=dict)
    detail_code: str = ""

    @property
    def can_serve(self) -> bool:
        """Whether the device is there and no part of it stops a service."""
        return self.state.can_serve and not any(
            part in (SupplyState.OUT, CheckState.FAULT) for part in self.parts.values()
        )
