"""One terminal's devices at one moment: what a readiness report says, without saying how it looks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from devices.api.device import Capabilities
from devices.api.status import Status
from devices.bench.history import SelfTestRecord, document_of
from devices.bindings import Binding


@dataclass(frozen=True, slots=True)
class DeviceReadiness:
    """One device.

    Attributes:
        binding: as it is bound.
        status: as it said when the report was made.
        capabilities: as it said, or None where it could not be asked.
        last_test: the last self-test that was kept of a device of this name, kind and driver, or None.
    """

    binding: Binding
    status: Status
    capabilities: Capabilities | None
    last_test: SelfTestRecord | None

    @property
    def is_ready(self) -> bool:
        """Whether it can serve and its last self-test passed. One that was never tested is not ready."""
        return self.status.can_serve and self.last_test is not None and self.last_test.test.passed


@dataclass(frozen=True, slots=True)
class Readiness:
    """The terminal.

    Attributes:
        terminal: its name, as the report's reader knows it.
        at: when the devices were asked, in UTC.
        devices: in the bindings' order.
    """

    terminal: str
    at: datetime
    devices: tuple[DeviceReadiness, ...]

    @property
    def is_ready(self) -> bool:
        """Whether every device is."""
        return all(device.is_ready for device in self.devices)


def readiness_of(
    bindings: Collection[Binding],
    *,
    terminal: str,
    at: datetime,
    statuses: Mapping[str, Status],
    capabilities: Mapping[str, Capabilities],
    last_tests: Mapping[str, SelfTestRecord],
) -> Readiness:
    """Put together what was asked. A test of another kind or driver by the same name is that of another device."""
    devices = []
    for binding in bindings:
        test = last_tests.get(binding.device_id)
        if test is not None and (test.kind_name, test.driver) != (binding.kind.value, binding.driver):
            test = None
        devices.append(DeviceReadiness(binding, statuses[binding.device_id], capabilities.get(binding.device_id), test))
    return Readiness(terminal, at, tuple(devices))


def readiness_document(readiness: Readiness) -> dict[str, Any]:
    """Return it as JSON says it."""
    return {
        "terminal": readiness.terminal,
        "at": readiness.at.isoformat(),
        "ready": readiness.is_ready,
        "devices": [_device_document(device) for device in readiness.devices],
    }


def _device_document(device: DeviceReadiness) -> dict[str, Any]:
    binding, said = device.binding, device.capabilities
    return {
        "device_id": binding.device_id,
        "kind": binding.kind.value,
        "driver": binding.driver,
        "port": binding.port,
        "ready": device.is_ready,
        "state": device.status.state.value,
        "parts": {part.value: state.value for part, state in device.status.parts.items()},
        "detail_code": device.status.detail_code,
        "model": said.model if said else "",
        "serial_number": said.serial_number if said else "",
        "features": dict(said.features) if said else {},
        "last_test": document_of(device.last_test) if device.last_test else None,
    }
