"""What a recorder must know of a driver's protocol: where messages end, what in them is somebody's, what names them.

A driver whose sessions may be recorded has it as ``wire_language`` on its class. Without it nothing that goes over the
wire can be told from personal data, and nothing is kept.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol, cast


class Direction(Enum):
    """Which way bytes go. The value is how traces write it."""

    TO_DEVICE = "to"
    FROM_DEVICE = "from"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of one direction, in order.

    Attributes:
        octets: the bytes.
        whole: whether they are a whole message; else noise, or a message that broke off.
    """

    octets: bytes = field(repr=False)
    whole: bool = True


class Splitter(Protocol):
    """Cuts one direction's stream into messages."""

    def feed(self, came: bytes) -> list[Piece]:
        """Take what came; return the pieces that are complete by now, together with all that lies before them."""
        ...

    def rest(self) -> bytes:
        """Return what has been held back and forget it: the rest of a message that will not come."""
        ...


class WireLanguage(Protocol):
    """A protocol as a recorder sees it. Pure."""

    def splitter(self, direction: Direction) -> Splitter:
        """Return a splitter for one direction of a new connection."""
        ...

    def redacted(self, direction: Direction, message: bytes) -> bytes:
        """Return a whole message without anybody's data, which parses as before: lengths and check values right."""
        ...

    def key(self, request: bytes) -> str:
        """Return what a request is matched by when a recording is replayed; those that mean the same have the same."""
        ...

    def fitted(self, answer: bytes, request: bytes) -> bytes:
        """Return a recorded answer as it answers this request, with the numbers that answers repeat."""
        ...


def language_of(driver: object) -> WireLanguage | None:
    """Return the wire language of a driver (its factory, or one that was built), or None."""
    return cast("WireLanguage | None", getattr(cast("Any", driver), "wire_language", None))


def scrubbed(octets: bytes) -> bytes:
    """Return as many zero bytes: all that may be kept of what is no whole message."""
    return bytes(len(octets))
