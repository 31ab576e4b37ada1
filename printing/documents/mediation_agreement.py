"""人民调解协议书: what two or more parties agreed before a mediator, signed on the terminal's pad.

Source: 人民调解法, articles 29 and 30: parties, dispute, what was agreed, how and by when; signatures of parties
and mediator, the committee's seal.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from printing.documents.fields import check_count, check_moment, check_positive, check_text, check_texts
from printing.documents.ink import check_ink, compact_ink
from printing.documents.paper import PaperIssue
from printing.errors import FieldError, FieldRule


@dataclass(frozen=True, slots=True, repr=False)
class InkSignature:
    """A signature: a PNG of strokes in base64, and when it was written. `repr` shows nothing."""

    png_b64: str
    signed_at: datetime

    @staticmethod
    def of(png: bytes, signed_at: datetime) -> "InkSignature":
        """Take a signature as a pad draws it. Raises `FieldError` where it holds none."""
        return InkSignature(compact_ink(png), signed_at)

    def __post_init__(self) -> None:
        """Check the fields."""
        check_ink("png_b64", self.png_b64)
        check_moment("signed_at", self.signed_at)

    def __repr__(self) -> str:
        """The class only."""
        return "InkSignature(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Party:
    """Somebody who agrees. `repr` shows nothing.

    Attributes:
        role: 甲方, 乙方, 丙方.
        name: a person or a firm.
        id_kind, id_number: by which document.
        address: up to three printed lines; may be empty.
        contact: a telephone; may be empty.
        agent: who signs for them, and as what (张样一（委托代理人）); empty where they sign themselves.
        signature: their signature; None prints a line to sign on.
    """

    role: str
    name: str
    id_kind: str
    id_number: str
    address: str = ""
    contact: str = ""
    agent: str = ""
    signature: InkSignature | None = None

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("role", self.role, at_most=6)
        check_text("name", self.name, at_most=80)
        check_text("id_kind", self.id_kind, at_most=20)
        check_text("id_number", self.id_number, at_most=30)
        check_text("address", self.address, at_most=120, required=False)
        check_text("contact", self.contact, at_most=30, required=False)
        check_text("agent", self.agent, at_most=80, required=False)

    def __repr__(self) -> str:
        """The class only."""
        return "Party(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Mediator:
    """Who mediated, and their signature; None prints a line to sign on. `repr` shows nothing."""

    name: str
    signature: InkSignature | None = None

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("name", self.name, at_most=40)

    def __repr__(self) -> str:
        """The class only."""
        return "Mediator(...)"


@dataclass(frozen=True, slots=True, repr=False)
class MediationAgreement:
    """The agreement.

    Attributes:
        parties: two or more, each of its own role.
        mediators: who mediated, the first in the chair.
        dispute: of what kind: 邻里纠纷.
        facts: what it was about, in paragraphs.
        clauses: what was agreed; they are numbered as they are printed.
        performance: how and by when it will be done; may be empty.
        agreed_at: when.
        copies: how many alike there are.
    """

    issue: PaperIssue
    parties: tuple[Party, ...]
    mediators: tuple[Mediator, ...]
    dispute: str
    facts: tuple[str, ...]
    clauses: tuple[str, ...]
    agreed_at: datetime
    performance: str = ""
    copies: int = 3
    title: str = "人民调解协议书"
    subtitle: str = ""

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_count("parties", len(self.parties), least=2, most=12)
        roles = [party.role for party in self.parties]
        if len(set(roles)) < len(roles):
            raise FieldError("parties", FieldRule.PATTERN, "a role of its own for each party")
        check_count("mediators", len(self.mediators), least=1, most=4)
        check_text("dispute", self.dispute, at_most=30)
        check_texts("facts", self.facts, at_most=1200, how_many=20, least=1)
        check_texts("clauses", self.clauses, at_most=1200, how_many=60, least=1)
        check_moment("agreed_at", self.agreed_at)
        check_text("performance", self.performance, at_most=600, required=False)
        check_positive("copies", self.copies)
        check_text("title", self.title, at_most=24)
        check_text("subtitle", self.subtitle, at_most=30, required=False)

    def __repr__(self) -> str:
        """The paper's number and how many parties and clauses."""
        return (
            f"MediationAgreement({self.issue.paper_number}, {len(self.parties)} parties, {len(self.clauses)} clauses)"
        )

    def with_code(self, code: str) -> "MediationAgreement":
        """Return the same agreement with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))
