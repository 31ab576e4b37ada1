"""What must hold for a move that the table allows. The table says where a case may go; guards say when."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final

from hall.applications.schemas import MaterialMet
from hall.cases.models import Case
from hall.cases.notes import Note, Why
from hall.cases.processes import APPLICATIONS
from hall.cases.states import CaseState, Move
from hall.catalogue.vocabulary import CaseType, ItemKind


class Guard(Enum):
    """What must hold."""

    NOT_ACCEPTED_YET = "not_accepted_yet"
    ACCEPTED_BEFORE = "accepted_before"
    NEVER_ASKED = "never_asked"
    SOMETHING_WANTED = "something_wanted"
    NOTHING_OUTSTANDING = "nothing_outstanding"
    DECIDED_OR_AT_ONCE = "decided_or_at_once"
    REASON_GIVEN = "reason_given"
    REMEDY_GIVEN = "remedy_given"


class GuardRefused(Exception):
    """A move that the table allows, but not now or not so. `guard` names what does not hold; nothing was changed."""

    def __init__(self, guard: Guard) -> None:
        """Keep which."""
        super().__init__(guard.value)
        self.guard = guard


GUARDS: Final[Mapping[Move, tuple[Guard, ...]]] = {
    Move.ACCEPT: (),
    # One notice of everything that is missing (Administrative Licensing Law, article 32), and then no second one.
    Move.ASK_FOR_SUPPLEMENT: (Guard.NEVER_ASKED, Guard.SOMETHING_WANTED),
    Move.SUPPLEMENT: (Guard.NOT_ACCEPTED_YET,),
    Move.RESUME: (Guard.ACCEPTED_BEFORE,),
    Move.DECLINE: (Guard.NOT_ACCEPTED_YET, Guard.REASON_GIVEN, Guard.REMEDY_GIVEN),
    Move.APPROVE: (Guard.NOTHING_OUTSTANDING,),
    Move.REJECT: (Guard.REASON_GIVEN, Guard.REMEDY_GIVEN),
    Move.ISSUE_RESULT: (Guard.DECIDED_OR_AT_ONCE, Guard.NOTHING_OUTSTANDING),
    Move.WITHDRAW: (),
    Move.END: (Guard.REASON_GIVEN,),
}


def check(case: Case, what: Move, note: Note) -> None:
    """Raise `GuardRefused` for the first guard of `what` that does not hold."""
    for guard in GUARDS[what]:
        if not _HOLDS[guard](case, note):
            raise GuardRefused(guard)


def outstanding(case: Case) -> list[str]:
    """Return the materials that were to follow and have not come."""
    waiting = case.materials.filter(met=MaterialMet.FOLLOWS.value, handed_in_at=None)
    return list(waiting.order_by("pk").values_list("material_id", flat=True))


def _decided_or_at_once(case: Case, _note: Note) -> bool:
    content = case.item_version.content
    if case.state == CaseState.APPROVED.value or ItemKind(content["kind"]) not in APPLICATIONS:
        return True
    return bool(content.get("case_type") == CaseType.SAME_DAY.value)


_HOLDS: Final[Mapping[Guard, Callable[[Case, Note], bool]]] = {
    Guard.NOT_ACCEPTED_YET: lambda case, _: case.accepted_on is None,
    Guard.ACCEPTED_BEFORE: lambda case, _: case.accepted_on is not None,
    Guard.NEVER_ASKED: lambda case, _: case.supplement_asked_at is None,
    Guard.SOMETHING_WANTED: lambda _, note: note.wanted is not None and bool(note.wanted.materials or note.wanted.form),
    Guard.NOTHING_OUTSTANDING: lambda case, _: not outstanding(case),
    Guard.DECIDED_OR_AT_ONCE: _decided_or_at_once,
    Guard.REASON_GIVEN: lambda _, note: bool(note.reason) or note.why is not Why.BY_OFFICE,
    Guard.REMEDY_GIVEN: lambda _, note: bool(note.remedy),
}
