"""Papers as their citizen may see them."""

from uuid import UUID

from hall.http.contract_types import BilingualGiven
from hall.papers.models import Paper, WithdrawalReason
from hall.papers.schemas import PaperGiven, StandingGiven
from hall.project.hall_time import local


def paper_given(paper: Paper) -> PaperGiven:
    """Return what the contract tells of a paper."""
    return PaperGiven(
        paper_id=paper.paper_id,
        paper_number=paper.paper_number,
        copy_number=paper.copy_number,
        issued_at=local(paper.issued_at),
        pages=paper.pages,
        sha256=paper.sha256,
        size_bytes=paper.size_bytes,
        code=paper.code,
        title=BilingualGiven(zh=paper.title_zh, en=paper.title_en),
    )


def papers_of(case_id: UUID) -> list[PaperGiven]:
    """Return a case's papers, the original first. The documents themselves are not read."""
    papers = Paper.objects.filter(case_id=case_id).defer("document").order_by("copy_number")
    return [paper_given(paper) for paper in papers]


def standing_of(paper: Paper) -> StandingGiven:
    """Return whether a copy holds. A revocation outweighs a superseding."""
    withdrawal = paper.withdrawals.order_by("reason").first()
    if withdrawal is None:
        return StandingGiven(standing="holds", since=None)
    revoked = withdrawal.reason == WithdrawalReason.REVOKED
    return StandingGiven(standing="revoked" if revoked else "superseded", since=local(withdrawal.at))
