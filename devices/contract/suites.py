"""Finds the suite of a kind: `SUITE` in the module of the kind's name below `devices.contract.kinds`."""

from importlib import import_module
from importlib.util import find_spec

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.device import DeviceKind
from devices.contract.check import Check
from devices.contract.generic import generic_checks
from devices.contract.kind_suite import KindSuite

_KINDS = "devices.contract.kinds"


def suite_of(kind: DeviceKind) -> KindSuite:
    """Return the suite of a kind. Raises ConfigurationFaults if it has none."""
    name = f"{_KINDS}.{kind.value}"
    if find_spec(name) is None:
        raise ConfigurationFaults([Fault("kind", Wrong.NOT_INSTALLED, kind.value, ", ".join(kinds_with_suite()))])
    suite: KindSuite = import_module(name).SUITE
    return suite


def kinds_with_suite() -> tuple[str, ...]:
    """Return the kinds that have a suite."""
    return tuple(kind.value for kind in DeviceKind if find_spec(f"{_KINDS}.{kind.value}") is not None)


def checks_of(kind: DeviceKind) -> tuple[Check, ...]:
    """Return what a device of this kind must prove: what every device must, then its own. Raises as `suite_of`."""
    suite = suite_of(kind)
    return (*generic_checks(suite), *suite.checks)
