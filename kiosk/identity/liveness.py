"""A turn of the head, to a side chosen by chance: what a flat picture, however it is moved, does not follow.

It does not stop a bent print, a mask with holes, or a video that happens to turn the right way: docs/face.md.
"""

from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Final

from kiosk.domain.face import FaceAdvice

_SHORTEST_FRAME_S: Final = 1 / 15
"""Yaw is measured to about 0.03: between frames that lie closer than this, noise would look like speed."""


class TurnState(Enum):
    """How far the turn has come."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class TurnRules:
    """What counts as a turn.

    Attributes:
        least_change: of `geometry.yaw` from the frontal baseline, in the direction asked for.
        wrong_way: a change this far the other way refuses: somebody, or something, did not follow.
        fastest_per_s: change of yaw in a second; a faster one (about 250 degrees a second) is a cut, not a turn.
        soonest_s: a turn that is over sooner after it was asked for was not an answer to it.
        within_s: for the whole turn.
    """

    least_change: float = 0.20
    wrong_way: float = 0.20
    fastest_per_s: float = 3.0
    soonest_s: float = 0.25
    within_s: float = 10.0


class HeadTurn:
    """Judges one turn from the yaw of frame after frame. Pure but for what it remembers; one thread."""

    def __init__(self, rules: TurnRules, *, to_own_left: bool, baseline: list[float], now_s: float) -> None:
        """Ask for a turn now; `baseline` is the yaw of the frontal frames before."""
        self._rules = rules
        self._sign = 1.0 if to_own_left else -1.0
        self._baseline = median(baseline)
        self._last = self._baseline
        self._last_s = now_s
        self._asked_s = now_s
        self.state = TurnState.ASKED
        self.fraction = 0.0

    @property
    def advice(self) -> FaceAdvice:
        """What to ask of the person, in their own left and right."""
        return FaceAdvice.TURN_LEFT if self._sign > 0 else FaceAdvice.TURN_RIGHT

    def see(self, yaw: float, now_s: float) -> TurnState:
        """Take in one frame's yaw and return how far the turn is."""
        if self.state is not TurnState.ASKED:
            return self.state
        rules = self._rules
        change = (yaw - self._baseline) * self._sign
        cut = abs(yaw - self._last) > rules.fastest_per_s * max(now_s - self._last_s, _SHORTEST_FRAME_S)
        self._last, self._last_s = yaw, now_s
        self.fraction = max(self.fraction, min(1.0, change / rules.least_change))
        if change <= -rules.wrong_way or cut or now_s - self._asked_s > rules.within_s:
            self.state = TurnState.REFUSED
        elif change >= rules.least_change:
            soon = now_s - self._asked_s < rules.soonest_s
            self.state = TurnState.REFUSED if soon else TurnState.DONE
        return self.state
