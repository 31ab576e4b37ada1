"""What is said with a move: why, what helps, and what is wanted still."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Why(Enum):
    """Who or what ended a case before its result; `reason` says it in the office's own words, where it has any."""

    BY_OFFICE = "by_office"
    BY_APPLICANT = "by_applicant"
    SUPPLEMENT_NOT_ANSWERED = "supplement_not_answered"
    MATERIAL_DID_NOT_FOLLOW = "material_did_not_follow"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that is missing, told at once (补正): what is wrong with each material and each field of the form.

    Attributes:
        days: how many working days the applicant has.
    """

    materials: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    days: int = 15

    def as_kept(self) -> dict[str, Any]:
        """Return what a case keeps of it."""
        return {"materials": dict(self.materials), "form": dict(self.form)}


@dataclass(frozen=True, slots=True)
class Note:
    """What goes with a move.

    Attributes:
        reason, remedy: in the office's words, to the applicant: why not, and where to object or what to do instead.
        deemed: accepted because nobody answered in time (视为受理): as of the day the application was received.
    """

    why: Why = Why.BY_OFFICE
    reason: str = field(default="", repr=False)
    remedy: str = field(default="", repr=False)
    wanted: Wanted | None = field(default=None, repr=False)
    deemed: bool = False

    def as_kept(self) -> dict[str, str]:
        """Return what a case keeps of it."""
        return {"why": self.why.value, "reason": self.reason, "remedy": self.remedy}


NOTHING = Note()
