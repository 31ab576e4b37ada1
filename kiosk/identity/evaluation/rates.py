"""Error rates from scores, with confidence intervals. Pure.

FMR(t) is the part of impostor scores at or above t, FNMR(t) the part of genuine scores below it (ISO/IEC 19795-1).
Intervals are percentile bootstraps over pairs: pairs that share a person are not independent, so where each person
stands in many pairs the true intervals are wider.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 1000


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the interval that holds it with `CONFIDENCE`."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AtFmr:
    """FNMR where at most `fmr` of the impostors pass.

    Attributes:
        threshold: the lowest that keeps to it, or None where there are fewer impostor pairs than 1 / fmr.
        fnmr: None for the same reason: nothing can be said.
        pairs_needed: how many impostor pairs there must be at least.
    """

    fmr: float
    threshold: float | None
    fnmr: Interval | None
    pairs_needed: int


def auc(genuine: Scores, impostor: Scores) -> float:
    """Return how often a genuine score lies above an impostor's; ties count half (Mann-Whitney)."""
    ordered = np.sort(impostor)
    below = np.searchsorted(ordered, genuine, side="left")
    not_above = np.searchsorted(ordered, genuine, side="right")
    return float((below + not_above).sum() / 2 / (len(genuine) * len(impostor)))


def eer(genuine: Scores, impostor: Scores) -> float:
    """Return the rate at which FMR and FNMR meet: their mean where they are nearest to each other."""
    genuine, impostor = np.sort(genuine), np.sort(impostor)
    thresholds = np.concatenate([genuine, impostor, [np.inf]])
    fnmr = np.searchsorted(genuine, thresholds, side="left") / len(genuine)
    fmr = 1.0 - np.searchsorted(impostor, thresholds, side="left") / len(impostor)
    nearest = int(np.argmin(np.abs(fnmr - fmr)))
    return float((fnmr[nearest] + fmr[nearest]) / 2)


def threshold_at(impostor: Scores, fmr: float) -> float:
    """Return the lowest threshold at which at most the part `fmr` of the impostor scores pass."""
    ordered = np.sort(impostor)[::-1]
    may_pass = int(np.floor(fmr * len(ordered)))
    # Just above the first that must not pass; scores that equal it must not pass either.
    return float(np.nextafter(ordered[may_pass], np.inf)) if may_pass < len(ordered) else float("-inf")


def fnmr_at(genuine: Scores, threshold: float) -> float:
    """Return the part of genuine scores below `threshold`."""
    return float(np.mean(genuine < threshold))


def fmr_at(impostor: Scores, threshold: float) -> float:
    """Return the part of impostor scores at or above `threshold`."""
    return float(np.mean(impostor >= threshold))


def interval(
    measure: Callable[[Scores, Scores], float], genuine: Scores, impostor: Scores, *, seed: int = 0
) -> Interval:
    """Return `measure` of all scores, and where it lies in resamples of them."""
    dice = np.random.default_rng(seed)
    resampled = [
        measure(
            genuine[dice.integers(0, len(genuine), len(genuine))],
            impostor[dice.integers(0, len(impostor), len(impostor))],
        )
        for _ in range(RESAMPLES)
    ]
    tail = (1.0 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1.0 - tail])
    return Interval(measure(genuine, impostor), float(low), float(high))


def at_fmr(genuine: Scores, impostor: Scores, fmr: float) -> AtFmr:
    """Return FNMR at `fmr`, where there are enough impostor pairs to speak of it."""
    needed = int(np.ceil(1 / fmr))
    if len(impostor) < needed:
        return AtFmr(fmr, None, None, needed)

    def measure(some_genuine: Scores, some_impostor: Scores) -> float:
        return fnmr_at(some_genuine, threshold_at(some_impostor, fmr))

    return AtFmr(fmr, threshold_at(impostor, fmr), interval(measure, genuine, impostor), needed)
