"""A page that says what happened and what can be done about it."""

from dataclasses import dataclass
from enum import Enum

from kiosk.domain.problem import Problem
from kiosk.flow.states import StateName


class Choice(Enum):
    """What a notice may offer."""

    TRY_AGAIN = "try_again"
    OTHER_WAY = "other_way"
    PHONE = "phone"
    PRINT = "print"
    CONTINUE = "continue"
    HOME = "home"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened and where each choice leads; the first choice is the one to recommend."""

    problem: Problem
    choices: tuple[tuple[Choice, StateName], ...]

    def target(self, choice: Choice) -> StateName | None:
        """Return where `choice` leads, or None where the notice does not offer it."""
        return dict(self.choices).get(choice)
