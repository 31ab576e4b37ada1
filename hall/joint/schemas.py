"""Bodies of joint cases."""

from enum import Enum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from hall.applications.schemas import FormValues, Materials, SignatureTaken
from hall.cases.schemas import CaseGiven, ConsentTaken
from hall.catalogue.parts import Identifier
from hall.http.contract_types import BilingualGiven, Day, Given, Moment, Taken, WholeNumber


class OpenBundleTaken(Taken):
    """What to open a bundle's cases for: its one form, every material once, one signature for all."""

    bundle_version: Annotated[WholeNumber, Field(ge=1, le=1_000_000)]
    lookup_consents: Annotated[list[ConsentTaken], Field(max_length=16)]
    form: FormValues = Field(default_factory=dict)
    materials: Materials = Field(default_factory=dict)
    signature: SignatureTaken | None = None


class JointState(Enum):
    """How far all of it is: an office is still at it; all have their result; or some ended without one."""

    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    PARTLY = "partly"


class JointCaseGiven(Given):
    """A bundle's cases, one an office, in the bundle's order. `due`: by when the last one is decided, where known."""

    joint_id: UUID
    bundle_id: Identifier
    bundle_version: int
    title: BilingualGiven
    opened_at: Moment
    state: JointState
    due: Day | None
    cases: list[CaseGiven]
