"""What a check of a code can find. Each outcome is a type of its own, so a caller that forgets one fails mypy."""

from dataclasses import dataclass
from enum import Enum

from printing.authenticity.claim import Claim


class NotACodeReason(Enum):
    """Why a text is no code of ours."""

    OTHER_CODE = "other_code"
    DAMAGED = "damaged"
    LATER_VERSION = "later_version"


@dataclass(frozen=True, slots=True)
class Genuine:
    """Signed by a key of the issuer that was valid at the time. What the paper says is still to be compared."""

    claim: Claim
    kid: str


@dataclass(frozen=True, slots=True)
class Altered:
    """It names a key of the issuer, but that key did not sign what it says."""

    kid: str


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """It names a key that is not among the published ones: a forgery, another issuer, or keys out of date."""

    kid: str


@dataclass(frozen=True, slots=True)
class KeyRevoked:
    """Signed by a key that the issuer has revoked: whoever stole it could have signed this."""

    claim: Claim
    kid: str


@dataclass(frozen=True, slots=True)
class OutsideKeyPeriod:
    """Signed by a key that was not valid at the time of issue which the code states."""

    claim: Claim
    kid: str


@dataclass(frozen=True, slots=True)
class NotACode:
    """The text is no code of this format."""

    reason: NotACodeReason


Verdict = Genuine | Altered | UnknownKey | KeyRevoked | OutsideKeyPeriod | NotACode
