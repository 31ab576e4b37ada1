"""Commands that every kind of device knows. Those of one kind lie in the kind's own module."""

from dataclasses import dataclass

from devices.api.control import Control
from devices.api.device import Capabilities, Device, SelfTest
from devices.api.status import Status


@dataclass(frozen=True, slots=True)
class ResetDevice:
    """Command: `Device.reset`."""

    deadline_s: float = 15.0

    def perform(self, device: Device, control: Control) -> None:
        """Run on the device's thread."""
        device.reset(control)


@dataclass(frozen=True, slots=True)
class RunSelfTest:
    """Command: `Device.self_test`."""

    deadline_s: float = 30.0

    def perform(self, device: Device, control: Control) -> SelfTest:
        """Run on the device's thread."""
        return device.self_test(control)


@dataclass(frozen=True, slots=True)
class AskCapabilities:
    """Command: `Device.capabilities`."""

    deadline_s: float = 5.0

    def perform(self, device: Device, control: Control) -> Capabilities:
        """Run on the device's thread."""
        control.check()
        return device.capabilities()


@dataclass(frozen=True, slots=True)
class AskStatus:
    """Command: `Device.status`, asked of the device now; `Supervisor.status` tells the latest known without asking."""

    deadline_s: float = 5.0

    def perform(self, device: Device, control: Control) -> Status:
        """Run on the device's thread."""
        return device.status(control)
