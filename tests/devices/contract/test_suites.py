"""The framework itself: suites are found, a driver that breaks a promise is caught, hands that lack are a reason."""

from collections.abc import Callable
from importlib.util import find_spec
from random import Random
from threading import Event, Thread
from typing import Any

import pytest

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults
from devices.api.control import Control
from devices.api.device import Device, DeviceKind, DriverContext, SelfTest
from devices.api.errors import NoCard
from devices.api.status import DeviceState, Status
from devices.bindings import Binding
from devices.contract.check import Check, Checks
from devices.contract.hands import NoHands
from devices.contract.outcome import Failed, Passed, Skipped, SkipReason
from devices.contract.runner import CheckResult, Report, run_check
from devices.contract.subject import Patience, Subject
from devices.contract.suites import checks_of, kinds_with_suite, suite_of
from devices.registry import Registry
from devices.stands import stand_names
from tests.support.devices_core import ObedientDevice, binding
from tests.support.stands import QUICK

READER = DeviceKind.ID_CARD_READER


def subject(
    prepare: Callable[[ObedientDevice], None] = lambda device: None, kind: type[ObedientDevice] = ObedientDevice
) -> Subject:
    """Return a subject whose driver does what the test says."""

    def build(bound: Binding, context: DriverContext) -> Device:
        device = kind(context)
        prepare(device)
        return device

    return Subject(
        bindings=[binding()],
        build=build,
        clock=SystemClock(),
        hands=NoHands(),
        supervision=QUICK,
        patience=Patience(command_s=1.0, late_s=0.2, service_s=1.0),
        names=Random(1),
    )


def check_named(name: str) -> Check:
    """Return one of the reader's checks."""
    return next(check for check in checks_of(READER) if check.name == name)


def outcome_of(name: str, subject: Subject) -> Any:
    """Run one of the reader's checks."""
    return run_check(check_named(name), subject).outcome


@pytest.mark.parametrize("kind", list(DeviceKind))
def test_every_kind_with_a_protocol_has_a_suite(kind: DeviceKind) -> None:
    """A kind that callers can use and nobody proves would be found out in the hall."""
    has_protocol = find_spec(f"devices.api.kinds.{kind.value}") is not None
    assert (kind.value in kinds_with_suite()) is has_protocol
    if has_protocol:
        assert suite_of(kind).kind is kind
        names = [check.name for check in checks_of(kind)]
        assert len(names) == len(set(names)) > len(list(suite_of(kind).checks)) > 0


def test_a_kind_without_a_suite_lists_those_that_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As any wrong name in the bindings does."""
    monkeypatch.setattr("devices.contract.suites.find_spec", lambda name: None)
    with pytest.raises(ConfigurationFaults, match="not_installed"):
        suite_of(READER)


def test_every_driver_has_a_stand() -> None:
    """Whatever driver we ship can be proven without its device."""
    drivers = {f"{driver.kind_name}.{driver.name}" for driver in Registry().drivers() if driver.target[:7] == "devices"}
    assert drivers == {name for name in stand_names() if name in drivers}


def test_a_driver_in_order_passes() -> None:
    """The generic promises of a driver that does what it is told."""
    for name in ("is_of_its_kind", "opens_and_closes_again", "tests_itself", "can_be_reset", "polls_quietly"):
        assert outcome_of(name, subject()) == Passed()


def test_a_state_that_nobody_knows_fails() -> None:
    """Unknown is an answer of its own, but not after opening."""
    failed = outcome_of(
        "says_how_it_is_after_opening",
        subject(lambda device: device.next_status.append(Status(DeviceState.UNKNOWN))),
    )
    assert isinstance(failed, Failed)


def test_what_is_no_device_error_fails() -> None:
    """Any other exception is named by its type, never by its words, which may quote a card."""
    failed = outcome_of("polls_quietly", subject(lambda device: device.next_poll.append(ValueError("secret"))))
    assert failed == Failed("DeviceError or none", "ValueError")


def test_a_device_error_that_must_not_come_fails() -> None:
    """With its type and code."""
    failed = outcome_of(
        "polls_quietly", subject(lambda device: device.next_poll.append(NoCard(detail_code="find_failed")))
    )
    assert failed == Failed("no error", "NoCard find_failed")


def test_an_option_that_is_swallowed_fails() -> None:
    """The obedient driver takes any option: a misspelt one would go unnoticed."""
    assert outcome_of("refuses_an_option_that_it_does_not_know", subject()) == Failed("DeviceError", "no error")


def test_deeds_that_nobody_can_do_are_skipped_with_their_name() -> None:
    """Nothing is claimed of what was not tried."""
    skipped = outcome_of("serves_again_when_plugged_in_again", subject())
    assert skipped == Skipped(SkipReason.NEEDS_HANDS, "unplug")


def test_a_thread_that_is_left_fails() -> None:
    """Whatever else the check found."""
    end = Event()

    class Leaking(ObedientDevice):
        def self_test(self, control: Control) -> SelfTest:
            Thread(target=end.wait, name="leak", daemon=True).start()
            return super().self_test(control)

    try:
        failed = outcome_of("leaves_no_thread_behind", subject(kind=Leaking))
        assert failed == Failed("no thread", "leak")
    finally:
        end.set()


def test_a_command_that_does_not_come_back_fails() -> None:
    """The check ends all the same, and says that it still runs."""
    end = Event()

    class Stubborn(ObedientDevice):
        def read_card(self, control: Control) -> None:
            end.wait(5.0)

        def sam_id(self, control: Control) -> str:
            return ""

    patient = subject(kind=Stubborn)
    patient.hands = type("Yes", (), {"do": lambda self, deed: True})()
    try:
        failed = outcome_of("ends_when_called_back", patient)
        assert failed == Failed("an end within 1 s", "it still runs")
    finally:
        end.set()


def test_a_report_without_a_pass_claims_nothing() -> None:
    """All skipped is not conforming."""
    passed = CheckResult("a", "a", Passed(), 1.0)
    skipped = CheckResult("b", "b", Skipped(SkipReason.NEEDS_HANDS, "unplug"), 1.0)
    failed = CheckResult("c", "c", Failed("a", "b"), 1.0)
    assert not Report((skipped,)).conforms
    assert Report((skipped, passed)).conforms
    assert not Report((failed, passed)).conforms


def test_a_check_without_a_promise_is_refused() -> None:
    """What it promises must be told to people."""
    checks = Checks()

    def nameless(subject: Subject) -> None:
        pass

    with pytest.raises(ValueError, match="promise"):
        checks(nameless)
