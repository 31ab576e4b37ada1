"""Bodies of sign-ins."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hall.catalogue.schemas import Assurance
from hall.http.contract_types import Day, Given, Moment, Taken, Text

CardNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{15,18}$")]
Score = Annotated[float, Field(strict=True, ge=-1, le=1, allow_inf_nan=False)]


class CardTaken(Taken):
    """What the card said. `valid_until` null is 长期 (no end)."""

    number: CardNumber
    name: Text
    variant: Literal["citizen", "hmt_residence", "permanent_residence_2017", "permanent_residence_2023"]
    valid_until: Day | None


class FaceTaken(Taken):
    """The comparison at the terminal: numbers and times, no picture and no embedding."""

    consented_at: Moment
    result: Literal["match"]
    score: Score
    threshold: Score
    engine: Text
    compared_at: Moment


def _score_reaches_threshold(face: FaceTaken) -> FaceTaken:
    if face.score < face.threshold:
        raise PydanticCustomError("score_below_threshold", "a match has a score of at least its threshold")
    return face


class CardAndFaceTaken(Taken):
    """A card on the reader, and a live face that matches its picture."""

    method: Literal["card_and_face"]
    card: CardTaken
    face: Annotated[FaceTaken, AfterValidator(_score_reaches_threshold)]
    terminal_id: Text


class IdentityCodeTaken(Taken):
    """A one-time code from the citizen's phone. Opaque: nobody but the hall reads it."""

    method: Literal["identity_code"]
    code: Annotated[str, Field(min_length=1, max_length=512)]
    terminal_id: Text | None = None


SignInTaken = Annotated[CardAndFaceTaken | IdentityCodeTaken, Field(discriminator="method")]


class CitizenGiven(Given):
    """Who signed in, as a screen may show it."""

    masked_name: str
    masked_number: str
    assurance: Assurance


class SignInGiven(Given):
    """A session. `citizen_session` goes into the header of that name and is told only here."""

    citizen_session: str
    expires_at: Moment
    citizen: CitizenGiven
