"""Movements asked for by chance: what counts as one, and what does not."""

from collections import Counter
from random import Random

import pytest

from kiosk.domain.face import FaceAdvice
from kiosk.identity.liveness import (
    Challenge,
    ChallengeRules,
    ChallengeState,
    HeadPose,
    Movement,
    chosen_movements,
)

RULES = ChallengeRules()
FRAME_S = 0.07
STRAIGHT = HeadPose(0.02, 0.67, 72.0)


def moved(movement: Movement, part: float) -> HeadPose:
    """A head that shows `part` of a good movement."""
    yaw, pitch, eyes = STRAIGHT.yaw, STRAIGHT.pitch, STRAIGHT.eyes_px
    match movement:
        case Movement.TURN_LEFT:
            return HeadPose(yaw + 0.26 * part, pitch, eyes)
        case Movement.TURN_RIGHT:
            return HeadPose(yaw - 0.26 * part, pitch, eyes)
        case Movement.NOD:
            return HeadPose(yaw, pitch + 0.14 * part, eyes)
        case Movement.COME_CLOSER:
            return HeadPose(yaw, pitch, eyes * (1 + 0.32 * part))


def following(movement: Movement, frames: int = 9) -> list[HeadPose]:
    """A movement out and back."""
    out = [moved(movement, step / frames) for step in range(1, frames + 1)]
    return [*out, *reversed(out), STRAIGHT]


class Player:
    """Plays poses to a challenge, frame after frame."""

    def __init__(self, *movements: Movement, seed: int = 3) -> None:
        self.at_s = 0.0
        self.challenge = Challenge(RULES, movements, dice=Random(seed), now_s=0.0)

    def play(self, poses: list[HeadPose], frame_s: float = FRAME_S) -> ChallengeState:
        """Let the head move through these poses."""
        for pose in poses:
            self.at_s += frame_s
            self.challenge.see(pose, self.at_s)
        return self.challenge.state

    def hold_still(self) -> None:
        """Hold still until a movement is asked for."""
        for _ in range(40):
            if self.play([STRAIGHT]) is not ChallengeState.HOLDING:
                return
        raise AssertionError("never asked")


@pytest.mark.parametrize("movement", list(Movement))
def test_following_is_enough(movement: Movement) -> None:
    """Whoever holds still and then does what is asked has done it."""
    player = Player(movement)
    player.hold_still()
    assert player.challenge.advice is not FaceAdvice.HOLD_STILL
    assert player.play(following(movement)) is ChallengeState.DONE
    assert player.challenge.fraction == 1.0


@pytest.mark.parametrize("asked", list(Movement))
@pytest.mark.parametrize("shown", list(Movement))
def test_another_movement_is_refused(asked: Movement, shown: Movement) -> None:
    """Somebody, or something, that does something else did not follow."""
    player = Player(asked)
    player.hold_still()
    ended = player.play(following(shown))
    if shown is asked:
        assert ended is ChallengeState.DONE
    else:
        assert (ended, player.challenge.refusal) == (ChallengeState.REFUSED, "other_movement")


def test_each_movement_is_asked_for_after_stillness() -> None:
    """Between two movements the head must be still again; a head that never is, is refused."""
    player = Player(Movement.TURN_LEFT, Movement.NOD)
    player.hold_still()
    player.play(following(Movement.TURN_LEFT))
    assert player.challenge.state is ChallengeState.HOLDING
    assert 0.45 <= player.challenge.fraction <= 0.55
    swaying = [moved(Movement.TURN_RIGHT, 0.35), moved(Movement.TURN_LEFT, 0.35)] * 60
    assert player.play(swaying) is ChallengeState.REFUSED
    assert player.challenge.refusal == "never_still"


def test_a_turned_head_is_no_baseline() -> None:
    """Still but turned away: nothing is asked for until the face looks ahead."""
    player = Player(Movement.TURN_LEFT)
    player.play([moved(Movement.TURN_RIGHT, 1.0)] * 30)
    assert player.challenge.state is ChallengeState.HOLDING


def test_a_flat_picture_does_not_turn_enough() -> None:
    """A flat photo turned by 40 degrees was never seen above 0.105: that is no turn, and its time runs out."""
    player = Player(Movement.TURN_LEFT)
    player.hold_still()
    flat = [HeadPose(0.02 + 0.1 * step / 8, 0.67, 72.0) for step in range(9)]
    assert player.play(flat * 3) is ChallengeState.ASKED
    assert player.play(flat * 12) is ChallengeState.REFUSED
    assert player.challenge.refusal == "too_late"


def test_a_cut_is_refused() -> None:
    """From straight to turned within one frame is another picture, not a head."""
    player = Player(Movement.TURN_LEFT)
    player.hold_still()
    assert player.play([STRAIGHT] * 4 + [HeadPose(0.35, 0.67, 72.0)]) is ChallengeState.REFUSED
    assert player.challenge.refusal == "too_fast"


def test_too_soon_is_refused() -> None:
    """Nobody turns a quarter of a second after being asked, before having read it."""
    player = Player(Movement.TURN_LEFT)
    player.hold_still()
    soon = [HeadPose(yaw, 0.67, 72.0) for yaw in (0.11, 0.19, 0.25)]
    assert player.play(soon) is ChallengeState.REFUSED
    assert player.challenge.refusal == "too_soon"


def test_chance_chooses_one_turn_and_the_order() -> None:
    """Exactly one turn is among them, to both sides equally often, at every place equally often."""
    dice = Random(5)
    drawn = [chosen_movements(RULES, dice) for _ in range(600)]
    turns = (Movement.TURN_LEFT, Movement.TURN_RIGHT)
    assert all(len(each) == RULES.movements and sum(one in turns for one in each) == 1 for each in drawn)
    sides = Counter(one for each in drawn for one in each if one in turns)
    places = Counter(next(at for at, one in enumerate(each) if one in turns) for each in drawn)
    assert min(sides.values()) > 240
    assert min(places.values()) > 240


def test_the_time_of_stillness_is_chance() -> None:
    """A recording cannot know when it will be asked."""
    times = set()
    for seed in range(20):
        player = Player(Movement.NOD, seed=seed)
        player.hold_still()
        times.add(round(player.at_s, 2))
    assert len(times) > 5
    assert min(times) >= RULES.shortest_still_s
    assert max(times) <= RULES.longest_still_s + 2 * FRAME_S
