"""What only the hall's contract knows: values that no page of the kiosk shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class HallHealth:
    """The hall works. `time` is its clock."""

    version: str
    time: datetime


class KeyStatus(Enum):
    """Whether a key may vouch for papers."""

    ACTIVE = "active"
    RETIRED = "retired"
    NEXT = "next"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A key that papers are checked with: Ed25519, 32 bytes; papers of its time only."""

    kid: str
    public_key: bytes
    not_before: datetime
    not_after: datetime
    status: KeyStatus
