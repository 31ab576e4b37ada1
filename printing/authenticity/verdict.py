"""What a check of a code can find. Each outcome is a type of its own, so a caller that forgets one fails mypy."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from printing.authenticity.claim import Claim


class NotACodeReason(Enum):
    """Why a text is no code of ours."""

    NONE_FOUND = "none_found"
    OTHER_CODE = "other_code"
    DAMAGED = "damaged"
    LATER_VERSION = "later_version"


class Outcome(Enum):
    """A verdict in one of five words."""

    GENUINE = "genuine"
    ALTERED = "altered"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Standing(Enum):
    """What is known of a genuine paper's having been taken back."""

    HOLDS = "holds"
    LIST_OUT_OF_DATE = "list_out_of_date"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Genuine:
    """Signed by a key of the issuer that was valid at the time. What the paper says is still to be compared.

    Attributes:
        standing: whether a revocation list was at hand that may be relied on.
        list_of: from when that list is, or None.
    """

    claim: Claim
    kid: str
    standing: Standing = Standing.NOT_CHECKED
    list_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaperRevoked:
    """The issuer signed it and has taken it back."""

    claim: Claim
    kid: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CopySuperseded:
    """The issuer signed it, but a later copy has taken its place."""

    claim: Claim
    kid: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlgorithmMissing:
    """It names a key whose algorithm this installation lacks; nothing can be said before `extra` is installed."""

    kid: str
    extra: str


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


Verdict = (
    Genuine
    | PaperRevoked
    | CopySuperseded
    | Altered
    | UnknownKey
    | AlgorithmMissing
    | KeyRevoked
    | OutsideKeyPeriod
    | NotACode
)


def outcome_of(verdict: Verdict) -> Outcome:
    """Return the word for `verdict`."""
    match verdict:
        case Genuine():
            return Outcome.GENUINE
        case Altered():
            return Outcome.ALTERED
        case PaperRevoked() | KeyRevoked():
            return Outcome.REVOKED
        case CopySuperseded():
            return Outcome.SUPERSEDED
        case UnknownKey() | AlgorithmMissing() | OutsideKeyPeriod() | NotACode():
            return Outcome.UNKNOWN
        case _:
            assert_never(verdict)
