"""Print a paper again (补打): a copy with the next number and a code of its own takes the place of the one before."""

from uuid import UUID

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.models import Case
from hall.idempotency.once import Done
from hall.papers.issuing import Ready, write_paper
from hall.papers.models import Paper, PaperWithdrawal, WithdrawalReason
from hall.papers.showing import paper_given
from hall.papers.signing_keys import signing_keys
from hall.papers.withdrawing import withdraw
from hall.problems.errors import CaseStateConflict, PaperUnknown
from hall.project.hall_time import now
from hall.terminals.models import Terminal


def find_spoiled(terminal: Terminal, paper_id: UUID) -> Paper:
    """Return the copy to be replaced, of a case of this terminal. Raises `PaperUnknown`."""
    papers = Paper.objects.defer("document").select_related("case__item_version", "case__terminal")
    paper = papers.filter(paper_id=paper_id, case__terminal=terminal).first()
    if paper is None:
        raise PaperUnknown
    return paper


def prepare(spoiled: Paper) -> Ready:
    """Draw and sign the next copy.

    Raises:
        CaseStateConflict: a later copy is there, or the paper was revoked.
        PaperNotPrintable: see there.
    """
    from hall.papers.drawing import draw  # noqa: PLC0415 - brings the fonts: not while the hall starts

    _refuse_unless_latest(spoiled)
    moment, key = now(), signing_keys().active()
    copy = spoiled.copy_number + 1
    drawn = draw(spoiled.case, number=spoiled.paper_number, copy_number=copy, issued_at=moment, key=key)
    return Ready(spoiled.paper_number, copy, moment, key, drawn)


def reprint(terminal: Terminal, spoiled: Paper, ready: Ready) -> Done:
    """Write the new copy and supersede the spoiled one. Runs inside the transaction. Raises `CaseStateConflict`."""
    _refuse_unless_latest(spoiled)
    case: Case = spoiled.case
    paper = write_paper(case, ready)
    withdraw(spoiled, WithdrawalReason.SUPERSEDED, actor=terminal.name)
    record(
        AuditEntry(
            AuditAction.PAPER_ISSUED,
            actor=terminal.name,
            outcome="reprint",
            subject=case.person,
            detail={
                "case": case.case_number,
                "paper": ready.number,
                "copy": ready.copy_number,
                "kid": ready.key.kid,
                "sha256": ready.drawn.sha256,
            },
        )
    )
    return Done(201, paper_given(paper))


def _refuse_unless_latest(spoiled: Paper) -> None:
    later = Paper.objects.filter(case_id=spoiled.case_id, copy_number__gt=spoiled.copy_number)
    if later.exists() or PaperWithdrawal.objects.filter(paper_id=spoiled.pk).exists():
        raise CaseStateConflict
