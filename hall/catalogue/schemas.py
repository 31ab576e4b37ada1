"""An item as the contract gives it, and as the database keeps it."""

from enum import Enum
from typing import Annotated

from pydantic import Field

from hall.http.contract_types import BilingualGiven, Given

Code31 = Annotated[str, Field(pattern=r"^[0-9A-Z]{31}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,59}$")]


class ItemKind(Enum):
    """What happens when the item is done: which steps the hall takes by itself."""

    PROPERTY_PROOF = "property_proof"
    GUIDANCE = "guidance"


class Need(Enum):
    """What the citizen must show."""

    ID_CARD = "id_card"
    ANY_SIGN_IN = "any_sign_in"


class PaperKind(Enum):
    """What comes out of the terminal."""

    A4 = "a4"
    RECEIPT = "receipt"


class Assurance(Enum):
    """How sure the hall must be of the person; a higher level meets a lower one (`hall.identity.assurance`)."""

    BASIC = "basic"
    SUBSTANTIAL = "substantial"
    HIGH = "high"


class Applicant(Enum):
    """For whom an item may be done (domain.md 3, reduced to what a terminal meets)."""

    NATURAL_PERSON = "natural_person"
    FIRM = "firm"


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


class LookupGiven(Given):
    """One question to a registry: shown to the citizen before it is asked, and consented to by itself."""

    registry: str
    title: BilingualGiven
    fields: list[BilingualGiven]
    purpose: BilingualGiven
    legal_basis: ChineseGiven


class ItemContent(Given):
    """Everything an item says."""

    code: Code31
    title: BilingualGiven
    summary: BilingualGiven
    department: BilingualGiven
    aliases: list[str]
    pinyin: str
    initials: str
    alias_pinyin: list[SpellingGiven]
    kind: ItemKind
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


class ItemGiven(ItemContent):
    """An item on offer."""

    item_id: Identifier
    version: int
    theme_id: Identifier


class ThemeGiven(Given):
    """A theme of the home page."""

    theme_id: Identifier
    title: BilingualGiven
    icon: str
    accent: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    order: int


class CatalogueGiven(Given):
    """The whole catalogue. `version` is compared for equality only."""

    version: str
    themes: list[ThemeGiven]
    items: list[ItemGiven]
