"""办件回执: what a citizen takes away besides the paper, on 80 mm or 58 mm. It names nobody in full."""

from dataclasses import dataclass, replace
from datetime import datetime

from printing.documents.fields import (
    check_count,
    check_masked,
    check_moment,
    check_number,
    check_positive,
    check_text,
    check_texts,
    check_verifier,
)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """A paper that was issued in this case: its title, its number and how many sheets came out."""

    title: str
    paper_number: str
    sheets: int

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("title", self.title, at_most=40)
        check_number("paper_number", self.paper_number)
        check_positive("sheets", self.sheets)


@dataclass(frozen=True, slots=True, repr=False)
class ServiceReceipt:
    """The receipt of one case. No identity number, no name beyond its mask, neither printed nor in the code.

    Attributes:
        hall: the hall's name, at the head.
        item: what was asked for.
        case_number: the case.
        verifier: the short code that with the case number shows how far the case is.
        state: how far it is now, in the hall's words: 已办结.
        accepted_at: when the case was taken in.
        terminal_id: which terminal.
        code: the hall's signed code: case number, verifier, moment; at most what a version 10 code holds.
        masked_name, masked_number: 张*, 430***********0014; empty after a sign-in that names nobody.
        time_limit: 办结时限; empty when there is none to wait for.
        fee: what it cost, in words; empty prints nothing.
        papers: what was printed.
        help_line: where to ask.
        notes: what else to say at the foot.
        copy_number: 1 for the first; above 1 the receipt says 补打.
        specimen: whether this is a sample (样张).
    """

    hall: str
    item: str
    case_number: str
    verifier: str
    state: str
    accepted_at: datetime
    terminal_id: str
    code: str
    masked_name: str = ""
    masked_number: str = ""
    time_limit: str = ""
    fee: str = ""
    papers: tuple[ReceiptPaper, ...] = ()
    help_line: str = "12345"
    notes: tuple[str, ...] = ()
    title: str = "办件回执"
    copy_number: int = 1
    specimen: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("hall", self.hall, at_most=40)
        check_text("item", self.item, at_most=80)
        check_number("case_number", self.case_number)
        check_verifier("verifier", self.verifier)
        check_text("state", self.state, at_most=20)
        check_moment("accepted_at", self.accepted_at)
        check_text("terminal_id", self.terminal_id, at_most=30)
        check_text("code", self.code, at_most=400)
        check_masked("masked_name", self.masked_name, at_most=80)
        check_masked("masked_number", self.masked_number, at_most=30)
        check_text("time_limit", self.time_limit, at_most=30, required=False)
        check_text("fee", self.fee, at_most=30, required=False)
        check_count("papers", len(self.papers), least=0, most=8)
        check_text("help_line", self.help_line, at_most=30, required=False)
        check_texts("notes", self.notes, at_most=80, how_many=3)
        check_text("title", self.title, at_most=10)
        check_positive("copy_number", self.copy_number)

    def __repr__(self) -> str:
        """The case's number only."""
        return f"ServiceReceipt({self.case_number})"

    def with_code(self, code: str) -> "ServiceReceipt":
        """Return the same receipt with another code."""
        return replace(self, code=code)
