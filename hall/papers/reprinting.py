"""Print a paper again (补打): a copy with the next number and a code of its own takes the place of the one before.

Only where the reports of its print settle that it was spoiled or did not come out. Staff ask for it when the citizen's
session may have ended, so the terminal may fetch the copy without one, until it reports that it is printed, and for a
day at most.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.models import Case
from hall.idempotency.once import Done
from hall.papers.issuing import ORIGINAL, Ready, write_paper
from hall.papers.models import Paper, PaperWithdrawal, PrintOutcome, WithdrawalReason
from hall.papers.reporting import bear_out
from hall.papers.showing import paper_given
from hall.papers.signing_keys import signing_keys
from hall.papers.withdrawing import withdraw
from hall.problems.errors import CaseStateConflict, PaperUnknown, PrintNotSettled
from hall.project.hall_time import now
from hall.terminals.models import Terminal

PRINTED_WITHIN: Final = timedelta(hours=24)
"""How long a terminal may fetch a reprint without its citizen."""


def find_spoiled(terminal: Terminal, paper_id: UUID) -> Paper:
    """Return the copy to be replaced, of a case of this terminal. Raises `PaperUnknown`."""
    papers = Paper.objects.defer("document").select_related("case__item_version", "case__terminal")
    paper = papers.filter(paper_id=paper_id, case__terminal=terminal).first()
    if paper is None:
        raise PaperUnknown
    return paper


def prepare(spoiled: Paper, reason: PrintOutcome) -> Ready:
    """Draw and sign the next copy.

    Raises:
        CaseStateConflict: a later copy is there, or the paper was revoked.
        PrintNotSettled: the reports do not bear the reason out.
        PaperNotPrintable: see there.
    """
    from hall.papers.drawing import draw  # noqa: PLC0415 - brings the fonts: not while the hall starts

    _refuse_unless_to_replace(spoiled, reason)
    moment, key = now(), signing_keys().active()
    copy = spoiled.copy_number + 1
    drawn = draw(spoiled.case, number=spoiled.paper_number, copy_number=copy, issued_at=moment, key=key)
    return Ready(spoiled.paper_number, copy, moment, key, drawn)


def reprint(terminal: Terminal, spoiled: Paper, reason: PrintOutcome, ready: Ready) -> Done:
    """Write the new copy and supersede the spoiled one. Runs inside the transaction.

    Raises:
        CaseStateConflict, PrintNotSettled: as `prepare`.
    """
    _refuse_unless_to_replace(spoiled, reason)
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
                "reason": reason.value,
                "kid": ready.key.kid,
                "sha256": ready.drawn.sha256,
            },
        )
    )
    return Done(201, paper_given(paper))


def find_to_print(terminal: Terminal, paper_id: UUID) -> Paper:
    """Return a copy that this terminal still has to print: none that was reported printed, does not hold or is old.

    Raises:
        PaperUnknown: there is no such copy, or it is the original, which is fetched by its citizen only.
    """
    papers = Paper.objects.filter(paper_id=paper_id, copy_number__gt=ORIGINAL, case__terminal=terminal)
    papers = papers.filter(issued_at__gte=now() - PRINTED_WITHIN)
    papers = papers.exclude(withdrawals__isnull=False).exclude(print_reports__outcome=PrintOutcome.PRINTED)
    paper = papers.select_related("case").first()
    if paper is None:
        raise PaperUnknown
    return paper


def _refuse_unless_to_replace(spoiled: Paper, reason: PrintOutcome) -> None:
    later = Paper.objects.filter(case_id=spoiled.case_id, copy_number__gt=spoiled.copy_number)
    if later.exists() or PaperWithdrawal.objects.filter(paper_id=spoiled.pk).exists():
        raise CaseStateConflict
    if not bear_out(spoiled, reason):
        raise PrintNotSettled
