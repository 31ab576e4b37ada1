"""收件回执: what an authority took in, when, and when it will be done. On A4 under a seal, or on a roll.

Source: 行政许可法, article 32: a written document with the authority's seal and the date.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from printing.documents.fields import check_count, check_masked, check_moment, check_positive, check_text
from printing.documents.moments import CHINA
from printing.documents.paper import Applicant, PaperIssue
from printing.errors import FieldError, FieldRule

MOST_MATERIALS = 300


@dataclass(frozen=True, slots=True)
class Material:
    """One thing that was handed in, or is still missing.

    Attributes:
        name: 身份证明.
        form: 原件, 复印件, 电子; may be empty.
        copies: how many.
        missing: whether it has still to be handed in.
    """

    name: str
    form: str = ""
    copies: int = 1
    missing: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("name", self.name, at_most=80)
        check_text("form", self.form, at_most=12, required=False)
        check_positive("copies", self.copies)


@dataclass(frozen=True, slots=True, repr=False)
class ApplicationReceipt:
    """The receipt for an application. A4 names the applicant in full, for offices; a roll names nobody in full.

    Attributes:
        masked_name, masked_number: how the roll names the applicant: 张*, 430***********0014; empty names nobody.
        item: what was applied for.
        department: who decides.
        received_at: when it was taken in.
        materials: what was handed in, in the order of the item's list, and what is missing.
        time_limit: 办结时限, in words: 承诺5个工作日; empty where the item has none.
        promised_on: the day it will be done by, or None.
        fee: what it costs, in words; empty prints a dash.
        collection: how the result is collected: 窗口领取; empty prints a dash.
        help_line: where to ask.
    """

    applicant: Applicant
    issue: PaperIssue
    item: str
    department: str
    received_at: datetime
    materials: tuple[Material, ...]
    masked_name: str = ""
    masked_number: str = ""
    time_limit: str = ""
    promised_on: date | None = None
    fee: str = ""
    collection: str = ""
    help_line: str = "12345"
    title: str = "收件回执"
    subtitle: str = ""

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_text("item", self.item, at_most=80)
        check_text("department", self.department, at_most=40)
        check_moment("received_at", self.received_at)
        check_count("materials", len(self.materials), least=1, most=MOST_MATERIALS)
        check_masked("masked_name", self.masked_name, at_most=80)
        check_masked("masked_number", self.masked_number, at_most=30)
        check_text("time_limit", self.time_limit, at_most=30, required=False)
        if self.promised_on is not None and self.promised_on < self.received_at.astimezone(CHINA).date():
            raise FieldError("promised_on", FieldRule.ORDER, "not before the day it was taken in")
        check_text("fee", self.fee, at_most=30, required=False)
        check_text("collection", self.collection, at_most=40, required=False)
        check_text("help_line", self.help_line, at_most=30, required=False)
        check_text("title", self.title, at_most=10)
        check_text("subtitle", self.subtitle, at_most=30, required=False)

    @property
    def missing(self) -> tuple[Material, ...]:
        """What has still to be handed in."""
        return tuple(material for material in self.materials if material.missing)

    @property
    def received(self) -> tuple[Material, ...]:
        """What was handed in."""
        return tuple(material for material in self.materials if not material.missing)

    def __repr__(self) -> str:
        """The paper's number and how many materials."""
        return f"ApplicationReceipt({self.issue.paper_number}, {len(self.materials)} materials)"

    def with_code(self, code: str) -> "ApplicationReceipt":
        """Return the same receipt with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))
