"""Runs a suite's checks one after another and reports how each ended."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from devices.api.errors import DeviceError
from devices.contract import threads
from devices.contract.check import Check
from devices.contract.outcome import Broken, Failed, Outcome, Passed, Skip, Skipped
from devices.contract.subject import Mailbox, Subject, said

_JOIN_S = 2.0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended and how long it took."""

    name: str
    promise: str
    outcome: Outcome
    duration_ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """How all ended."""

    results: tuple[CheckResult, ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Those whose promise was not kept."""
        return tuple(result for result in self.results if isinstance(result.outcome, Failed))

    @property
    def conforms(self) -> bool:
        """Whether something was tried and nothing failed."""
        return not self.failed and any(isinstance(result.outcome, Passed) for result in self.results)


def run_checks(
    checks: Iterable[Check], subject: Subject, *, before_each: Callable[[Check], None] = lambda _: None
) -> Iterator[CheckResult]:
    """Run each check on a mailbox of its own; `before_each` is told which comes."""
    for check in checks:
        before_each(check)
        yield run_check(check, subject)


def run_check(check: Check, subject: Subject) -> CheckResult:
    """Run one check. A thread that it leaves behind is a failure, whatever else it found."""
    before = threads.now()
    begun_s = subject.clock.monotonic_s()
    outcome = _outcome(check, replace(subject, mailbox=Mailbox()))
    took_ms = (subject.clock.monotonic_s() - begun_s) * 1000
    left = threads.left_since(before, patience_s=_JOIN_S)
    if left and isinstance(outcome, Passed | Skipped):
        outcome = Failed("no thread left behind", ", ".join(left))
    return CheckResult(check.name, check.promise, outcome, took_ms)


def _outcome(check: Check, subject: Subject) -> Outcome:
    try:
        check.body(subject)
    except Broken as error:
        return Failed(error.expected, error.seen)
    except Skip as error:
        return Skipped(error.reason, error.detail)
    except DeviceError as error:
        return Failed("no error", said(error))
    # The suite's top: a driver under test may raise anything, and the next promise must still be tried.
    except Exception as error:
        logging.getLogger(__name__).info("%s: %s", check.name, type(error).__name__, exc_info=True)
        return Failed("DeviceError or none", type(error).__name__)
    return Passed()
