"""What the flow knows of a face comparison: advice while it runs, a verdict when it ends. No picture, no embedding."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class FaceAdvice(Enum):
    """What the person before the camera should do next."""

    NO_FACE = "no_face"
    COME_CLOSER = "come_closer"
    MOVE_BACK = "move_back"
    MOVE_TO_CENTRE = "move_to_centre"
    LOOK_STRAIGHT = "look_straight"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    HOLD_STILL = "hold_still"
    ONE_PERSON = "one_person"
    EYES_VISIBLE = "eyes_visible"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    NOD = "nod"
    COME_MUCH_CLOSER = "come_much_closer"
    COMPARING = "comparing"


class FaceResult(Enum):
    """How a comparison ended."""

    MATCH = "match"
    UNSURE = "unsure"
    NO_MATCH = "no_match"
    NO_FACE = "no_face"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class FaceVerdict:
    """The verdict, and all that may be kept of it.

    Attributes:
        score: cosine similarity of the embeddings, -1 to 1; 0 where nothing was compared.
        threshold: what the score was held against.
        engine: name and version of what compared.
        passive_score: what a passive model made of one frame, 0 to 1, where there is one; it decides nothing.
    """

    result: FaceResult
    score: float
    threshold: float
    engine: str
    compared_at: datetime
    passive_score: float | None = None
