"""Every shipped driver keeps the promises of its kind, over real ports, against its simulator."""

import pytest

from devices.contract.check import Check
from devices.contract.outcome import Failed, Outcome, Skipped, SkipReason
from devices.contract.runner import run_check
from devices.contract.suites import checks_of
from devices.simulators.stand import StandType
from devices.stands import every_stand
from tests.support.stands import standing, subject_of

CASES = [
    pytest.param(stand, check, id=f"{stand.kind.value}.{stand.driver}-{check.name}")
    for stand in every_stand()
    for check in checks_of(stand.kind)
]


@pytest.mark.parametrize(("stand_type", "check"), CASES)
def test_the_shipped_driver_keeps_its_promises(stand_type: StandType, check: Check) -> None:
    """Nothing fails, and nothing is skipped for want of hands: a stand has them all."""
    with standing(stand_type) as stand:
        outcome: Outcome = run_check(check, subject_of(stand)).outcome
    assert not isinstance(outcome, Failed), f"{check.promise} Expected {outcome.expected}; seen {outcome.seen}"
    assert not (isinstance(outcome, Skipped) and outcome.reason is not SkipReason.NOT_SUPPORTED), outcome
