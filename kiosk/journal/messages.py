"""What the outbox carries to the hall: typed, so that nothing about a person fits in."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, assert_never

from kiosk.domain.rating import RatingLevel
from kiosk.journal.errors import JournalDamaged
from kiosk.journal.vocabulary import code, identifier


class PrintFound(Enum):
    """How a print ended, as the hall is told."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"
    SPOILED = "spoiled"


class FoundBy(Enum):
    """Who says so."""

    PRINTER = "printer"
    CITIZEN = "citizen"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class PrintReport:
    """How the print of a paper ended.

    Attributes:
        found_by: who says so; only staff settle what nobody saw.
        evidence: what the claim rests on; for the other two, the code of why.
        sheets: sheets known to have been printed.
        reported_at: when the terminal knew (aware).
    """

    case_id: str
    paper_id: str
    found: PrintFound
    evidence: str
    sheets: int
    reported_at: datetime
    found_by: FoundBy = FoundBy.PRINTER


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """The citizen's rating of a case. No comment: a terminal takes no free text for it."""

    case_id: str
    level: RatingLevel


Message = PrintReport | RatingGiven


class MessageKind(Enum):
    """Kinds of message; the value is in the outbox."""

    PRINT_REPORT = "print_report"
    RATING = "rating"


def kind_of(message: Message) -> MessageKind:
    """Return the kind."""
    match message:
        case PrintReport():
            return MessageKind.PRINT_REPORT
        case RatingGiven():
            return MessageKind.RATING
        case _:
            assert_never(message)


def to_text(message: Message) -> str:
    """Return the message as JSON, the same text for the same message.

    Raises:
        NotAnIdentifier: an id in it is none.
    """
    body: dict[str, object]
    match message:
        case PrintReport():
            body = {
                "case_id": identifier("case_id", message.case_id),
                "paper_id": identifier("paper_id", message.paper_id),
                "found": message.found.value,
                "found_by": message.found_by.value,
                "evidence": code(message.evidence),
                "sheets": message.sheets,
                "reported_at": message.reported_at.isoformat(),
            }
        case RatingGiven():
            body = {"case_id": identifier("case_id", message.case_id), "level": message.level.value}
        case _:
            assert_never(message)
    return json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def from_text(kind: str, text: str) -> Message:
    """Read a message back.

    Raises:
        JournalDamaged: it is none that `to_text` wrote.
    """
    try:
        body: dict[str, Any] = json.loads(text)
        match MessageKind(kind):
            case MessageKind.PRINT_REPORT:
                return PrintReport(
                    case_id=identifier("case_id", body["case_id"]),
                    paper_id=identifier("paper_id", body["paper_id"]),
                    found=PrintFound(body["found"]),
                    evidence=code(body["evidence"]),
                    sheets=int(body["sheets"]),
                    reported_at=datetime.fromisoformat(body["reported_at"]),
                    # What an earlier version wrote was always the printer's.
                    found_by=FoundBy(body.get("found_by", FoundBy.PRINTER.value)),
                )
            case MessageKind.RATING:
                return RatingGiven(case_id=identifier("case_id", body["case_id"]), level=RatingLevel(body["level"]))
            case never:
                assert_never(never)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JournalDamaged(f"message:{type(error).__name__}") from error
