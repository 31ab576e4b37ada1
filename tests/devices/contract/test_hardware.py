"""Real devices keep the promises of their kind: those of the bindings file that ``HALLKIOSK_HARDWARE`` names.

What needs hands is left to ``devices conformance``, which asks for them at a terminal.
"""

import os
from pathlib import Path

import pytest

from devices.api.clock import SystemClock
from devices.bindings import Binding, load_bindings
from devices.contract.check import Check
from devices.contract.hands import NoHands
from devices.contract.outcome import Failed, Skipped
from devices.contract.runner import run_check
from devices.contract.subject import Subject
from devices.contract.suites import checks_of
from devices.registry import Registry

_FILE = os.environ.get("HALLKIOSK_HARDWARE", "")
_BINDINGS = load_bindings(Path(_FILE)) if _FILE else ()


@pytest.mark.hardware
@pytest.mark.parametrize(
    ("binding", "check"),
    [
        pytest.param(binding, check, id=f"{binding.device_id}-{check.name}")
        for binding in _BINDINGS
        for check in checks_of(binding.kind)
    ],
)
def test_a_real_device_keeps_its_promises(binding: Binding, check: Check) -> None:
    """What can be tried without hands does not fail."""
    subject = Subject(
        bindings=(binding, *(other for other in _BINDINGS if other is not binding)),
        build=Registry().build,
        clock=SystemClock(),
        hands=NoHands(),
    )
    outcome = run_check(check, subject).outcome
    if isinstance(outcome, Skipped):
        pytest.skip(f"{outcome.reason.value} {outcome.detail}".rstrip())
    assert not isinstance(outcome, Failed), f"{check.promise} Expected {outcome.expected}; seen {outcome.seen}"
