"""States of a case and what moves it from one to another (domain.md 3). Checked when this module is imported."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final


class CaseState(Enum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    SUPPLEMENT_WANTED = "supplement_wanted"
    APPROVED = "approved"
    REJECTED = "rejected"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    ENDED_ABNORMALLY = "ended_abnormally"
    COMPLETED = "completed"


class Move(Enum):
    """What happens to a case."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ASK_FOR_SUPPLEMENT = "ask_for_supplement"
    SUPPLEMENT = "supplement"
    RESUME = "resume"
    APPROVE = "approve"
    REJECT = "reject"
    ISSUE_RESULT = "issue_result"
    WITHDRAW = "withdraw"
    END = "end"


FINAL: Final = frozenset(
    {
        CaseState.REJECTED,
        CaseState.NOT_ACCEPTED,
        CaseState.WITHDRAWN,
        CaseState.ENDED_ABNORMALLY,
        CaseState.COMPLETED,
    }
)

_FROM_RECEIVED: Final = {
    Move.ACCEPT: CaseState.ACCEPTED,
    Move.DECLINE: CaseState.NOT_ACCEPTED,
    Move.ASK_FOR_SUPPLEMENT: CaseState.SUPPLEMENT_WANTED,
    Move.WITHDRAW: CaseState.WITHDRAWN,
    Move.END: CaseState.ENDED_ABNORMALLY,
}

TRANSITIONS: Final[Mapping[CaseState, Mapping[Move, CaseState]]] = {
    CaseState.RECEIVED: _FROM_RECEIVED,
    CaseState.SUPPLEMENT_WANTED: {
        # Asked before it was accepted, the case is received anew; asked after, its examination goes on.
        Move.SUPPLEMENT: CaseState.RECEIVED,
        Move.RESUME: CaseState.ACCEPTED,
        Move.DECLINE: CaseState.NOT_ACCEPTED,
        Move.WITHDRAW: CaseState.WITHDRAWN,
        Move.END: CaseState.ENDED_ABNORMALLY,
    },
    CaseState.ACCEPTED: {
        Move.APPROVE: CaseState.APPROVED,
        Move.REJECT: CaseState.REJECTED,
        Move.ASK_FOR_SUPPLEMENT: CaseState.SUPPLEMENT_WANTED,
        # A same-day case (即办件) is answered at once: its result is its approval.
        Move.ISSUE_RESULT: CaseState.COMPLETED,
        Move.WITHDRAW: CaseState.WITHDRAWN,
        Move.END: CaseState.ENDED_ABNORMALLY,
    },
    CaseState.APPROVED: {Move.ISSUE_RESULT: CaseState.COMPLETED, Move.END: CaseState.ENDED_ABNORMALLY},
}


class TransitionTableWrong(Exception):
    """The table has a state that cannot be reached, has no row, or does not lead to an end."""


def check_table(table: Mapping[CaseState, Mapping[Move, CaseState]], *, start: CaseState) -> None:
    """Raise `TransitionTableWrong` unless every state is reached from `start` and leads to a final one."""
    if set(table) != set(CaseState) - FINAL:
        raise TransitionTableWrong("exactly the states that are not final have rows")
    if _closure({start}, lambda state: set(table.get(state, {}).values())) != set(CaseState):
        raise TransitionTableWrong("a state cannot be reached")
    before = {state: {origin for origin, row in table.items() if state in row.values()} for state in CaseState}
    if _closure(set(FINAL), lambda state: before[state]) != set(CaseState):
        raise TransitionTableWrong("a state does not lead to an end")


def _closure(start: set[CaseState], step: Callable[[CaseState], set[CaseState]]) -> set[CaseState]:
    reached, edge = set(start), set(start)
    while edge:
        edge = {following for state in edge for following in step(state)} - reached
        reached |= edge
    return reached


check_table(TRANSITIONS, start=CaseState.RECEIVED)
