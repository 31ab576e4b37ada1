"""What became of a print, as it is known at the terminal. May come after the citizen has gone, and more than once."""

from uuid import UUID

from django.utils import timezone

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.access import case_of_terminal
from hall.idempotency.once import Done
from hall.papers.models import FoundBy, Paper, PrintOutcome, PrintReport
from hall.papers.schemas import NothingGiven, PrintReportTaken
from hall.problems.errors import PaperUnknown
from hall.terminals.models import Terminal


def find_paper(terminal: Terminal, case_id: UUID, body: PrintReportTaken) -> Paper:
    """Return the paper the report is about. Raises `CaseUnknown`, `PaperUnknown`."""
    case = case_of_terminal(case_id, terminal)
    paper = Paper.objects.filter(paper_id=body.paper_id, case=case).defer("document").select_related("case").first()
    if paper is None:
        raise PaperUnknown
    return paper


def take_report(terminal: Terminal, paper: Paper, body: PrintReportTaken) -> Done:
    """Add the report. Runs inside the transaction."""
    PrintReport.objects.create(
        paper=paper,
        terminal=terminal,
        outcome=body.outcome,
        found_by=body.found_by,
        evidence=body.evidence,
        sheets=body.sheets,
        reported_at=body.reported_at,
        received_at=timezone.now(),
    )
    record(
        AuditEntry(
            AuditAction.PRINT_REPORTED,
            actor=terminal.name,
            outcome=body.outcome,
            subject=paper.case.person,
            detail={
                "paper": paper.paper_number,
                "copy": paper.copy_number,
                "sheets": body.sheets,
                "found_by": body.found_by,
            },
        )
    )
    return Done(201, NothingGiven())


def bear_out(paper: Paper, outcome: PrintOutcome) -> bool:
    """Return whether the reports on this copy settle that its print ended so.

    They may arrive in any order, so none is held to be the last: staff's word settles it, and without that only
    printers that all say the same.
    """
    reports = PrintReport.objects.filter(paper=paper)
    if reports.filter(outcome=outcome, found_by=FoundBy.STAFF).exists():
        return True
    return outcome == PrintOutcome.NOT_PRINTED and reports.exists() and not reports.exclude(outcome=outcome).exists()
