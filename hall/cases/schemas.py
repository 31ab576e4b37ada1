"""Bodies of cases."""

from enum import Enum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hall.applications.schemas import FormValues, Materials, MaterialStateGiven, SignatureTaken
from hall.cases.states import CaseState
from hall.catalogue.parts import Identifier, LookupFieldGiven
from hall.http.contract_types import BilingualGiven, Day, Given, Moment, Taken, WholeNumber
from hall.papers.schemas import PaperGiven
from hall.registries.ports import RegistryName


class ConsentTaken(Taken):
    """The citizen's consent to one look-up, given at the terminal."""

    registry: RegistryName
    consented_at: Moment


class OpenCaseTaken(Taken):
    """What to open a case for. `item_version` is the one the citizen was shown.

    `form`, `materials` (by `material_id`) and `signature` are for applications. A material that is left out is met by a
    registry that was asked, or by the sign-in, where that can be; otherwise it is missing.
    """

    item_id: Identifier
    item_version: Annotated[WholeNumber, Field(ge=1, le=1_000_000)]
    purpose: Identifier | None = None
    lookup_consents: Annotated[list[ConsentTaken], Field(max_length=16)]
    form: FormValues = Field(default_factory=dict)
    materials: Materials = Field(default_factory=dict)
    signature: SignatureTaken | None = None


class ResultKind(Enum):
    """What the look-ups found: of property in its own words, of anything else in the catalogue's."""

    NO_HOUSE = "no_house"
    PROPERTY_LISTING = "property_listing"
    REGISTRY_ANSWER = "registry_answer"


class PropertyGiven(Given):
    """One registered right. `area_m2` is a decimal as the registry wrote it."""

    unit_number: str
    location: str
    right_type: BilingualGiven
    area_m2: Annotated[str, Field(pattern=r"^\d+\.\d{2}$")]
    registered_on: Day
    shared: BilingualGiven
    certificate_number: str


class AnswerGiven(Given):
    """What one look-up brought: in each row a text for each field, "" where the registry says nothing; or no row."""

    check_id: str
    title: BilingualGiven
    fields: list[LookupFieldGiven]
    rows: list[list[str]]


class CaseResultGiven(Given):
    """What the registries answered, as of when, over which area. `printable`: a paper can be issued on it."""

    kind: ResultKind
    as_of: Moment
    scope: BilingualGiven
    records: list[PropertyGiven]
    answers: Annotated[list[AnswerGiven], Field(default_factory=list)]
    printable: bool = True


class CaseGiven(Given):
    """A case, to its citizen. `verifier` with `case_number` asks for its progress; `receipt_code` goes on receipts."""

    case_id: UUID
    case_number: str
    verifier: Annotated[str, Field(min_length=6, max_length=6)]
    state: CaseState
    item_id: str
    item_version: int
    opened_at: Moment
    receipt_code: str
    result: CaseResultGiven
    papers: list[PaperGiven]
    rated: bool
    materials: list[MaterialStateGiven]
