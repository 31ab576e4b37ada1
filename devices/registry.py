"""Finds drivers by the entry point group ``hallkiosk.devices`` and builds devices from bindings.

An entry's name is ``KIND.NAME`` and its value a factory, `devices.api.device.DriverFactory`. A vendor's driver
installs with pip and is found like ours. A driver that is not there is an error; nothing ever stands in for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import Device, DeviceKind, DriverContext
from devices.api.errors import DeviceError
from devices.bindings import Binding

ENTRY_POINT_GROUP = "hallkiosk.devices"


class DriverFault(Enum):
    """Why an installed driver cannot be used."""

    UNKNOWN_KIND = "unknown_kind"
    INSTALLED_TWICE = "installed_twice"
    DOES_NOT_LOAD = "does_not_load"
    NO_FACTORY = "no_factory"


@dataclass(frozen=True, slots=True)
class InstalledDriver:
    """One entry point, loaded.

    Attributes:
        kind_name: the kind as the entry point spells it.
        name: the driver's name in bindings.
        target: ``module:factory``.
        package: the distribution it came with, and its version.
        factory: what builds it, or None where `fault` says why not.
        detail_code: more about `fault`: the type of the exception and its message.
    """

    kind_name: str
    name: str
    target: str
    package: str
    factory: Any = None
    fault: DriverFault | None = None
    detail_code: str = ""


class Registry:
    """The drivers installed here, loaded when first asked for. Belongs to the thread that builds the devices."""

    def __init__(self, found: Iterable[EntryPoint] | None = None) -> None:
        """Look at `found`, or at what is installed."""
        self._found = tuple(entry_points(group=ENTRY_POINT_GROUP) if found is None else found)

    def drivers(self) -> tuple[InstalledDriver, ...]:
        """Load and return every driver, broken ones with the reason, by kind and name."""
        return tuple(self._load(entry) for entry in sorted(self._found, key=lambda entry: (entry.name, entry.value)))

    def build(self, binding: Binding, context: DriverContext) -> Device:
        """Build the device that `binding` names. Nothing is opened.

        Raises:
            ConfigurationFaults: no such driver (the known ones are listed), or it is broken, or of another kind.
            ConfigurationError: the driver refuses the port or an option.
        """
        named = [entry for entry in self._found if entry.name == f"{binding.kind.value}.{binding.driver}"]
        if not named:
            raise self._refuse(binding, Wrong.NOT_INSTALLED, found=binding.driver, allowed=self._known(binding.kind))
        driver = self._load(named[0])
        if driver.fault is not None:
            raise self._refuse(
                binding, Wrong.BROKEN, found=f"{binding.driver} {driver.fault.value} {driver.detail_code}".rstrip()
            )
        try:
            device: Device = driver.factory(context)
        except DeviceError:
            raise
        # A vendor's factory may raise anything; the terminal must start without that device and say why.
        except Exception as error:
            raise self._refuse(binding, Wrong.BROKEN, found=f"{binding.driver} {type(error).__name__}") from error
        if getattr(device, "kind", None) is not binding.kind:
            raise self._refuse(binding, Wrong.BROKEN, found=f"{binding.driver} is no {binding.kind.value}")
        return device

    def _known(self, kind: DeviceKind) -> str:
        names = sorted({entry.name for entry in self._found})
        ours = [name.partition(".")[2] for name in names if name.startswith(f"{kind.value}.")]
        return ", ".join(ours) or f"no driver of this kind is installed; installed: {', '.join(names) or 'none'}"

    def _refuse(self, binding: Binding, wrong: Wrong, *, found: str, allowed: str = "") -> ConfigurationFaults:
        fault = Fault(f"device.{binding.device_id}.driver", wrong, found, allowed)
        return ConfigurationFaults([fault], device_id=binding.device_id)

    def _load(self, entry: EntryPoint) -> InstalledDriver:
        kind_name, _, name = entry.name.partition(".")
        package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else ""
        driver = InstalledDriver(kind_name, name, entry.value, package)
        if not name or kind_name not in {kind.value for kind in DeviceKind}:
            return replace(driver, fault=DriverFault.UNKNOWN_KIND, detail_code=entry.name)
        rivals = {other.value for other in self._found if other.name == entry.name}
        if len(rivals) > 1:
            return replace(driver, fault=DriverFault.INSTALLED_TWICE, detail_code=", ".join(sorted(rivals)))
        try:
            factory = entry.load()
        # Importing a vendor's module runs its code, which may raise anything; the others must still be found.
        except Exception as error:  # noqa: BLE001
            fault = DriverFault.DOES_NOT_LOAD
            return replace(driver, fault=fault, detail_code=f"{type(error).__name__}: {error}")
        if not callable(factory):
            return replace(driver, fault=DriverFault.NO_FACTORY, detail_code=type(factory).__name__)
        return replace(driver, factory=factory)
