"""What a vendor tests of its own; everything else is in the contract suite (``devices conformance``)."""

import random

import pytest
from nearby_sensor.simulator import NearbyStand
from nearby_sensor.wire import LOOK, FrameScanner, State, frame, parse_look, parse_who

from devices.api.clock import SystemClock
from devices.api.errors import ChecksumError, DeviceError, ProtocolError
from devices.api.kinds.presence_sensor import Presence, PresenceReading
from devices.contract.check import Check
from devices.contract.hands import StandHands
from devices.contract.outcome import Failed
from devices.contract.runner import run_check
from devices.contract.subject import Subject
from devices.contract.suites import checks_of
from devices.registry import Registry


def test_a_look_as_it_stands_in_the_docs() -> None:
    """Bytes from `wire`'s own docstring."""
    assert frame(LOOK) == bytes.fromhex("02 01 4C 4D")
    scanner = FrameScanner()
    scanner.feed(b"noise" + bytes.fromhex("02 04 4C 01 02 6C 27"))
    body = scanner.next_body()
    assert body is not None
    assert parse_look(body[1:]) == PresenceReading(Presence.SOMEBODY, 620)


def test_a_wrong_check_is_an_error_and_the_next_frame_is_found() -> None:
    """Once, and then the search goes on."""
    scanner = FrameScanner()
    scanner.feed(bytes.fromhex("02 01 4C 00") + frame(LOOK, bytes([State.NOBODY, 0, 0])))
    with pytest.raises(ChecksumError):
        scanner.next_body()
    assert scanner.next_body() == b"L\x00\x00\x00"


def test_any_bytes() -> None:
    """A parser raises our own errors and nothing else, and ends."""
    dice = random.Random(1)  # noqa: S311  draws bytes
    for _ in range(3000):
        octets = bytearray(frame(LOOK, bytes([1, 2, 108])) * 2)
        for _ in range(dice.randint(1, 5)):
            octets[dice.randrange(len(octets))] = dice.randrange(256)
        scanner = FrameScanner()
        scanner.feed(bytes(octets))
        for _ in range(len(octets)):
            try:
                body = scanner.next_body()
                if body is None:
                    break
                parse_look(body[1:])
            except DeviceError:
                continue
        for parse in (parse_look, parse_who):
            try:
                parse(bytes(octets))
            except ProtocolError:
                continue


@pytest.mark.parametrize("check", checks_of(NearbyStand.kind), ids=lambda check: check.name)
def test_the_driver_keeps_the_promises_of_its_kind(check: Check) -> None:
    """The contract suite, on the simulator."""
    stand = NearbyStand(SystemClock())
    stand.simulator.start()
    try:
        subject = Subject(
            bindings=stand.bindings(), build=Registry().build, clock=SystemClock(), hands=StandHands(stand.deeds)
        )
        outcome = run_check(check, subject).outcome
    finally:
        stand.simulator.stop()
    assert not isinstance(outcome, Failed), f"{check.promise} Expected {outcome.expected}; seen {outcome.seen}"
