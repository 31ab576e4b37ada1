"""The ports: what the hall may ask a registry. Adapters (`sql`, one for a real exchange) answer.

Every port method may raise `RegistryDown`, takes a citizen number in full and is called outside a write transaction,
since a real registry may take seconds. Answers hold personal data, so their `repr` says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol


class RegistryName(Enum):
    """The registries this hall knows how to ask; the value names them in the catalogue, the contract and the trail."""

    POPULATION = "population"
    HOUSEHOLD = "household"
    MARRIAGE = "marriage"
    PROPERTY = "property"
    CONTRACT_FILING = "contract_filing"
    SOCIAL_INSURANCE = "social_insurance"
    MEDICAL_INSURANCE = "medical_insurance"
    HOUSING_FUND = "housing_fund"
    VEHICLE = "vehicle"
    BUSINESS = "business"
    RESIDENCE_PERMIT = "residence_permit"
    EDUCATION = "education"
    DEATH = "death"
    LOW_INCOME = "low_income"
    DISABILITY = "disability"
    SUBSIDY = "subsidy"
    TAX = "tax"
    CRIMINAL_RECORD = "criminal_record"


class RegistryDown(Exception):
    """The registry did not answer, or not in a way that can be used. Asking again is safe."""


class CardState(Enum):
    """What the population registry says of a person's card."""

    VALID = "valid"
    REPORTED_LOST = "reported_lost"
    CANCELLED = "cancelled"


class Sharing(Enum):
    """How a right is held (Civil Code, articles 297 to 299)."""

    SOLE = "sole"
    JOINT = "joint"
    BY_SHARES = "by_shares"


@dataclass(frozen=True, slots=True, repr=False)
class Resident:
    """A person of the population registry.

    Attributes:
        card_valid_until: the current card's last day, None for 长期.
        mobile: the mobile number registered under this name, or "".
    """

    number: str
    name: str
    born: date
    card_state: CardState
    card_valid_until: date | None
    mobile: str = ""

    def __repr__(self) -> str:
        """Nothing of whom."""
        return "Resident(...)"


class Relation(Enum):
    """What a member is to the head of the household (GB/T 4761, reduced)."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdMember:
    """A person of a household book (户口簿)."""

    number: str
    name: str
    born: date
    relation: Relation

    def __repr__(self) -> str:
        """Nothing of whom."""
        return f"HouseholdMember({self.relation.name})"


@dataclass(frozen=True, slots=True, repr=False)
class Firm:
    """A registered firm, named by its unified social credit code (GB 32100)."""

    uscc: str
    name: str

    def __repr__(self) -> str:
        """Nothing of which: it names its legal person."""
        return "Firm(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Holding:
    """One registered right of a person to a property unit.

    Attributes:
        unit_number: 不动产单元号, 28 characters (GB/T 37346).
        right_type_zh, right_type_en: the right in the registry's words.
        area_m2: built area as the registry wrote it, a decimal of square metres.
        share: "1/2" where the right is held by shares, else "".
    """

    unit_number: str
    location: str
    right_type_zh: str
    right_type_en: str
    area_m2: str
    registered_on: date
    sharing: Sharing
    share: str
    certificate_number: str

    def __repr__(self) -> str:
        """Nothing of whom or where."""
        return "Holding(...)"


@dataclass(frozen=True, slots=True)
class Question:
    """What a registry is asked for by the catalogue: the name of the question and the fields that are to come back.

    Attributes:
        check_id: the question's name in the catalogue's vocabulary, for example ``insurance-payments``.
        fields: what it brings back, by the vocabulary's names; more than these is not asked for.
        purpose: what for, in Chinese: a registry that is not the hall's own keeps it with the question.
    """

    registry: RegistryName
    check_id: str
    fields: tuple[str, ...]
    purpose: str


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One row of an answer: a text for each of the question's fields, "" where the registry has nothing to say."""

    values: Mapping[str, str]

    def __repr__(self) -> str:
        """How many fields."""
        return f"Record({len(self.values)} fields)"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer covers, in words for a paper.

    Attributes:
        zh, en: the area.
        searched: the kinds of registration that were looked through, in Chinese.
    """

    zh: str
    en: str
    searched: tuple[str, ...]


class RecordsRegistry(Protocol):
    """A registry that answers the catalogue's questions: what it knows of one person or firm, row by row.

    New items ask new questions without new code. Registries whose answers the hall itself reasons about (who is
    whose child, who owns what) have a port of their own beside this one.
    """

    def records_of(self, question: Question, number: str) -> tuple[Record, ...]:
        """Return every row about `number` (a citizen number or a unified social credit code); none where none is."""
        ...


class PopulationRegistry(Protocol):
    """The public security's register of residents and their cards."""

    def find(self, number: str) -> Resident | None:
        """Return the person with this number, or None."""
        ...

    def find_by_mobile(self, mobile: str) -> Resident | None:
        """Return the person under whose name this mobile number is registered, or None."""
        ...


class HouseholdRegistry(Protocol):
    """The register of households."""

    def household_of(self, number: str) -> tuple[HouseholdMember, ...]:
        """Return everybody in the person's household book, the person too; nobody where there is none."""
        ...


class BusinessRegistry(Protocol):
    """The market authority's register of firms."""

    def firms_of(self, number: str) -> tuple[Firm, ...]:
        """Return the firms in business whose legal person this is, by code."""
        ...


class PropertyRegistry(Protocol):
    """The register of real property."""

    def scope(self) -> Scope:
        """Return what an answer covers."""
        ...

    def holdings_of(self, number: str) -> tuple[Holding, ...]:
        """Return the person's rights in force, oldest first."""
        ...
