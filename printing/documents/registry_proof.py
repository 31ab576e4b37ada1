"""A proof of whatever a registry knows: its title, its words, its fields and its tables are all data.

A new proof needs no code: the hall's catalogue says what stands on it. Papers with a layout of their own
(`no_house_proof`, `property_listing`) keep it, because their offices know them so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from printing.documents.fields import check_count, check_moment, check_text, check_texts
from printing.documents.paper import Applicant, PaperIssue
from printing.errors import FieldError, FieldRule

MOST_COLUMNS = 8
MOST_ROWS = 600


@dataclass(frozen=True, slots=True, repr=False)
class ProofFact:
    """A label and what the registry says under it; an empty value is printed as a dash. `repr` shows nothing."""

    label: str
    value: str

    def __post_init__(self) -> None:
        """Check the fields."""
        check_text("label", self.label, at_most=12)
        check_text("value", self.value, at_most=300, required=False)

    def __repr__(self) -> str:
        """The class only."""
        return "ProofFact(...)"


@dataclass(frozen=True, slots=True, repr=False)
class ProofTable:
    """A table that goes on over as many pages as it needs, its head on each. `repr` shows nothing.

    Attributes:
        title: what stands above it; may be empty.
        columns: the heads.
        shares: how wide each column is against the others, for example 1, 3, 2; all alike where it is empty.
        rows: as many cells each as there are columns; an empty cell is printed as a dash.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    shares: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Check the fields, and that every row has every cell."""
        check_text("title", self.title, at_most=40, required=False)
        check_texts("columns", self.columns, at_most=16, how_many=MOST_COLUMNS, least=1)
        check_count("rows", len(self.rows), least=0, most=MOST_ROWS)
        if self.shares and (len(self.shares) != len(self.columns) or min(self.shares) < 1):
            raise FieldError("shares", FieldRule.PATTERN, "one number above 0 for each column, or none at all")
        for number, row in enumerate(self.rows):
            _check_cells(f"rows[{number}]", row, len(self.columns))

    def __repr__(self) -> str:
        """How large it is."""
        return f"ProofTable({len(self.rows)} x {len(self.columns)})"


@dataclass(frozen=True, slots=True, repr=False)
class RegistryProof:
    """A proof of any kind.

    Attributes:
        title: the paper's name: 社会保险参保证明.
        as_of: the moment the registry was asked.
        statement: what is proved, in whole sentences; the applicant's name in it is not marked.
        facts: fields beside the applicant's, two to a row where both are short.
        tables: what has rows.
        scope: where was looked; empty where that says nothing.
        purpose: what the applicant needs it for; empty when not stated.
        words: the last words: 特此证明。
    """

    applicant: Applicant
    issue: PaperIssue
    title: str
    as_of: datetime
    statement: str
    facts: tuple[ProofFact, ...] = ()
    tables: tuple[ProofTable, ...] = ()
    scope: str = ""
    purpose: str = ""
    subtitle: str = ""
    words: str = "特此证明。"

    def __post_init__(self) -> None:
        """Check the fields; the parts have checked themselves."""
        check_text("title", self.title, at_most=24)
        check_moment("as_of", self.as_of)
        check_text("statement", self.statement, at_most=600)
        check_count("facts", len(self.facts), least=0, most=40)
        check_count("tables", len(self.tables), least=0, most=6)
        check_text("scope", self.scope, at_most=80, required=False)
        check_text("purpose", self.purpose, at_most=60, required=False)
        check_text("subtitle", self.subtitle, at_most=30, required=False)
        check_text("words", self.words, at_most=20)

    def __repr__(self) -> str:
        """The paper's number only."""
        return f"RegistryProof({self.issue.paper_number})"

    def with_code(self, code: str) -> "RegistryProof":
        """Return the same proof with its signed code."""
        return replace(self, issue=replace(self.issue, code=code))


def _check_cells(field: str, row: Sequence[str], columns: int) -> None:
    if len(row) != columns:
        raise FieldError(field, FieldRule.PATTERN, f"{columns} cells, one a column")
    for number, cell in enumerate(row):
        check_text(f"{field}[{number}]", cell, at_most=160, required=False)
