"""Uninterruptible power supplies. The protocol is `devices.api.kinds.ups`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from devices.api.device import Device, DeviceKind
from devices.api.kinds.ups import BatteryLow, BatteryRecovered, PowerFlag, PowerLost, PowerReading, PowerRestored, Ups
from devices.api.status import PartName, SupplyState
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import KindSuite
from devices.contract.outcome import broken, must
from devices.contract.subject import Subject

LOSE_MAINS: Final = Deed("lose_mains", "Pull the UPS's own mains plug")
RESTORE_MAINS: Final = Deed("restore_mains", "Put the UPS's own mains plug back in")
DRAIN: Final = Deed("drain", "Wait until the UPS says that its battery is low")

_check = Checks()
_LOOK_S: Final = 0.1


@contextmanager
def _on_battery(subject: Subject) -> Iterator[None]:
    subject.do(LOSE_MAINS)
    try:
        yield
    finally:
        subject.do(RESTORE_MAINS)


@_check
def tells_its_figures(subject: Subject) -> None:
    """The mains are there; charge from 0 to 100 %, load and runtime from 0, as far as the capabilities claim them."""
    with subject.opened() as device:
        features = device.capabilities().features
        reading = _ups(device).reading(subject.control())
    must(isinstance(reading, PowerReading), "PowerReading", type(reading).__name__)
    must(reading.on_battery is False, "on mains", sorted(flag.value for flag in reading.flags))
    for name, value, most in (
        ("charge", reading.charge_percent, 100.0),
        ("load", reading.load_percent, 1000.0),
        ("runtime", reading.runtime_s, float("inf")),
    ):
        must((value is not None) is features[name], f"{name} as the capabilities say", value)
        must(value is None or 0.0 <= value <= most, f"{name} from 0 to {most:g}", value)


@_check
def tells_of_lost_and_restored_power(subject: Subject) -> None:
    """PowerLost once when the mains go, PowerRestored once when they are back; it serves all the time."""
    with subject.opened() as device:
        device.poll(subject.control())
        with _on_battery(subject):
            _poll_until(subject, device, lambda: bool(subject.mailbox.of(PowerLost)))
            must(PowerFlag.ON_BATTERY in _ups(device).reading(subject.control()).flags, "on_battery", "not")
            must(device.status(subject.control()).can_serve, "a status that can serve", "one that cannot")
            device.poll(subject.control())
        _poll_until(subject, device, lambda: bool(subject.mailbox.of(PowerRestored)))
        device.poll(subject.control())
    told = [len(subject.mailbox.of(kind)) for kind in (PowerLost, PowerRestored)]
    must(told == [1, 1], "each told once", told)


@_check
def tells_of_a_low_battery(subject: Subject) -> None:
    """BatteryLow once when little is left, the part is LOW, and BatteryRecovered when the mains are back."""
    with subject.opened() as device:
        with _on_battery(subject):
            subject.do(DRAIN)
            _poll_until(subject, device, lambda: bool(subject.mailbox.of(BatteryLow)))
            part = device.status(subject.control()).parts.get(PartName.BATTERY)
            must(part is SupplyState.LOW, "battery low", part)
        _poll_until(subject, device, lambda: bool(subject.mailbox.of(BatteryRecovered)))
    told = len(subject.mailbox.of(BatteryLow))
    must(told == 1, "BatteryLow once", told)


def _poll_until(subject: Subject, device: Device, happened: Callable[[], bool]) -> None:
    control = subject.control()
    while True:
        device.poll(subject.control())
        if happened():
            return
        if control.remaining_s <= _LOOK_S:
            broken("an event", "none")
        control.pause(_LOOK_S)


def _ups(device: object) -> Ups:
    must(hasattr(device, "reading"), "Ups", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(DeviceKind.UPS, checks=_check, features={"runtime": bool, "charge": bool, "load": bool})
