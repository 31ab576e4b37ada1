"""不动产登记信息查询证明: nothing is registered in the applicant's name at the moment of the look-up."""

from dataclasses import dataclass, replace
from datetime import datetime

from printing.documents.fields import check_moment, check_text, check_texts
from printing.documents.paper import Applicant, PaperIssue


@dataclass(frozen=True, slots=True, repr=False)
class NoHouseProof:
    """A proof that the registry held no house of the applicant.

    Attributes:
        as_of: the moment the registry was asked.
        scope: where was looked, for example 云江市（含四区二县）.
        searched: what was looked for, one line of the result each: 房屋所有权登记, 房屋预告登记.
        purpose: what the applicant needs it for; empty when not stated.
        title: the paper's name.
        subtitle: what it amounts to, under the title.
    """

    applicant: Applicant
    issue: PaperIssue
    as_of: datetime
    scope: str
    searched: tuple[str, ...]
    purpose: str = ""
    title: str = "不动产登记信息查询证明"
    subtitle: str = "无房屋登记信息"

    def __post_init__(self) -> None:
        """Check the fields; those of `applicant` and `issue` have checked themselves."""
        check_moment("as_of", self.as_of)
        check_text("scope", self.scope, at_most=80)
        check_texts("searched", self.searched, at_most=40, how_many=8, least=1)
        check_text("purpose", self.purpose, at_most=60, required=False)
        check_text("title", self.title, at_most=24)
        check_text("subtitle", self.subtitle, at_most=30, required=False)

    def __repr__(self) -> str:
        """The paper's number only."""
        return f"NoHouseProof({self.issue.paper_number})"

    def with_code(self, code: str) -> "NoHouseProof":
        """Return the same proof with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))
