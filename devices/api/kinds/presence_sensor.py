"""Presence sensor: whether somebody stands before the terminal, and how near where the sensor can measure.

It knows that somebody is there, never who: nothing of it is personal data.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from devices.api.control import Control
from devices.api.device import Device
from devices.api.events import DeviceEvent


class Presence(Enum):
    """Whether somebody is there. Unknown is its own answer: a blind sensor has seen nobody leave."""

    SOMEBODY = "somebody"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PresenceReading:
    """What the sensor sees right now, before anything is debounced.

    Attributes:
        presence: whether somebody is there.
        distance_mm: how far away, or None where the sensor does not measure or sees nobody.
    """

    presence: Presence
    distance_mm: int | None = None


@dataclass(frozen=True, slots=True)
class PersonApproached(DeviceEvent):
    """Somebody has come and stayed for a moment. `distance_mm` as in `PresenceReading`."""

    distance_mm: int | None = None


@dataclass(frozen=True, slots=True)
class PersonLeft(DeviceEvent):
    """Nobody has been there for a while. Comes once after each `PersonApproached`, never without one."""


class PresenceSensor(Device, Protocol):
    """While idle, `poll` posts `PersonApproached` and `PersonLeft`, debounced: who passes by is nobody.

    `capabilities().features` has ``measures`` (bool): whether it tells distances. Status: the part SENSOR is a FAULT
    where the sensor says itself that it cannot see.
    """

    def look(self, control: Control) -> PresenceReading:
        """Ask what it sees.

        Raises:
            DeadlineExceeded: no answer in time.
            DeviceError: anything else.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReadPresence:
    """Command: `PresenceSensor.look`."""

    deadline_s: float = 2.0

    def perform(self, device: PresenceSensor, control: Control) -> PresenceReading:
        """Run on the device's thread."""
        return device.look(control)
