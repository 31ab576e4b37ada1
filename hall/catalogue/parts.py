"""The parts of an item: time limits, materials, fees, look-ups, results, form, proof."""

from typing import Annotated, Any

from pydantic import Field

from hall.catalogue.vocabulary import (
    Brings,
    Delivery,
    Necessity,
    ResultForm,
    TimeUnit,
    Trust,
)
from hall.http.contract_types import BilingualGiven, Given
from hall.registries.ports import RegistryName

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class SpellingGiven(Given):
    """How a title or alias is typed."""

    pinyin: str
    initials: str


class ChineseGiven(Given):
    """A text that is quoted in Chinese only."""

    zh: str


class PurposeGiven(Given):
    """What a citizen may want the item for."""

    purpose_id: Identifier
    title: BilingualGiven


class LookupFieldGiven(BilingualGiven):
    """One field that a look-up brings back; proofs name it by `field_id`."""

    field_id: str = ""


class LookupGiven(Given):
    """One question to a registry: shown to the citizen before it is asked, and consented to by itself.

    `check_id` names the question in the catalogue's vocabulary; materials and proofs refer to it.
    """

    check_id: str = ""
    registry: RegistryName
    title: BilingualGiven
    fields: list[LookupFieldGiven]
    purpose: BilingualGiven
    legal_basis: ChineseGiven


class DurationGiven(Given):
    """A span that is counted as the law counts it."""

    amount: Annotated[int, Field(ge=1, le=3650)]
    unit: TimeUnit


class TimeLimitsGiven(Given):
    """`legal` is the law's, null where it names none; `promised` the office's own, null where it is done at once."""

    legal: DurationGiven | None
    promised: DurationGiven | None


class FeeGiven(Given):
    """One fee. `amount_fen` is null where it depends on what is applied for; `note` says how it is worked out."""

    title: BilingualGiven
    amount_fen: Annotated[int, Field(ge=0)] | None
    basis: ChineseGiven
    note: BilingualGiven | None = None


class MaterialGiven(Given):
    """One material.

    `check_id` names the look-up that replaces it: then nobody has to bring it. `may_follow_days` is how many working
    days it may come later (容缺), null where it may not. `commitment` says that a signed commitment stands for it.
    """

    material_id: Identifier
    title: BilingualGiven
    source: BilingualGiven
    trust: Trust
    necessity: Necessity
    when: BilingualGiven | None = None
    originals: Annotated[int, Field(ge=0, le=9)]
    copies: Annotated[int, Field(ge=0, le=9)]
    check_id: str | None = None
    licence: BilingualGiven | None = None
    may_follow_days: Annotated[int, Field(ge=1, le=60)] | None = None
    commitment: bool = False
    hint: BilingualGiven | None = None


class ResultDocumentGiven(Given):
    """What comes out in the end. `valid` says for how long, null where that has no end."""

    title: BilingualGiven
    form: ResultForm
    delivery: Annotated[list[Delivery], Field(min_length=1)]
    valid: BilingualGiven | None = None


class ContactGiven(Given):
    """How to ask and how to complain."""

    ask: BilingualGiven
    complain: BilingualGiven


class FormGiven(Given):
    """What the applicant is asked: JSON Schema 2020-12, and how to lay it out in the JSON Forms subset.

    A schema's annotations: `x-en` the English of its `title`; `x-help` and `x-help-en` a hint; `x-from` what the hall
    fills in; `x-sensitive` masked once it has been typed.
    """

    data_schema: dict[str, Any]
    ui_schema: dict[str, Any]


class ProofFactGiven(Given):
    """A label of the paper and where its value comes from: `CHECK/FIELD`."""

    label: str
    source: str


class ProofConditionGiven(Given):
    """What a look-up must bring for the proof to hold."""

    check_id: str
    brings: Brings


class ProofValueGiven(Given):
    """What a field must say, in every row, for the proof to hold. `source` as in `ProofFactGiven`."""

    source: str
    value: str


class ProofGiven(Given):
    """What stands on a proof (`printing.documents.registry_proof`); braces in `statement` name the applicant or a day.

    `columns` are the table's heads, empty where the look-up brings one row, which `facts` show. The paper is issued
    where every condition holds; a look-up that none names must bring something.
    """

    title: str
    statement: str
    facts: list[ProofFactGiven]
    columns: list[ProofFactGiven]
    conditions: Annotated[list[ProofConditionGiven], Field(default_factory=list)]
    values: Annotated[list[ProofValueGiven], Field(default_factory=list)]
    valid: BilingualGiven | None = None
