"""What every issued paper carries: who applied, and who issued what, when, under which number and seal."""

from dataclasses import dataclass
from datetime import date, datetime

from printing.documents.fields import (
    check_moment,
    check_number,
    check_positive,
    check_text,
    check_texts,
    check_verifier,
)
from printing.documents.moments import CHINA
from printing.errors import FieldError, FieldRule


@dataclass(frozen=True, slots=True, repr=False)
class Applicant:
    """The person the paper is about. `repr` shows nothing of them.

    Attributes:
        name: as on the identity document; long names with middle dots are fine.
        id_kind: which document, for example 居民身份证.
        id_number: in full: the office that gets the paper compares it.
    """

    name: str
    id_kind: str
    id_number: str

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("name", self.name, at_most=80)
        check_text("id_kind", self.id_kind, at_most=20)
        check_text("id_number", self.id_number, at_most=30)

    def __repr__(self) -> str:
        """The class only."""
        return "Applicant(...)"


@dataclass(frozen=True, slots=True)
class Seal:
    """The issuer's seal: what it is for (查询专用章) and its registered code, which may be empty."""

    purpose: str
    code: str = ""

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("purpose", self.purpose, at_most=14)
        check_text("code", self.code, at_most=18, required=False)


@dataclass(frozen=True, slots=True, repr=False)
class PaperIssue:
    """The act of issuing.

    Attributes:
        paper_number: the paper's own number, unique at the issuer.
        case_number: the case it came from.
        verifier: the short code a person types to ask about the case.
        organisation: who issues, and whose name is around the seal.
        hall: where it was issued.
        terminal_id: by which terminal.
        issued_at: when, with its offset.
        seal: the seal laid over issuer and date.
        copy_number: 1 for the original; above 1 the paper says 补打.
        valid_until: last day of validity, or None when the law sets none.
        legal_basis: titles of the rules it rests on, with their marks: 《不动产登记暂行条例》.
        notes: what the issuer wants said at the foot, beside how to verify.
        code: the text of the code (`authenticity.sign_claim`); empty until it is signed, and then required.
        specimen: whether this is a sample (样张) and no valid paper.
    """

    paper_number: str
    case_number: str
    verifier: str
    organisation: str
    hall: str
    terminal_id: str
    issued_at: datetime
    seal: Seal
    copy_number: int = 1
    valid_until: date | None = None
    legal_basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""
    specimen: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        check_number("paper_number", self.paper_number)
        check_number("case_number", self.case_number)
        check_verifier("verifier", self.verifier)
        check_text("organisation", self.organisation, at_most=40)
        check_text("hall", self.hall, at_most=40)
        check_text("terminal_id", self.terminal_id, at_most=30)
        check_moment("issued_at", self.issued_at)
        check_positive("copy_number", self.copy_number)
        if self.valid_until is not None and self.valid_until < self.issued_at.astimezone(CHINA).date():
            raise FieldError("valid_until", FieldRule.ORDER, "not before the day of issue")
        check_texts("legal_basis", self.legal_basis, at_most=80, how_many=6)
        check_texts("notes", self.notes, at_most=120, how_many=3)
        check_text("code", self.code, at_most=400, required=False)

    @property
    def signed_code(self) -> str:
        """The code, without which no paper is laid out.

        Raises:
            FieldError: there is none yet.
        """
        if not self.code:
            raise FieldError("issue.code", FieldRule.NOT_EMPTY, "sign_claim gives it")
        return self.code

    def __repr__(self) -> str:
        """The paper's number, which is no personal data."""
        return f"PaperIssue({self.paper_number}, copy {self.copy_number})"
