"""Bodies of sign-ins."""

from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from hall.catalogue.parts import Identifier
from hall.catalogue.vocabulary import Assurance
from hall.http.contract_types import Day, Given, Moment, Taken, Text

CardNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{15,18}$")]
Score = Annotated[float, Field(strict=True, ge=-1, le=1, allow_inf_nan=False)]


class CardTaken(Taken):
    """What the card said. `valid_until` null is 长期 (no end)."""

    number: CardNumber
    name: Text
    variant: Literal["citizen", "hmt_residence", "permanent_residence_2017", "permanent_residence_2023"]
    valid_until: Day | None


class GuardianTaken(Taken):
    """The guardian who consented for somebody under 14, by their own card on the reader."""

    number: CardNumber
    name: Text


class FaceTaken(Taken):
    """The comparison at the terminal: numbers and times, no picture and no embedding."""

    consented_at: Moment
    result: Literal["match"]
    score: Score
    threshold: Score
    engine: Text
    compared_at: Moment
    guardian: GuardianTaken | None = None


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


class SocialCardTaken(Taken):
    """A social-security card whose own chip took its holder's PIN at the terminal. The PIN itself goes nowhere."""

    method: Literal["social_card"]
    number: CardNumber
    name: Text
    pin_verified_at: Moment
    terminal_id: Text | None = None


class PhoneTaken(Taken):
    """A sign-in that was confirmed on the citizen's phone."""

    method: Literal["phone"]
    phone_sign_in_id: UUID
    terminal_id: Text | None = None


class SmsCodeTaken(Taken):
    """A code that came by text message."""

    method: Literal["sms_code"]
    challenge_id: UUID
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    terminal_id: Text | None = None


SignInTaken = Annotated[
    CardAndFaceTaken | IdentityCodeTaken | SocialCardTaken | PhoneTaken | SmsCodeTaken, Field(discriminator="method")
]


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


Mobile = Annotated[str, Field(pattern=r"^1[3-9][0-9]{9}$")]


class SmsCodeWanted(Taken):
    """Where the code is to be sent."""

    mobile: Mobile


class SmsCodeSent(Given):
    """The same whether the number is registered or not."""

    challenge_id: UUID
    expires_at: Moment
    resend_after_s: Annotated[int, Field(ge=0)]


class PhoneSignInWanted(Taken):
    """Nothing is known yet of who holds the phone."""


class PhoneSignInGiven(Given):
    """What the screen shows: a QR code of `url`, and the number that the phone's holder must pick."""

    phone_sign_in_id: UUID
    url: str
    match_number: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    expires_at: Moment


class PhoneSignInState(Given):
    """How far the phone's holder is. Only `confirmed` lets the terminal sign them in."""

    state: Literal["waiting", "opened", "confirmed", "refused", "expired"]


class RepresentedName(Enum):
    """Whom a citizen may act for."""

    CHILD = "child"
    FIRM = "firm"
    PRINCIPAL = "principal"


class RepresentedGiven(Given):
    """Somebody for whom the citizen may act, as a screen may show it. A firm's name and code are public."""

    representation_id: str
    kind: RepresentedName
    shown_name: str
    shown_number: str
    items: list[Identifier]


class RepresentationsGiven(Given):
    """Everybody for whom the citizen may act. `complete` is false where a registry did not answer."""

    represented: list[RepresentedGiven]
    complete: bool


class RepresentationTaken(Taken):
    """Whom to act for from now on; null is oneself."""

    representation_id: Annotated[str, Field(min_length=1, max_length=64)] | None


class RepresentationChosen(Given):
    """Whom the session acts for now; null is oneself."""

    acting_for: RepresentedGiven | None


class AuthorisationTaken(Taken):
    """Leave for somebody to act for the citizen signed in. No items means every one."""

    agent_number: CardNumber
    agent_name: Text
    items: Annotated[list[Identifier], Field(max_length=50)]
    ends_at: Moment


class AuthorisationGiven(Given):
    """Leave that is in force."""

    authorisation_id: UUID
    agent_shown_name: str
    items: list[Identifier]
    ends_at: Moment


class AuthorisationsGiven(Given):
    """Every leave that the citizen gave and that is in force."""

    authorisations: list[AuthorisationGiven]
