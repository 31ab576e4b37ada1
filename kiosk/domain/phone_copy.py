"""A paper on its way to the citizen's phone."""

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class PhoneCopy:
    """A download that the hall offers to one phone.

    Attributes:
        url: what the QR code on the screen says; secret while it lasts.
        good_for_s: how long the hall lets a phone take it.
    """

    download_id: str
    url: str = field(repr=False)
    good_for_s: int


class PhoneCopyStep(Enum):
    """How far it is. The value is the hall's name of it."""

    WAITING = "waiting"
    OPENED = "opened"
    GIVEN = "given"
    EXPIRED = "expired"
