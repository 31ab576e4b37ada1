"""The five levels of 好差评. The screen never steers the choice."""

from enum import IntEnum


class RatingLevel(IntEnum):
    """GB/T 39734: five levels, 5 the best."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    FAIR = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1
