"""What asking the registries for a case came to."""

from dataclasses import dataclass, field
from typing import Any

from hall.audit.trail import AuditEntry


@dataclass(frozen=True, slots=True)
class Decided:
    """All registries answered.

    Attributes:
        result: has the form of `CaseResultGiven`.
        entries: the look-ups, to be put on record with the case.
    """

    result: dict[str, Any] = field(repr=False)
    entries: tuple[AuditEntry, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A registry did not answer; the attempts are to be put on record, and nothing else."""

    entries: tuple[AuditEntry, ...]
