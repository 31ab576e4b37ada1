"""不动产登记信息查询结果: what is registered in the applicant's name at the moment of the look-up."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from printing.documents.fields import check_area, check_count, check_moment, check_text
from printing.documents.paper import Applicant, PaperIssue


@dataclass(frozen=True, slots=True, repr=False)
class PropertyRecord:
    """One registered right. Empty texts are printed as a dash. `repr` shows nothing.

    Attributes:
        unit_number: 不动产单元号, 28 characters, usually in groups.
        location: 坐落, up to three printed lines.
        right_type: 权利类型, for example 国有建设用地使用权/房屋所有权.
        area_m2: decimal square metres as text, for example ``89.52``.
        registered_on: 登记日期.
        shared: 共有情况, for example 单独所有.
        certificate_number: 不动产权证号.
    """

    unit_number: str
    location: str
    right_type: str
    area_m2: str
    registered_on: date | None
    shared: str
    certificate_number: str

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("unit_number", self.unit_number, at_most=40, required=False)
        check_text("location", self.location, at_most=120)
        check_text("right_type", self.right_type, at_most=40, required=False)
        check_area("area_m2", self.area_m2)
        check_text("shared", self.shared, at_most=30, required=False)
        check_text("certificate_number", self.certificate_number, at_most=60, required=False)

    def __repr__(self) -> str:
        """The class only."""
        return "PropertyRecord(...)"


@dataclass(frozen=True, slots=True, repr=False)
class PropertyListing:
    """A listing of at least one right; the table goes on over as many pages as it needs. No right: `NoHouseProof`.

    Attributes:
        as_of: the moment the registry was asked.
        scope: where was looked.
        purpose: what the applicant needs it for; empty when not stated.
    """

    applicant: Applicant
    issue: PaperIssue
    as_of: datetime
    scope: str
    records: tuple[PropertyRecord, ...]
    purpose: str = ""
    title: str = "不动产登记信息查询结果"
    subtitle: str = ""

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_moment("as_of", self.as_of)
        check_text("scope", self.scope, at_most=80)
        check_text("purpose", self.purpose, at_most=60, required=False)
        check_text("title", self.title, at_most=24)
        check_text("subtitle", self.subtitle, at_most=30, required=False)
        check_count("records", len(self.records), least=1, most=500)

    def __repr__(self) -> str:
        """The paper's number and how many records."""
        return f"PropertyListing({self.issue.paper_number}, {len(self.records)} records)"

    def with_code(self, code: str) -> "PropertyListing":
        """Return the same listing with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))
