"""How a check ended.

Broken and Skip leave a check as exceptions and become outcomes in the runner.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NoReturn


class SkipReason(Enum):
    """Why a check could not be run. Nothing is claimed of its promise."""

    NEEDS_HANDS = "needs_hands"
    NOT_SUPPORTED = "not_supported"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Passed:
    """The promise was kept."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not. Neither text carries personal data."""

    expected: str
    seen: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """It was not tried. `detail` says what was missing: the name of a deed, of a feature."""

    reason: SkipReason
    detail: str = ""


Outcome = Passed | Failed | Skipped


class Broken(Exception):
    """Leaves a check whose promise was not kept."""

    def __init__(self, *, expected: str, seen: str) -> None:
        """Keep both."""
        self.expected = expected
        self.seen = seen
        super().__init__(f"expected {expected}, seen {seen}")


class Skip(Exception):
    """Leaves a check that cannot be run here."""

    def __init__(self, reason: SkipReason, detail: str = "") -> None:
        """Keep why."""
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason.value} {detail}".rstrip())


def broken(expected: str, seen: object) -> NoReturn:
    """End the check: `expected` was promised, `seen` is what came instead."""
    raise Broken(expected=expected, seen=str(seen))


def must(kept: bool, expected: str, seen: object) -> None:
    """End the check as broken unless `kept`."""
    if not kept:
        broken(expected, seen)
