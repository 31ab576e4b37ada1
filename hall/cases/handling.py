"""What an office does with a case: one move, on record, in a transaction of its own."""

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.models import Case
from hall.cases.moving import move
from hall.cases.notes import NOTHING, Note
from hall.cases.states import Move
from hall.project.writing import write_transaction


def handle(case: Case, what: Move, *, actor: str, note: Note = NOTHING) -> None:
    """Move `case`, which was read before, and put it on record.

    Raises:
        CaseStateConflict, GuardRefused: see `hall.cases.moving.move`. Nothing is changed.
    """
    with write_transaction():
        move_on_record(case, what, actor=actor, note=note)


def move_on_record(case: Case, what: Move, *, actor: str, note: Note = NOTHING) -> None:
    """The same inside the caller's transaction, as its last act: everybody meets at the trail's head."""
    move(case, what, actor=actor, note=note)
    record(moved_entry(case, what, actor=actor, note=note))


def moved_entry(case: Case, what: Move, *, actor: str, note: Note = NOTHING) -> AuditEntry:
    """Return what is put on record of a move that was made."""
    return AuditEntry(
        AuditAction.CASE_MOVED,
        actor=actor,
        outcome=what.value,
        subject=case.person,
        detail={"case": case.case_number, "state": case.state, "why": note.why.value},
    )
