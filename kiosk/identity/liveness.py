"""Movements asked for by chance, which a picture does not follow: turn the head, nod, come closer.

What they stop and what they do not is measured and said in docs/face.md. The turn of the head carries the proof, since
a flat picture, however it is moved, shows no turned face; nodding and coming closer make a recording less likely to
fit. Against recordings: which movements and in which order is chance; the head must be still for a moment of chance
length before each is asked for, which a recording that goes on moving is not; another movement than the one asked for
refuses, and so does an answer too soon or too fast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from statistics import median
from typing import Final, assert_never

from kiosk.domain.face import FaceAdvice
from kiosk.identity.engine import Landmarks
from kiosk.identity.geometry import eye_distance, pitch, yaw

_SHORTEST_FRAME_S: Final = 1 / 15
"""Yaw is measured to about 0.03: between frames that lie closer than this, noise would look like speed."""
_BEGUN: Final = 0.5
"""Once this much of the movement asked for was seen, what else moves with it does not count against it."""


class Movement(Enum):
    """What may be asked for. Left and right are the person's own."""

    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    NOD = "nod"
    COME_CLOSER = "come_closer"


_TURNS: Final = (Movement.TURN_LEFT, Movement.TURN_RIGHT)
_OTHERS: Final = (Movement.NOD, Movement.COME_CLOSER)
_ADVICE: Final = {
    Movement.TURN_LEFT: FaceAdvice.TURN_LEFT,
    Movement.TURN_RIGHT: FaceAdvice.TURN_RIGHT,
    Movement.NOD: FaceAdvice.NOD,
    Movement.COME_CLOSER: FaceAdvice.COME_MUCH_CLOSER,
}


class ChallengeState(Enum):
    """How far the movements have come."""

    HOLDING = "holding"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ChallengeRules:
    """What counts as a movement. Yaw and pitch are those of `kiosk.identity.geometry`.

    Attributes:
        movements: how many are asked for; exactly one of them is a turn of the head.
        least_turn: change of yaw from the baseline, to the side asked for.
        least_nod: change of pitch, downwards.
        least_approach: growth of the distance between the eyes, as a part of the baseline.
        still_yaw, still_pitch, still_size: what counts as still, between the frames before a movement is asked for.
        shortest_still_s, longest_still_s: how long the head must be still before; chance decides where between.
        fastest_turn_per_s: change of yaw in a second; a faster one (about 250 degrees a second) is a cut.
        soonest_s: a movement that is over sooner after it was asked for was not an answer to it.
        within_s: for each movement, from when it was asked for.
        within_still_s: for the head to become still; somebody, or a recording, that never is still is refused.
    """

    movements: int = 2
    least_turn: float = 0.20
    least_nod: float = 0.10
    least_approach: float = 0.22
    still_yaw: float = 0.06
    still_pitch: float = 0.05
    still_size: float = 0.08
    shortest_still_s: float = 0.3
    longest_still_s: float = 0.9
    fastest_turn_per_s: float = 3.0
    soonest_s: float = 0.25
    within_s: float = 8.0
    within_still_s: float = 6.0


@dataclass(frozen=True, slots=True)
class HeadPose:
    """What is followed from frame to frame."""

    yaw: float
    pitch: float
    eyes_px: float

    @classmethod
    def of(cls, landmarks: Landmarks) -> "HeadPose":
        """Return how the head of one frame is held."""
        return cls(yaw(landmarks.points), pitch(landmarks.points), eye_distance(landmarks.points))


def chosen_movements(rules: ChallengeRules, dice: Random) -> tuple[Movement, ...]:
    """Return what will be asked for: one turn and others, in an order of chance."""
    others = dice.sample(_OTHERS, k=min(rules.movements - 1, len(_OTHERS)))
    movements = [dice.choice(_TURNS), *others]
    dice.shuffle(movements)
    return tuple(movements)


class Challenge:
    """Judges the movements, one after the other, from the pose of frame after frame. One thread, no clock."""

    def __init__(self, rules: ChallengeRules, movements: Sequence[Movement], *, dice: Random, now_s: float) -> None:
        """Begin with holding still for the first of `movements`."""
        self._rules = rules
        self._movements = tuple(movements)
        self._dice = dice
        self._at = 0
        self._baseline: list[HeadPose] = []
        self._hold(now_s)
        self._last: HeadPose | None = None
        self._last_s = now_s
        self._part = 0.0
        self.refusal = ""

    @property
    def state(self) -> ChallengeState:
        """How far it has come; `refusal` says by what it was refused."""
        return self._state

    @property
    def advice(self) -> FaceAdvice:
        """What to ask of the person now."""
        return _ADVICE[self._movements[self._at]] if self._state is ChallengeState.ASKED else FaceAdvice.HOLD_STILL

    @property
    def fraction(self) -> float:
        """How much of all movements is done, 0 to 1."""
        if self._state is ChallengeState.DONE:
            return 1.0
        return (self._at + self._part) / len(self._movements)

    def see(self, pose: HeadPose, now_s: float) -> ChallengeState:
        """Take in one frame and return how far it is."""
        match self._state:
            case ChallengeState.HOLDING:
                self._see_still(pose, now_s)
            case ChallengeState.ASKED:
                self._see_movement(pose, now_s)
            case ChallengeState.DONE | ChallengeState.REFUSED:
                pass
            case _:
                assert_never(self._state)
        self._last, self._last_s = pose, now_s
        return self._state

    def _hold(self, now_s: float) -> None:
        self._state = ChallengeState.HOLDING
        self._baseline.clear()
        self._hold_since_s = self._still_since_s = now_s
        self._still_for_s = self._dice.uniform(self._rules.shortest_still_s, self._rules.longest_still_s)
        self._part = 0.0

    def _see_still(self, pose: HeadPose, now_s: float) -> None:
        rules = self._rules
        if self._baseline and not self._still(pose):
            self._baseline.clear()
        if not self._baseline:
            self._still_since_s = now_s
        if abs(pose.yaw) <= rules.least_turn / 2:
            self._baseline.append(pose)
        if now_s - self._hold_since_s > rules.within_still_s:
            self._refuse("never_still")
        elif self._baseline and now_s - self._still_since_s >= self._still_for_s:
            self._state = ChallengeState.ASKED
            self._asked_s = now_s

    def _still(self, pose: HeadPose) -> bool:
        rules, first = self._rules, self._baseline[0]
        return (
            abs(pose.yaw - first.yaw) <= rules.still_yaw
            and abs(pose.pitch - first.pitch) <= rules.still_pitch
            and abs(pose.eyes_px / first.eyes_px - 1.0) <= rules.still_size
        )

    def _see_movement(self, pose: HeadPose, now_s: float) -> None:
        asked = self._movements[self._at]
        done = self._done(pose)
        self._part = max(self._part, min(1.0, done[asked]))
        if self._is_cut(pose, now_s):
            self._refuse("too_fast")
        elif self._part < _BEGUN and any(part >= 1.0 for movement, part in done.items() if movement is not asked):
            self._refuse("other_movement")
        elif now_s - self._asked_s > self._rules.within_s:
            self._refuse("too_late")
        elif self._part >= 1.0:
            self._end_movement(now_s)

    def _done(self, pose: HeadPose) -> dict[Movement, float]:
        """Return how much of each movement this frame shows, against the baseline; 1 is all of it."""
        rules, baseline = self._rules, self._baseline
        turned = (pose.yaw - median(frame.yaw for frame in baseline)) / rules.least_turn
        lowered = pose.pitch - median(frame.pitch for frame in baseline)
        nearer = pose.eyes_px / median(frame.eyes_px for frame in baseline) - 1.0
        return {
            Movement.TURN_LEFT: turned,
            Movement.TURN_RIGHT: -turned,
            Movement.NOD: lowered / rules.least_nod,
            Movement.COME_CLOSER: nearer / rules.least_approach,
        }

    def _is_cut(self, pose: HeadPose, now_s: float) -> bool:
        assert self._last is not None, "a movement is asked for after frames of stillness only"
        passed_s = max(now_s - self._last_s, _SHORTEST_FRAME_S)
        return abs(pose.yaw - self._last.yaw) > self._rules.fastest_turn_per_s * passed_s

    def _end_movement(self, now_s: float) -> None:
        if now_s - self._asked_s < self._rules.soonest_s:
            self._refuse("too_soon")
        elif self._at + 1 == len(self._movements):
            self._state = ChallengeState.DONE
        else:
            self._at += 1
            self._hold(now_s)

    def _refuse(self, why: str) -> None:
        self._state = ChallengeState.REFUSED
        self.refusal = why
