"""A guide-light board that is not there: speaks its sentences on a pty, and shows what is lit."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Final

from devices.api.clock import Clock
from devices.api.errors import ProtocolError
from devices.api.kinds.guide_lights import Light, LightColour
from devices.drivers.serial_lights.wire import (
    BEAT,
    HELLO,
    SHOW,
    TALKER,
    colours_word,
    lamp_words,
    mask_word,
    parse_lamps,
)
from devices.simulators.board import REFUSE, SimulatedBoard
from devices.simulators.scenario import Script

COMMANDS: Final = ("hello", "show", "beat")
OWN_FAULTS: Final = (REFUSE,)
DARK_AFTER_S: Final = 5.0
"""A board that hears nothing for so long goes dark: a lamp that lies is worse than none."""


class SimulatedLightBoard(SimulatedBoard):
    """Meets `devices.simulators.simulator.Simulator`. Look at its lamps and break them from any thread."""

    def __init__(
        self,
        clock: Clock,
        *,
        channels: int = 8,
        colours: frozenset[LightColour] = frozenset(LightColour),
        link: Path | None = None,
        script: Script | None = None,
    ) -> None:
        """Make a dark board with so many lamps of these colours."""
        super().__init__(
            talker=TALKER,
            answer=self._answered,
            power_up=self._darken,
            link=link,
            script=script,
            name="simulated-guide-lights",
        )
        self._clock = clock
        self._channels = channels
        self._colours = colours
        self._lock = Lock()
        self._lit: Mapping[int, Light] = {}
        self._broken: frozenset[int] = frozenset()
        self._heard_s = clock.monotonic_s()

    @property
    def lit(self) -> Mapping[int, Light]:
        """The lamps that are lit now, by channel; a broken one is lit for nobody."""
        with self._lock:
            self._go_dark_if_forgotten()
            return {channel: light for channel, light in self._lit.items() if channel not in self._broken}

    def break_lamp(self, channel: int = 1) -> None:
        """A lamp burns out."""
        with self._lock:
            self._broken |= {channel}

    def mend_lamps(self) -> None:
        """All lamps are new."""
        with self._lock:
            self._broken = frozenset()

    def brown_out(self) -> None:
        """The board starts anew while its port stays: it forgets what is lit."""
        self._darken()

    def _darken(self) -> None:
        with self._lock:
            self._lit = {}

    def _go_dark_if_forgotten(self) -> None:
        if self._clock.monotonic_s() - self._heard_s > DARK_AFTER_S:
            self._lit = {}

    def _answered(self, verb: str, words: tuple[str, ...]) -> tuple[str, ...]:
        with self._lock:
            self._go_dark_if_forgotten()
            self._heard_s = self._clock.monotonic_s()
            if verb == HELLO:
                return ("ACK", "HK-LIGHTS-8", "SIM0001", str(self._channels), colours_word(self._colours))
            if verb == SHOW:
                return self._show(words)
            if verb == BEAT:
                return ("ACK", mask_word(frozenset(self._lit)), mask_word(self._broken))
        return ("NAK", "VERB")

    def _show(self, words: tuple[str, ...]) -> tuple[str, ...]:
        try:
            lit = parse_lamps(words)
        except ProtocolError:
            return ("NAK", "LAMP")
        if any(channel > self._channels or light.colour not in self._colours for channel, light in lit.items()):
            return ("NAK", "LAMP")
        self._lit = lit
        return ("ACK", *lamp_words(lit))
