"""What may stand in each file. Unknown keys are refused, so that a misspelt one is noticed."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from hall.catalogue.parts import DurationGiven, FieldName, Identifier, PurposeGiven, TimeLimitsGiven
from hall.catalogue.vocabulary import (
    ApplicantKind,
    Assurance,
    Brings,
    Delivery,
    ItemKind,
    Necessity,
    Need,
    PaperKind,
    ResultForm,
    Signature,
    TimeUnit,
    Trust,
)
from hall.http.contract_types import Taken
from hall.registries.ports import RegistryName

Sentence = Annotated[str, Field(min_length=1, max_length=400)]


class Words(Taken):
    """A text in both languages, both written."""

    zh: Sentence
    en: Sentence


class ThemeFile(Words):
    """A theme of vocabulary/themes.toml."""

    icon: str
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class DepartmentFile(Words):
    """A department: its credit code begins its items' codes, its counter is where an item is done otherwise."""

    uscc: Annotated[str, Field(pattern=r"^[0-9A-Z]{18}$")]
    counter: Words


class ContactFile(Taken):
    """How to ask and to complain."""

    ask: Words
    complain: Words


class LookupFile(Taken):
    """A question to a registry; `fields` are what it brings back, by name."""

    registry: RegistryName
    title: Words
    fields: Annotated[dict[FieldName, Words], Field(min_length=1)]
    legal_basis: Sentence


class MaterialWords(Taken):
    """A common material of vocabulary/materials.toml."""

    title: Words
    source: Words
    trust: Trust = Trust.C
    originals: Annotated[int, Field(ge=0, le=9)] = 1
    copies: Annotated[int, Field(ge=0, le=9)] = 0
    licence: Words | None = None
    check: Identifier | None = None
    hint: Words | None = None


class MaterialFile(Taken):
    """A material of an item: a common one by `use`, with what differs here; or one described in place under `id`."""

    use: Identifier | None = None
    id: Identifier | None = None
    title: Words | None = None
    source: Words | None = None
    trust: Trust | None = None
    originals: Annotated[int, Field(ge=0, le=9)] | None = None
    copies: Annotated[int, Field(ge=0, le=9)] | None = None
    licence: Words | None = None
    hint: Words | None = None
    check: Identifier | None = None
    necessity: Necessity | None = None
    when: Words | None = None
    may_follow_days: Annotated[int, Field(ge=1, le=60)] | None = None
    commitment: bool = False


class TimeFile(Taken):
    """The law's limit and the office's own; without `promised` it is done at once."""

    legal: Annotated[int, Field(ge=1, le=3650)] | None = None
    promised: Annotated[int, Field(ge=1, le=3650)] | None = None
    unit: TimeUnit = TimeUnit.WORKING_DAYS
    legal_unit: TimeUnit = TimeUnit.WORKING_DAYS

    def limits(self) -> TimeLimitsGiven:
        """Return both as the contract gives them."""
        return TimeLimitsGiven(
            legal=DurationGiven(amount=self.legal, unit=self.legal_unit) if self.legal else None,
            promised=DurationGiven(amount=self.promised, unit=self.unit) if self.promised else None,
        )


class FeeFile(Taken):
    """One fee in fen; without `amount_fen` it depends, and `note` says on what."""

    title: Words
    basis: Sentence
    amount_fen: Annotated[int, Field(ge=0)] | None = None
    note: Words | None = None


class ResultFile(Taken):
    """What comes out."""

    title: Words
    form: ResultForm
    delivery: Annotated[list[Delivery], Field(min_length=1)]
    valid: Words | None = None


class CheckUse(Taken):
    """A look-up of vocabulary/lookups.toml, with a purpose of the item's own where its title is not enough."""

    check: Identifier
    purpose: Words | None = None


class GroupFile(Taken):
    """Questions under one heading."""

    title: Words
    ask: Annotated[list[str], Field(min_length=1)]


class FormFile(Taken):
    """A form: which fields, in which order; `?` after a name makes it optional.

    Attributes:
        ask, groups: the fields, in one row or under headings.
        fields: fields of the item's own, as JSON Schema.
        when: field -> other field -> the answers with which it is asked at all.
    """

    ask: list[str] = Field(default_factory=list)
    groups: list[GroupFile] = Field(default_factory=list)
    fields: dict[FieldName, dict[str, Any]] = Field(default_factory=dict)
    when: dict[FieldName, dict[FieldName, list[Any]]] = Field(default_factory=dict)


class ProofFile(Taken):
    """A proof: its statement, which fields of which look-up stand on it (``CHECK/FIELD``), and when it holds.

    Attributes:
        brings: look-up -> what it must bring; ``some`` where it is not named.
        says: ``CHECK/FIELD`` -> what that field must say in every row.
    """

    statement: Annotated[str, Field(min_length=1, max_length=600)]
    facts: list[str] = Field(default_factory=list)
    columns: Annotated[list[str], Field(max_length=8)] = Field(default_factory=list)
    brings: dict[str, Brings] = Field(default_factory=dict)
    says: dict[str, Annotated[str, Field(min_length=1, max_length=60)]] = Field(default_factory=dict)
    valid: Words | None = None


def _by_name(key: str) -> BeforeValidator:
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class ItemFile(Taken):
    """An item. Its id is the file's name, its theme the folder's."""

    title: Words
    summary: Words
    aliases: Annotated[list[Annotated[str, Field(min_length=2, max_length=30)]], Field(min_length=1)]
    department: Identifier
    base: Annotated[str, Field(pattern=r"^[0-9A-Z]{12}$")]
    level: Annotated[str, Field(pattern=r"^[1-5]$")] = "3"
    order: Annotated[int, Field(ge=0, le=30_000)] = 1000
    kind: ItemKind
    audiences: list[Identifier] = Field(default_factory=list)
    applicants: Annotated[
        list[ApplicantKind], Field(min_length=1, default_factory=lambda: [ApplicantKind.NATURAL_PERSON])
    ]
    who: Words
    bring: Words | None = None
    conditions: list[Words] = Field(default_factory=list)
    needs: list[Need] = Field(default_factory=lambda: [Need.ANY_SIGN_IN])
    assurance: Assurance = Assurance.SUBSTANTIAL
    papers: list[PaperKind] = Field(default_factory=lambda: [PaperKind.RECEIPT])
    time: TimeFile = TimeFile()
    visits: Annotated[int, Field(ge=0, le=9)] = 0
    fees: list[FeeFile] = Field(default_factory=list)
    legal_basis: Annotated[list[Sentence], Field(min_length=1)]
    purposes: list[PurposeGiven] = Field(default_factory=list)
    checks: list[Annotated[CheckUse, _by_name("check")]] = Field(default_factory=list)
    materials: list[Annotated[MaterialFile, _by_name("use")]] = Field(default_factory=list)
    signature: Signature = Signature.NONE
    results: list[ResultFile] = Field(default_factory=list)
    steps: list[Words] | None = None
    form: FormFile | None = None
    proof: ProofFile | None = None
    available_here: bool = False
    elsewhere: Words | None = None


class MemberFile(Taken):
    """An item of a bundle.

    Attributes:
        when: answers to the bundle's questions with which it belongs to it.
        fields: its field -> the bundle's that asks it: under another name, or in other words.
        given: answers that the bundle settles.
        from_result: its field -> the member before it whose result brings the answer (a company's new code).
    """

    item: Identifier
    when: dict[FieldName, list[Any]] = Field(default_factory=dict)
    fields: dict[FieldName, FieldName] = Field(default_factory=dict)
    given: dict[FieldName, Any] = Field(default_factory=dict)
    from_result: dict[FieldName, Identifier] = Field(default_factory=dict)


class BundleFile(Taken):
    """A bundle. Its id is the file's name. `form` holds what it asks by itself, first; the items' fields follow."""

    title: Words
    summary: Words
    aliases: Annotated[list[Annotated[str, Field(min_length=2, max_length=30)]], Field(min_length=1)]
    theme: Identifier
    order: Annotated[int, Field(ge=0, le=30_000)] = 1000
    audiences: list[Identifier] = Field(default_factory=list)
    who: Words
    members: Annotated[list[Annotated[MemberFile, _by_name("item")]], Field(min_length=2)]
    form: FormFile = Field(default_factory=FormFile)
