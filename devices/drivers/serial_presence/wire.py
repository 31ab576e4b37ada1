"""Words of the presence board: values <-> words of a sentence. Framing: `devices.sentences`. Table: the README."""

from enum import Enum
from typing import Final

from devices.api.errors import ProtocolError
from devices.api.kinds.presence_sensor import Presence, PresenceReading

TALKER: Final = "PS"
HELLO: Final = "HELLO"
LOOK: Final = "LOOK"
MOST_MM: Final = 9999

_PRESENCE: Final = {"1": Presence.SOMEBODY, "0": Presence.NOBODY, "?": Presence.UNKNOWN}
_WORD_OF: Final = {presence: word for word, presence in _PRESENCE.items()}


class Trouble(Enum):
    """What the sensor says of itself. The value is its word."""

    NONE = "OK"
    COVERED = "COVERED"
    DIRTY = "DIRTY"
    BROKEN = "BROKEN"


def parse_hello(words: tuple[str, ...]) -> tuple[str, str, bool]:
    """Return model, serial number, and whether it measures distances. Raises ProtocolError."""
    match words:
        case (model, serial_number, ("0" | "1") as measures):
            return model, serial_number, measures == "1"
    raise ProtocolError(detail_code="hello_broken")


def parse_look(words: tuple[str, ...]) -> tuple[PresenceReading, Trouble]:
    """Return what it sees and how it is. Raises ProtocolError."""
    match words:
        case (presence, distance, trouble) if presence in _PRESENCE and trouble in {each.value for each in Trouble}:
            told = Trouble(trouble)
            if not distance:
                return PresenceReading(_PRESENCE[presence] if told is Trouble.NONE else Presence.UNKNOWN), told
            if distance.isdecimal() and int(distance) <= MOST_MM and presence == "1" and told is Trouble.NONE:
                return PresenceReading(Presence.SOMEBODY, int(distance)), told
    raise ProtocolError(detail_code="look_broken")


def look_words(reading: PresenceReading, trouble: Trouble = Trouble.NONE) -> tuple[str, ...]:
    """Return the words that `parse_look` reads."""
    distance = "" if reading.distance_mm is None else str(reading.distance_mm)
    return (_WORD_OF[reading.presence], distance, trouble.value)
