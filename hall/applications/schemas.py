"""Bodies of applications."""

from enum import Enum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hall.catalogue.parts import FieldName, FormGiven, Identifier, MaterialGiven
from hall.catalogue.vocabulary import Signature
from hall.http.contract_types import Day, Given, Moment, Taken

MOST_FIELDS: Final = 100
DEEPEST: Final = 4
LARGEST: Final = 10**15
_CONTROLS: Final = frozenset(map(chr, [*range(32), 127])) - {"\n", "\t"}


def _well_formed(values: dict[str, Any]) -> dict[str, Any]:
    """Refuse what no form can mean: numbers without end, broken text, control characters, a tree without end."""
    _check(values, depth=0)
    return values


def _check(value: Any, *, depth: int) -> None:
    if depth > DEEPEST:
        raise PydanticCustomError("too_deep", "nested too deep")
    match value:
        case dict():
            for name, inner in value.items():
                _check(name, depth=depth)
                _check(inner, depth=depth + 1)
        case list():
            for inner in value:
                _check(inner, depth=depth + 1)
        case int() | float() if not abs(value) < LARGEST:  # nor is NaN
            raise PydanticCustomError("number_range", "not a number that a form can mean")
        case str() if any(c in _CONTROLS or "\ud800" <= c <= "\udfff" for c in value):
            raise PydanticCustomError("text_form", "not plain text")


FormValues = Annotated[dict[FieldName, Any], Field(max_length=MOST_FIELDS), AfterValidator(_well_formed)]


class MaterialMet(Enum):
    """How a material is met. The hall says `shared` and `identity` by itself; the applicant chooses among the rest."""

    SHARED = "shared"
    IDENTITY = "identity"
    ATTACHED = "attached"
    FOLLOWS = "follows"
    COMMITTED = "committed"
    NOT_APPLICABLE = "not_applicable"


class MaterialTaken(Taken):
    """How the applicant meets one material; `attachment_ids` where it is attached."""

    met: MaterialMet
    attachment_ids: Annotated[list[UUID], Field(max_length=20)] = Field(default_factory=list)


Materials = Annotated[dict[Identifier, MaterialTaken], Field(max_length=MOST_FIELDS)]


class SignatureTaken(Taken):
    """The applicant's signature under the application or the commitment; `attachment_id` names its picture."""

    signed_at: Moment
    attachment_id: UUID | None = None


class FillSource(Enum):
    """Where a value that the hall filled in comes from."""

    CARD = "card"
    SIGN_IN = "sign_in"
    POPULATION = "population"
    HOUSEHOLD = "household"
    BUSINESS = "business"
    PRINCIPAL = "principal"


class FilledGiven(Given):
    """One value that the hall filled in; the applicant sees where it comes from and may change it."""

    field: FieldName
    value: str
    source: FillSource


class MaterialWaysGiven(MaterialGiven):
    """One material with the ways in which this applicant may meet it, the least trouble first.

    `shared` and `identity` need nothing in the application; whether a registry has it shows when it is asked.
    """

    ways: list[MaterialMet]


class ApplicationFormGiven(Given):
    """What an application asks of this citizen. `complete` is false where a registry did not answer."""

    item_id: Identifier
    item_version: int
    form: FormGiven | None
    filled: list[FilledGiven]
    complete: bool
    materials: list[MaterialWaysGiven]
    signature: Signature


class MaterialStateGiven(Given):
    """How a material of a case stands. `due_on` is the last day for what follows; null otherwise."""

    material_id: Identifier
    met: MaterialMet
    due_on: Day | None
    handed_in: bool
