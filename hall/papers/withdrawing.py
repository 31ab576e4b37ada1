"""Take a copy of a paper back, or let a later one take its place; and say so, signed, to whoever checks papers."""

from datetime import timedelta
from typing import Final

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.papers.models import Paper, PaperWithdrawal, WithdrawalReason
from hall.papers.signing_keys import KeyStatus, signing_keys
from hall.project.hall_time import now
from hall.project.writing import write_transaction

LIST_RENEWED: Final = timedelta(hours=1)
"""A list is the same for this long if nothing changes, so that asking again costs nobody anything."""
LIST_GOOD_FOR: Final = timedelta(hours=24)
"""How long a list may be relied on without asking again: a terminal may be cut off for a night."""

_ACTIONS: Final = {
    WithdrawalReason.REVOKED: AuditAction.PAPER_REVOKED,
    WithdrawalReason.SUPERSEDED: AuditAction.PAPER_SUPERSEDED,
}


def withdraw(paper: Paper, reason: WithdrawalReason, *, actor: str) -> bool:
    """Say that `paper` (one copy) no longer holds; return False where that was said before. Runs in a transaction."""
    _, is_new = PaperWithdrawal.objects.get_or_create(paper=paper, reason=reason, defaults={"at": now()})
    if is_new:
        record(
            AuditEntry(
                _ACTIONS[reason],
                actor=actor,
                outcome="done",
                subject=paper.case.person,
                detail={"paper": paper.paper_number, "copy": paper.copy_number},
            )
        )
    return is_new


def revoke_paper(paper_number: str, copy_number: int | None, *, actor: str) -> int | None:
    """Revoke one copy of a paper, or all; return how many were not revoked before, or None where there is no such."""
    papers = Paper.objects.filter(paper_number=paper_number).defer("document").select_related("case")
    if copy_number is not None:
        papers = papers.filter(copy_number=copy_number)
    with write_transaction():
        found = list(papers)
        return sum(withdraw(paper, WithdrawalReason.REVOKED, actor=actor) for paper in found) if found else None


def signed_list() -> str:
    """Return the list of what no longer holds, signed with the active key (`printing.authenticity.revocations`)."""
    from printing import authenticity  # noqa: PLC0415 - not while the hall starts

    keys = signing_keys()
    active, moment = keys.active(), now()
    since = moment - (moment - active.not_before) % LIST_RENEWED
    rows = PaperWithdrawal.objects.values_list("paper__paper_number", "paper__copy_number", "reason", "at")
    copies = tuple(
        authenticity.WithdrawnCopy(number, copy, authenticity.Withdrawal[WithdrawalReason(reason).name], at)
        for number, copy, reason, at in rows
    )
    revoked = frozenset(key.kid for key in keys.all() if key.status is KeyStatus.REVOKED)
    latest = authenticity.RevocationList(
        serial=len(copies) + len(revoked),
        this_update=since.replace(microsecond=0) + (timedelta(seconds=1) if since.microsecond else timedelta(0)),
        next_update=since.replace(microsecond=0) + LIST_GOOD_FOR,
        copies=copies,
        revoked_keys=revoked,
    )
    return authenticity.sign_list(latest, key=active.private_key, kid=active.kid)
