"""Where a device's thread is, and which phase may follow which. docs/devices.md draws this table."""

from enum import Enum


class Phase(Enum):
    """One at a time; only the device's own thread moves it."""

    BUILDING = "building"
    OPENING = "opening"
    READY = "ready"
    WAITING = "waiting"
    REFUSED = "refused"
    CLOSED = "closed"


FOLLOWERS: dict[Phase, frozenset[Phase]] = {
    Phase.BUILDING: frozenset({Phase.OPENING, Phase.REFUSED, Phase.CLOSED}),
    Phase.OPENING: frozenset({Phase.READY, Phase.WAITING, Phase.REFUSED, Phase.CLOSED}),
    Phase.READY: frozenset({Phase.WAITING, Phase.CLOSED}),
    Phase.WAITING: frozenset({Phase.OPENING, Phase.CLOSED}),
    Phase.REFUSED: frozenset({Phase.BUILDING, Phase.OPENING, Phase.CLOSED}),
    Phase.CLOSED: frozenset(),
}
