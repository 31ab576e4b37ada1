"""An item as the contract gives it, and as the database keeps it.

What the database keeps is read for as long as a case was opened under it, so a later field has a default.
"""

from typing import Annotated

from pydantic import Field

from hall.catalogue.bundles import BundleGiven
from hall.catalogue.parts import (
    ChineseGiven,
    ContactGiven,
    FeeGiven,
    FormGiven,
    Identifier,
    LookupGiven,
    MaterialGiven,
    ProofGiven,
    PurposeGiven,
    ResultDocumentGiven,
    SpellingGiven,
    TimeLimitsGiven,
)
from hall.catalogue.vocabulary import (
    Applicant,
    ApplicantKind,
    Assurance,
    CaseType,
    ItemKind,
    Need,
    PaperKind,
    Signature,
)
from hall.http.contract_types import BilingualGiven, Given

Code31 = Annotated[str, Field(pattern=r"^[0-9A-Z]{31}$")]


class ItemOutline(Given):
    """What a list, a search and an item's page need."""

    code: Code31
    title: BilingualGiven
    summary: BilingualGiven
    department: BilingualGiven
    department_id: str = ""
    audiences: Annotated[list[Identifier], Field(default_factory=list)]
    aliases: list[str]
    pinyin: str
    initials: str
    alias_pinyin: list[SpellingGiven]
    kind: ItemKind
    case_type: CaseType = CaseType.PROMISED
    needs: list[Need]
    papers: list[PaperKind]
    fee_fen: Annotated[int, Field(ge=0)]
    time_limit: BilingualGiven
    who: BilingualGiven
    bring: BilingualGiven
    legal_basis: list[ChineseGiven]
    purposes: list[PurposeGiven]
    lookups: list[LookupGiven]
    available_here: bool
    elsewhere: BilingualGiven
    assurance: Assurance
    applicants: Annotated[list[Applicant], Field(default_factory=lambda: [Applicant.NATURAL_PERSON])]


class ItemContent(ItemOutline):
    """Everything an item says."""

    applicant_kinds: Annotated[list[ApplicantKind], Field(default_factory=lambda: [ApplicantKind.NATURAL_PERSON])]
    conditions: Annotated[list[BilingualGiven], Field(default_factory=list)]
    time_limits: TimeLimitsGiven | None = None
    visits: Annotated[int, Field(ge=0, le=9)] = 1
    fees: Annotated[list[FeeGiven], Field(default_factory=list)]
    materials: Annotated[list[MaterialGiven], Field(default_factory=list)]
    signature: Signature = Signature.NONE
    results: Annotated[list[ResultDocumentGiven], Field(default_factory=list)]
    steps: Annotated[list[BilingualGiven], Field(default_factory=list)]
    contact: ContactGiven | None = None
    form: FormGiven | None = None
    proof: ProofGiven | None = None


class ItemGiven(ItemOutline):
    """An item on offer."""

    item_id: Identifier
    version: int
    theme_id: Identifier


class ItemDetailGiven(ItemContent):
    """One version of an item with everything it says. `current` is false once another version or none is on offer."""

    item_id: Identifier
    version: int
    theme_id: Identifier
    current: bool


class ThemeGiven(Given):
    """A theme of the home page."""

    theme_id: Identifier
    title: BilingualGiven
    icon: str
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    order: int


class TermGiven(Given):
    """A department or an audience that items name."""

    term_id: Identifier
    title: BilingualGiven


class ItemBriefGiven(Given):
    """An item in a list."""

    item_id: Identifier
    version: int
    theme_id: Identifier
    title: BilingualGiven
    summary: BilingualGiven
    department: BilingualGiven
    department_id: str
    audiences: list[Identifier]
    kind: ItemKind
    case_type: CaseType
    time_limit: BilingualGiven
    fee_fen: int
    available_here: bool


class BundleBriefGiven(Given):
    """A bundle in a list."""

    bundle_id: Identifier
    version: int
    theme_id: Identifier
    title: BilingualGiven
    summary: BilingualGiven
    audiences: list[Identifier]
    time_limit: BilingualGiven
    fee_fen: int
    item_ids: list[Identifier]


class ItemsGiven(Given):
    """A page of items. `bundles` answer the same words and filters; they come with the first page only."""

    total: int
    page: int
    per_page: int
    items: list[ItemBriefGiven]
    bundles: list[BundleBriefGiven]


class BundlesGiven(Given):
    """All bundles on offer."""

    bundles: list[BundleBriefGiven]


class CatalogueGiven(Given):
    """The whole catalogue. `version` is compared for equality only."""

    version: str
    themes: list[ThemeGiven]
    departments: list[TermGiven]
    audiences: list[TermGiven]
    items: list[ItemGiven]
    bundles: list[BundleGiven]
