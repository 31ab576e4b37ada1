"""Issue a paper: take a number, draw and sign (slow, outside the transaction), then write paper and case together."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from hall.audit.models import AuditAction
from hall.audit.trail import AuditEntry, record
from hall.cases.models import Case
from hall.cases.moving import move
from hall.cases.numbering import check_character
from hall.cases.schemas import CaseResultGiven
from hall.cases.states import Move
from hall.idempotency.once import Done
from hall.papers.models import Paper, PaperSerial
from hall.papers.showing import paper_given
from hall.papers.signing_keys import SigningKey, signing_keys
from hall.problems.errors import NothingToProve, OriginalAlreadyIssued
from hall.profile.models import hall_profile
from hall.project.hall_time import now
from hall.project.writing import write_transaction
from hall.terminals.models import Terminal

if TYPE_CHECKING:
    from hall.papers.drawing import Drawn

ORIGINAL: Final = 1


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper drawn and signed, not yet issued."""

    number: str
    copy_number: int
    issued_at: datetime
    key: SigningKey
    drawn: "Drawn"


def prepare(case: Case) -> Ready:
    """Take a number for `case`'s original, draw the paper and sign it.

    The number is spent even if the paper is not issued after all: numbers have gaps, but never two papers.

    Raises:
        OriginalAlreadyIssued: the case has its original.
        NothingToProve, PaperNotPrintable: see there.
    """
    from hall.papers.drawing import draw  # noqa: PLC0415 - brings the fonts: not while the hall starts

    _refuse_second_original(case)
    if not CaseResultGiven.model_validate(case.result).printable:
        raise NothingToProve
    moment, key = now(), signing_keys().active()
    number = _next_number(moment)
    drawn = draw(case, number=number, copy_number=ORIGINAL, issued_at=moment, key=key)
    return Ready(number, ORIGINAL, moment, key, drawn)


def issue(terminal: Terminal, case: Case, ready: Ready) -> Done:
    """Write the paper and complete the case. Runs inside the transaction.

    Raises:
        OriginalAlreadyIssued: somebody else issued it since `prepare`.
        CaseStateConflict: the case can no longer have a result.
    """
    _refuse_second_original(case)
    drawn = ready.drawn
    paper = write_paper(case, ready)
    move(case, Move.ISSUE_RESULT, actor=terminal.name)
    record(
        AuditEntry(
            AuditAction.PAPER_ISSUED,
            actor=terminal.name,
            outcome="original",
            subject=case.person,
            detail={"case": case.case_number, "paper": ready.number, "kid": ready.key.kid, "sha256": drawn.sha256},
        )
    )
    return Done(201, paper_given(paper))


def write_paper(case: Case, ready: Ready) -> Paper:
    """Write a copy that has been drawn. Runs inside the transaction."""
    drawn = ready.drawn
    return Paper.objects.create(
        case=case,
        paper_number=ready.number,
        copy_number=ready.copy_number,
        kind=drawn.kind,
        title_zh=drawn.title_zh,
        title_en=drawn.title_en,
        kid=ready.key.kid,
        code=drawn.code,
        document=drawn.pdf,
        sha256=drawn.sha256,
        size_bytes=len(drawn.pdf),
        pages=drawn.pages,
        issued_at=ready.issued_at,
    )


def _refuse_second_original(case: Case) -> None:
    if Paper.objects.filter(case_id=case.pk, copy_number=ORIGINAL).exists():
        raise OriginalAlreadyIssued


def _next_number(moment: datetime) -> str:
    """Return a fresh paper number: area (6 digits), year (4), serial of the year (8), check character."""
    with write_transaction():
        serial, _ = PaperSerial.objects.select_for_update().get_or_create(year=moment.year, defaults={"last": 0})
        serial.last += 1
        serial.save(update_fields=["last"])
    body = f"{hall_profile().area_code}{moment.year}{serial.last:08d}"
    return body + check_character(body)
