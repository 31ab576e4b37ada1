"""Whether a card lies on the reader, told from answers that do not say it. Source: domain.md 1 [K].

A reader that has read a card answers *find failed* until the card is lifted, as if there were none; whether the card
is still there shows in that its newest address can still be asked for.
"""

from enum import Enum

_MISSES = 2  # at the edge of the field a card comes and goes from one question to the next


class Presence(Enum):
    """What is believed of the card."""

    ABSENT = "absent"
    UNREAD = "unread"
    READ = "read"


class PresenceTracker:
    """Turns answers into arrivals and departures."""

    def __init__(self) -> None:
        """Begin without a card."""
        self.presence = Presence.ABSENT
        self._misses = 0

    def found(self) -> bool:
        """The reader found a card that it has not read; return whether it has just come."""
        arrived = self.presence is Presence.ABSENT
        self.presence = Presence.UNREAD
        self._misses = 0
        return arrived

    def read(self) -> None:
        """The card was read."""
        self.presence = Presence.READ
        self._misses = 0

    def still_there(self) -> None:
        """The card that was read answered again."""
        self._misses = 0

    def missed(self) -> bool:
        """Nothing answered; return whether the card has just gone."""
        if self.presence is Presence.ABSENT:
            return False
        self._misses += 1
        if self._misses < _MISSES:
            return False
        self.presence = Presence.ABSENT
        self._misses = 0
        return True
