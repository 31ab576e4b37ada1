"""Bodies of cases."""

from enum import Enum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hall.applications.schemas import FormValues, Materials, MaterialStateGiven, SignatureTaken
from hall.cases.notes import Why
from hall.cases.states import CaseState
from hall.catalogue.parts import Identifier, LookupFieldGiven
from hall.http.contract_types import BilingualGiven, Day, Given, Moment, Taken, Text, WholeNumber
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


class WithdrawalTaken(Taken):
    """Why the applicant withdraws, where they say so."""

    reason: Text | None = None


class AdditionsTaken(Taken):
    """What was missing: all that was asked for once (补正), or what was to follow (容缺). Materials are attached."""

    form: FormValues = Field(default_factory=dict)
    materials: Materials = Field(default_factory=dict)


class Who(Enum):
    """Whose turn it is."""

    OFFICE = "office"
    APPLICANT = "applicant"


class NextStep(Enum):
    """What comes next."""

    CHECK = "check"
    ANSWER = "answer"
    DECIDE = "decide"
    DELIVER = "deliver"
    HAND_IN = "hand_in"


class NextGiven(Given):
    """What comes next, who does it, and by which day at the latest; null where no term runs."""

    who: Who
    step: NextStep
    by: Day | None


class StepGiven(Given):
    """A state that the case came to."""

    state: CaseState
    at: Moment


class ProgressGiven(Given):
    """How far a case is; nothing personal. `stopped`: no term runs while the applicant is waited for.

    `why` says what ended it without a result, null otherwise.
    """

    case_number: str
    item_id: Identifier
    item_title: BilingualGiven
    state: CaseState
    opened_at: Moment
    promised_due: Day | None
    legal_due: Day | None
    stopped: bool
    steps: list[StepGiven]
    next: list[NextGiven]
    why: Why | None


class SupplementGiven(Given):
    """Everything that is missing, in the office's words, by material and by field of the form; and by when."""

    materials: dict[Identifier, str]
    form: dict[str, str]
    answer_by: Day


class DecisionGiven(Given):
    """Why a case ended without a result, in the office's words, and what they can do; "" where none is said."""

    why: Why
    reason: str
    remedy: str


class CaseOutlineGiven(ProgressGiven):
    """One of the citizen's own cases, in a list."""

    case_id: UUID


class CasesGiven(Given):
    """A page of the citizen's own cases, the newest first. `next_after` asks for what follows; null at the end."""

    cases: list[CaseOutlineGiven]
    next_after: UUID | None


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
    progress: ProgressGiven
    supplement: SupplementGiven | None
    decision: DecisionGiven | None
