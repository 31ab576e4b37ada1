"""A presence board that is not there, and whoever stands before it."""

from pathlib import Path
from threading import Lock
from typing import Final

from devices.api.kinds.presence_sensor import Presence, PresenceReading
from devices.drivers.serial_presence.wire import HELLO, LOOK, TALKER, Trouble, look_words
from devices.simulators.board import REFUSE, SimulatedBoard
from devices.simulators.scenario import Script

COMMANDS: Final = ("hello", "look")
OWN_FAULTS: Final = (REFUSE,)
NEAR_MM: Final = 620
_PASSING_MM: Final = 2600


class SimulatedPresenceBoard(SimulatedBoard):
    """Meets `devices.simulators.simulator.Simulator`. Walk up to it and away from any thread."""

    def __init__(self, *, measures: bool = True, link: Path | None = None, script: Script | None = None) -> None:
        """Make a board that sees nobody; one that does not measure only says whether somebody is there."""
        super().__init__(
            talker=TALKER, answer=self._answered, link=link, script=script, name="simulated-presence-sensor"
        )
        self._measures = measures
        self._lock = Lock()
        self._distance_mm: int | None = None
        self._trouble = Trouble.NONE

    @property
    def somebody_is_near(self) -> bool:
        """Whether somebody stands there."""
        return self._distance_mm is not None

    @property
    def is_covered(self) -> bool:
        """Whether it cannot see."""
        return self._trouble is Trouble.COVERED

    def approach(self, distance_mm: int = NEAR_MM) -> None:
        """Somebody stands so far away."""
        with self._lock:
            self._distance_mm = distance_mm

    def pass_by(self) -> None:
        """Somebody is seen far away."""
        self.approach(_PASSING_MM)

    def leave(self) -> None:
        """Nobody is there."""
        with self._lock:
            self._distance_mm = None

    def cover(self) -> None:
        """Something hangs over the sensor."""
        with self._lock:
            self._trouble = Trouble.COVERED

    def uncover(self) -> None:
        """It sees again."""
        with self._lock:
            self._trouble = Trouble.NONE

    def _answered(self, verb: str, words: tuple[str, ...]) -> tuple[str, ...]:
        del words  # neither question has any
        if verb == HELLO:
            return ("ACK", "HK-PRESENCE", "SIM0001", "1" if self._measures else "0")
        if verb != LOOK:
            return ("NAK", "VERB")
        with self._lock:
            distance_mm, trouble = self._distance_mm, self._trouble
        if trouble is not Trouble.NONE:
            return ("ACK", *look_words(PresenceReading(Presence.UNKNOWN), trouble))
        if distance_mm is None:
            return ("ACK", *look_words(PresenceReading(Presence.NOBODY)))
        seen = PresenceReading(Presence.SOMEBODY, distance_mm if self._measures else None)
        return ("ACK", *look_words(seen))
