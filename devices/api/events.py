"""Frozen facts that devices post to the one mailbox, in the past tense.

Fields that may carry personal data are kept out of `repr`, so that an event can be logged as it is.
"""

from dataclasses import dataclass, field

from devices.api.errors import DeviceError
from devices.api.status import Status


@dataclass(frozen=True, slots=True)
class DeviceEvent:
    """Root: `device_id` is the binding's name of the device that posted it."""

    device_id: str


@dataclass(frozen=True, slots=True)
class StatusChanged(DeviceEvent):
    """The device's health is now `status`; posted once after opening and then on every change."""

    status: Status


@dataclass(frozen=True, slots=True)
class CommandDone(DeviceEvent):
    """The command submitted as `ticket` ended well; `result` is what its kind's protocol says."""

    ticket: int
    result: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class CommandFailed(DeviceEvent):
    """The command submitted as `ticket` ended with `error`."""

    ticket: int
    error: DeviceError


@dataclass(frozen=True, slots=True)
class CardPresented(DeviceEvent):
    """A card was laid on the reader."""


@dataclass(frozen=True, slots=True)
class CardRemoved(DeviceEvent):
    """The card was taken away."""
