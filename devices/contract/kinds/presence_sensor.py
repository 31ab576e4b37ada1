"""Presence sensors. The protocol is `devices.api.kinds.presence_sensor`."""

from collections.abc import Callable
from typing import Final

from devices.api.device import Device, DeviceKind
from devices.api.events import DeviceEvent
from devices.api.kinds.presence_sensor import (
    PersonApproached,
    PersonLeft,
    Presence,
    PresenceReading,
    PresenceSensor,
    ReadPresence,
)
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import KindSuite
from devices.contract.outcome import broken, must
from devices.contract.subject import Subject

APPROACH: Final = Deed("approach", "Stand before the terminal")
LEAVE: Final = Deed("leave", "Walk away from the terminal")

_check = Checks()
_LOOK_S: Final = 0.05


@_check
def sees_whether_somebody_is_there(subject: Subject) -> None:
    """Somebody, with a distance in mm if it measures; nobody, without one."""
    with subject.opened() as device:
        measures = device.capabilities().features["measures"]
        subject.do(LEAVE)
        away = _seen(subject, device, Presence.NOBODY)
        must(away.distance_mm is None, "no distance of nobody", away.distance_mm)
        subject.do(APPROACH)
        near = _seen(subject, device, Presence.SOMEBODY)
        subject.do(LEAVE)
    must(near.distance_mm is None or near.distance_mm > 0, "a distance above 0 mm", near.distance_mm)
    must(bool(measures) or near.distance_mm is None, "no distance, as the capabilities say", near.distance_mm)


@_check
def tells_who_comes_and_goes_once(subject: Subject) -> None:
    """PersonApproached and PersonLeft in turn, once each for one who comes, stays and goes; twice for two."""
    with subject.opened() as device:
        subject.do(LEAVE)
        for times in (1, 2):
            subject.do(APPROACH)
            _poll_until(subject, device, lambda times=times: len(subject.mailbox.of(PersonApproached)) == times)  # type: ignore[misc]  # mypy cannot infer a lambda's default
            for _ in range(5):
                device.poll(subject.control())
            subject.do(LEAVE)
            _poll_until(subject, device, lambda times=times: len(subject.mailbox.of(PersonLeft)) == times)  # type: ignore[misc]  # as above
    told = [type(event) for event in subject.mailbox.of(DeviceEvent)]
    must(told == [PersonApproached, PersonLeft] * 2, "approached, left, approached, left", [t.__name__ for t in told])


@_check
def looks_as_a_command(subject: Subject) -> None:
    """As the bench asks for it."""
    with subject.supervised() as held:
        reading = held.call(ReadPresence())
    must(isinstance(reading, PresenceReading), "PresenceReading", type(reading).__name__)


def _seen(subject: Subject, device: Device, wanted: Presence) -> PresenceReading:
    control = subject.control()
    while True:
        reading = _sensor(device).look(subject.control())
        if reading.presence is wanted:
            return reading
        if control.remaining_s <= _LOOK_S:
            broken(wanted.value, reading.presence.value)
        control.pause(_LOOK_S)


def _poll_until(subject: Subject, device: Device, happened: Callable[[], bool]) -> None:
    control = subject.control()
    while not happened():
        if control.remaining_s <= _LOOK_S:
            broken("an event", "none")
        device.poll(subject.control())
        control.pause(_LOOK_S)


def _sensor(device: object) -> PresenceSensor:
    must(hasattr(device, "look"), "PresenceSensor", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(DeviceKind.PRESENCE_SENSOR, checks=_check, features={"measures": bool})
