"""The registry finds drivers, says why one cannot be used, and never puts anything in its place."""

import sys
from importlib.metadata import EntryPoint
from types import MappingProxyType, ModuleType, SimpleNamespace

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.api.device import DeviceKind, DriverContext
from devices.api.errors import ConfigurationError
from devices.bindings import Binding
from devices.registry import ENTRY_POINT_GROUP, DriverFault, Registry
from tests.support.devices_core import Mailbox, ObedientDevice, context

MODULE = "hallkiosk_vendor_for_tests"


def broken_factory(_: DriverContext) -> object:
    """Raise what no driver should."""
    raise ZeroDivisionError


def refusing_factory(_: DriverContext) -> object:
    """Refuse the options as a driver should."""
    raise ConfigurationError(detail_code="device.reader.baud")


@pytest.fixture(autouse=True)
def _vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a module with drivers in it."""
    module = ModuleType(MODULE)
    module.__dict__.update(
        Good=ObedientDevice,
        Broken=broken_factory,
        Refusing=refusing_factory,
        Other=lambda _: SimpleNamespace(kind=DeviceKind.CAMERA),
        number=7,
    )
    monkeypatch.setitem(sys.modules, MODULE, module)


def entry(name: str, attribute: str = "Good", module: str = MODULE) -> EntryPoint:
    """Return an entry point as a distribution declares it."""
    return EntryPoint(name, f"{module}:{attribute}", ENTRY_POINT_GROUP)


def bound(driver: str) -> Binding:
    """Return a binding to that driver."""
    return Binding("reader", DeviceKind.ID_CARD_READER, driver, "", 0.3, MappingProxyType({}))


def refusal(registry: Registry, driver: str) -> str:
    """Return how the registry refuses to build `driver`."""
    with pytest.raises(ConfigurationFaults) as caught:
        registry.build(bound(driver), context("", Mailbox()))
    (fault,) = caught.value.faults
    assert fault.key == "device.reader.driver"
    assert caught.value.device_id == "reader"
    return str(fault)


def test_a_driver_is_built_by_kind_and_name() -> None:
    """With its context."""
    given = context("/dev/x", Mailbox())
    device = Registry([entry("id_card_reader.good")]).build(bound("good"), given)
    assert isinstance(device, ObedientDevice)
    assert device.context is given


def test_every_driver_is_listed_with_what_is_wrong_with_it() -> None:
    """One that breaks does not hide the others."""
    registry = Registry(
        [
            entry("id_card_reader.good"),
            entry("id_card_reader.absent", module="hallkiosk_no_such_module"),
            entry("id_card_reader.missing", "Nothing"),
            entry("id_card_reader.number", "number"),
            entry("id_card_reader.twice", "Good"),
            entry("id_card_reader.twice", "Other"),
            entry("teapot.brown"),
            entry("nameless"),
        ]
    )
    listed = {(driver.kind_name, driver.name, driver.fault) for driver in registry.drivers()}
    assert listed == {
        ("id_card_reader", "good", None),
        ("id_card_reader", "absent", DriverFault.DOES_NOT_LOAD),
        ("id_card_reader", "missing", DriverFault.DOES_NOT_LOAD),
        ("id_card_reader", "number", DriverFault.NO_FACTORY),
        ("id_card_reader", "twice", DriverFault.INSTALLED_TWICE),
        ("teapot", "brown", DriverFault.UNKNOWN_KIND),
        ("nameless", "", DriverFault.UNKNOWN_KIND),
    }
    details = {driver.name: driver.detail_code for driver in registry.drivers()}
    assert details["absent"].startswith("ModuleNotFoundError")
    assert details["twice"] == f"{MODULE}:Good, {MODULE}:Other"


def test_an_unknown_driver_is_an_error_that_lists_the_known_ones() -> None:
    """And no simulator, or anything else, stands in for it."""
    registry = Registry([entry("id_card_reader.good"), entry("id_card_reader.other"), entry("camera.opencv")])
    said = refusal(registry, "sam-seriall")
    assert said == "device.reader.driver: not_installed sam-seriall (allowed: good, other)"
    assert "no driver of this kind is installed; installed: camera.opencv" in refusal(
        Registry([entry("camera.opencv")]), "good"
    )
    assert "installed: none" in refusal(Registry([]), "good")


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("Nothing", "broken x does_not_load AttributeError"),
        ("number", "broken x no_factory int"),
        ("Broken", "broken x ZeroDivisionError"),
        ("Other", "broken x is no id_card_reader"),
    ],
)
def test_a_broken_driver_is_refused_with_the_reason(attribute: str, said: str) -> None:
    """Whatever a vendor's code does when it is loaded or called."""
    assert said in refusal(Registry([entry("id_card_reader.x", attribute)]), "x")


def test_what_a_driver_refuses_itself_passes_through() -> None:
    """It knows its options best."""
    with pytest.raises(ConfigurationError) as caught:
        Registry([entry("id_card_reader.x", "Refusing")]).build(bound("x"), context("", Mailbox()))
    assert caught.value.detail_code == "device.reader.baud"


def test_the_shipped_card_reader_is_installed_and_loads() -> None:
    """The entry point in the distribution names a driver that is there."""
    (driver,) = (driver for driver in Registry().drivers() if driver.name == "sam-serial")
    assert (driver.kind_name, driver.fault, driver.package.split()[0]) == ("id_card_reader", None, "hallkiosk")
