"""Who is at the terminal, as far as the kiosk needs to know after sign-in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class SignInMethod(Enum):
    """Ways to sign in. The value is the hall's name of it."""

    CARD_AND_FACE = "card_and_face"
    IDENTITY_CODE = "identity_code"
    SOCIAL_CARD = "social_card"
    PHONE = "phone"
    SMS_CODE = "sms_code"


class Assurance(Enum):
    """How sure the hall is of the person, lowest first; each item says which it needs."""

    BASIC = "basic"
    SUBSTANTIAL = "substantial"
    HIGH = "high"

    def meets(self, needed: "Assurance") -> bool:
        """Say whether this is at least `needed`."""
        order = list(Assurance)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class SignedInCitizen:
    """What the hall tells after sign-in. The full name and number stay at the hall.

    Attributes:
        session_token: names the citizen's session at the hall; opaque, secret.
        masked_name, masked_number: for the screen and the receipt (`张*`, `430***********0014`).
    """

    session_token: str = field(repr=False)
    masked_name: str = field(repr=False)
    masked_number: str = field(repr=False)
    assurance: Assurance
    expires_at: datetime
