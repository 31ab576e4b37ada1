"""What somebody must do at a device, and whoever does it: a person, a test stand, or nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that hands do.

    Attributes:
        name: as a stand's deeds, scenarios and traces call it.
        words: what a technician is asked to do, for the bench.
    """

    name: str
    words: str


UNPLUG = Deed("unplug", "Pull the device's plug")
PLUG = Deed("plug", "Put the device's plug back in")
SPEND_PAPER = Deed("spend_paper", "This prints on paper: see that there is some")


class Hands(Protocol):
    """Does deeds."""

    def do(self, deed: Deed) -> bool:
        """Do it and return once it is done; False if nobody here can, or whoever was asked declined."""
        ...


class NoHands:
    """Nobody is there."""

    def do(self, deed: Deed) -> bool:  # noqa: ARG002  whatever it is
        """Do nothing."""
        return False


class StandHands:
    """Hands of a test stand: does what the stand's deeds know, by name."""

    def __init__(self, deeds: Mapping[str, Callable[[], None]]) -> None:
        """Take the deeds."""
        self._deeds = deeds

    def do(self, deed: Deed) -> bool:
        """Do it, if the stand knows it. A stand's paper costs nothing."""
        if deed == SPEND_PAPER:
            return True
        known = self._deeds.get(deed.name)
        if known is None:
            return False
        known()
        return True
