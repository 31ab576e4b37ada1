"""The head turn: what counts as one, and what does not."""

import pytest

from kiosk.domain.face import FaceAdvice
from kiosk.identity.liveness import HeadTurn, TurnRules, TurnState

RULES = TurnRules()
FRAME_S = 0.07


def turn(*, left: bool = True) -> HeadTurn:
    """A turn asked for at second 0, from a head held nearly straight."""
    return HeadTurn(RULES, to_own_left=left, baseline=[0.01, 0.03, 0.02], now_s=0.0)


def play(judge: HeadTurn, yaws: list[float], frame_s: float = FRAME_S) -> TurnState:
    """Let the head move through these yaws."""
    for number, yaw in enumerate(yaws, start=1):
        judge.see(yaw, number * frame_s)
    return judge.state


@pytest.mark.parametrize("left", [True, False])
def test_following_is_enough(left: bool) -> None:
    """A turn of some thirty degrees to the side asked for is done."""
    sign = 1 if left else -1
    assert play(turn(left=left), [0.02 + sign * step * 0.03 for step in range(9)]) is TurnState.DONE


def test_the_other_way_is_refused() -> None:
    """Somebody, or something, that turns the wrong way did not follow."""
    assert play(turn(), [0.02 - step * 0.03 for step in range(9)]) is TurnState.REFUSED


def test_a_flat_picture_does_not_turn_enough() -> None:
    """A flat photo turned by 40 degrees was never seen above 0.105: that is no turn."""
    assert play(turn(), [0.02 + 0.1 * step / 8 for step in range(9)] * 3) is TurnState.ASKED


def test_a_cut_is_refused() -> None:
    """From straight to turned within one frame is another picture, not a head."""
    assert play(turn(), [0.02, 0.02, 0.02, 0.02, 0.35]) is TurnState.REFUSED


def test_too_soon_is_refused() -> None:
    """Nobody turns a quarter of a second after being asked, before having read it."""
    assert play(turn(), [0.1, 0.18, 0.24]) is TurnState.REFUSED


def test_too_late_is_refused() -> None:
    """The turn must come within its time."""
    assert play(turn(), [0.02] * 4, frame_s=RULES.within_s / 2) is TurnState.REFUSED


def test_the_advice_is_in_the_person_s_own_left_and_right() -> None:
    """What the screen asks for is what is judged."""
    assert (turn(left=True).advice, turn(left=False).advice) == (FaceAdvice.TURN_LEFT, FaceAdvice.TURN_RIGHT)
