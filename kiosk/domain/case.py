"""A case at the hall, what it found, and the paper it gives."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from kiosk.domain.text import Bilingual


class ResultKind(Enum):
    """What the look-ups found: of property in its own words, of anything else in the catalogue's."""

    NO_HOUSE = "no_house"
    PROPERTY_LISTING = "property_listing"
    REGISTRY_ANSWER = "registry_answer"


@dataclass(frozen=True, slots=True, repr=False)
class PropertyRecord:
    """One registered right. `area_m2` is a decimal as the registry wrote it."""

    unit_number: str
    location: str
    right_type: Bilingual
    area_m2: str
    registered_on: str
    shared: Bilingual
    certificate_number: str

    def __repr__(self) -> str:
        """Nothing: a person's property is personal data."""
        return "PropertyRecord(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What one look-up brought: in each row a text for each of `fields`, "" where the registry says nothing."""

    title: Bilingual
    fields: tuple[Bilingual, ...]
    rows: tuple[tuple[str, ...], ...]

    def __repr__(self) -> str:
        """How much."""
        return f"Answer({len(self.rows)} x {len(self.fields)})"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What the registries answered, as of when, over which area.

    Attributes:
        printable: whether the hall can issue a paper on it.
    """

    kind: ResultKind
    as_of: datetime
    scope: Bilingual
    records: tuple[PropertyRecord, ...] = field(repr=False)
    answers: tuple[Answer, ...] = ()
    printable: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `number` with `verifier` opens its progress to whoever holds the receipt.

    Attributes:
        receipt_code: text of the code for its receipts, signed by the hall.
    """

    case_id: str
    number: str
    verifier: str = field(repr=False)
    item_id: str
    receipt_code: str = field(repr=False)
    result: CaseResult


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the hall issued and signed, ready to be fetched.

    Attributes:
        sha256: of the PDF, hexadecimal; what arrives is held against it before it is printed.
        code: text of the code on it.
    """

    paper_id: str
    number: str
    copy_number: int
    pages: int
    size_bytes: int
    sha256: str
    code: str = field(repr=False)
    title: Bilingual
    issued_at: datetime


class PaperFate(Enum):
    """What became of a paper that came out, by what its citizen did: no terminal sees a hand. Names its evidence."""

    HAS_IT = "citizen_has_it"
    LEFT = "citizen_left"
    SPOILED = "citizen_says_spoiled"
