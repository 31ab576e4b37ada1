"""A simulator on its stand, as the subject of contract checks."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from devices.api.clock import SystemClock
from devices.contract.hands import Hands, StandHands
from devices.contract.subject import Patience, Subject
from devices.registry import Registry
from devices.simulators.stand import Stand, StandType
from devices.supervisor import SupervisorSettings

QUICK = SupervisorSettings(reopen_first_s=0.05, reopen_cap_s=0.1, disconnect_grace_s=0.2, status_interval_s=0.1)
"""A supervisor in a hurry."""


@contextmanager
def standing(stand_type: StandType) -> Iterator[Stand]:
    """Start a simulator, and stop it behind."""
    stand = stand_type(SystemClock())
    stand.simulator.start()
    try:
        yield stand
    finally:
        stand.simulator.stop()


def subject_of(stand: Stand, hands: Hands | None = None) -> Subject:
    """Return the shipped driver on that stand, found like any other."""
    return Subject(
        bindings=stand.bindings(),
        build=Registry().build,
        clock=SystemClock(),
        hands=hands or StandHands(stand.deeds),
        supervision=QUICK,
        patience=Patience(command_s=10.0, late_s=1.0, service_s=10.0),
        names=Random(7),
    )
