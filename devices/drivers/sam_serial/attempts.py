"""When to try a card again, when to tell the citizen, and what to tell at the end of the time."""

from typing import assert_never

from devices.api.errors import CardUnreadable, DeadlineExceeded, DeviceError, NoCard
from devices.drivers.sam_serial.presence import Presence

_TRIES = 3


class ReadAttempts:
    """What has been tried in one `read_card`."""

    def __init__(self) -> None:
        """Begin with nothing tried."""
        self._failure: CardUnreadable | None = None
        self._tries = 0
        self._stale = False

    def worth_trying(self, presence: Presence) -> bool:
        """Whether to read the card that is there: not one that the reader will not read again until it is lifted."""
        return not (self._stale and presence is Presence.READ)

    def failed(self, error: CardUnreadable, before: Presence) -> None:
        """The card was `before` and could not be read. Raises `error` if that was the last try."""
        self._tries += 1
        if self._tries >= _TRIES:
            raise error
        self._stale = before is Presence.READ
        if not self._stale:
            self._failure = error

    def check(self, presence: Presence) -> None:
        """Raise what went wrong if the card has since gone, or can only be read once it is lifted."""
        if self._failure is not None and (self._stale or presence is Presence.ABSENT):
            raise self._failure

    def out_of_time(self, presence: Presence, error: DeadlineExceeded) -> DeviceError:
        """Return what the end of the time means."""
        if self._failure is not None:
            return self._failure
        match presence:
            case Presence.ABSENT:
                return NoCard()
            case Presence.READ:
                return CardUnreadable(detail_code="lift_and_lay_again")
            case Presence.UNREAD:  # the reader was still at it
                return error.bare()
            case _:
                assert_never(presence)
