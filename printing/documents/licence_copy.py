"""电子证照打印件: an electronic licence as it stands in the licence library, printed, with where its original is.

Source: GB/T 36903-2018 (the identifier of an electronic licence), GB/T 36904-2018 (what its record holds).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from printing.documents.fields import check_count, check_moment, check_text
from printing.documents.moments import CHINA
from printing.documents.paper import Applicant, PaperIssue
from printing.documents.registry_proof import ProofFact
from printing.errors import FieldError, FieldRule


@dataclass(frozen=True, slots=True, repr=False)
class LicenceCopy:
    """A print of an electronic licence. It proves that the library held the licence so, and replaces no original.

    Attributes:
        applicant: who asked for the print, which need not be the holder.
        licence_name: what the licence is called: 营业执照.
        licence_identifier: its identifier in the library; empty where the library gives none.
        licence_number: the number on it.
        holder: whose it is.
        authority: who issued the licence.
        issued_on: when.
        valid_until: its last day, or None where it has no end.
        state: how it stands: 有效.
        as_of: the moment the library was asked.
        facts: what else stands on the licence.
        purpose: what the print is for; empty when not stated.
    """

    applicant: Applicant
    issue: PaperIssue
    licence_name: str
    licence_number: str
    holder: str
    authority: str
    issued_on: date
    as_of: datetime
    licence_identifier: str = ""
    valid_until: date | None = None
    state: str = "有效"
    facts: tuple[ProofFact, ...] = ()
    purpose: str = ""
    title: str = "电子证照打印件"
    subtitle: str = ""

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_text("licence_name", self.licence_name, at_most=30)
        check_text("licence_number", self.licence_number, at_most=60)
        check_text("holder", self.holder, at_most=80)
        check_text("authority", self.authority, at_most=60)
        check_moment("as_of", self.as_of)
        if self.issued_on > self.as_of.astimezone(CHINA).date():
            raise FieldError("issued_on", FieldRule.PATTERN, "no later than the day the library was asked")
        check_text("licence_identifier", self.licence_identifier, at_most=80, required=False)
        if self.valid_until is not None and self.valid_until < self.issued_on:
            raise FieldError("valid_until", FieldRule.ORDER, "not before the day the licence was issued")
        check_text("state", self.state, at_most=12)
        check_count("facts", len(self.facts), least=0, most=24)
        check_text("purpose", self.purpose, at_most=60, required=False)
        check_text("title", self.title, at_most=24)
        check_text("subtitle", self.subtitle, at_most=30, required=False)

    def __repr__(self) -> str:
        """The paper's number only."""
        return f"LicenceCopy({self.issue.paper_number})"

    def with_code(self, code: str) -> "LicenceCopy":
        """Return the same print with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))
