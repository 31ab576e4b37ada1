"""Whether a page's picture is good enough to be kept, and if not, what is wrong first."""

from dataclasses import dataclass
from math import inf
from typing import Final

import cv2
import numpy as np

from devices.api.kinds.document_scanner import PageAdvice
from devices.drivers.camera_document_scanner.wire import FoundPage, Picture

LOOK_PX: Final = 480
"""Width of the small straight picture that light is judged on."""
DARK_LEVEL: Final = 92.0
BURNT_LEVEL: Final = 250
GLARE_SHARE: Final = 0.004
"""Of the page's area; a word of 12 point text on A4 covers about this much."""
PAPER_BELOW: Final = 242.0
WHITE_OUT_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """What is good enough.

    Attributes:
        least_px_per_mm: below it small print cannot be read.
        most_rise_px: how blurred a page's side may be.
    """

    least_px_per_mm: float = 3.2
    most_rise_px: float = 4.5


def advice_on(page: FoundPage, straight: Picture, *, px_per_mm: float, limits: Limits) -> PageAdvice | None:
    """Return what is wrong with a page first, or None. `straight` is the page alone, BGR, straightened."""
    if page.at_border:
        return PageAdvice.CUT_OFF
    # First of all: the sides of a page that moves are not sharp, and then neither sure.
    if limits.most_rise_px < page.rise_px < inf:
        return PageAdvice.BLURRED
    if not page.is_whole:
        return PageAdvice.COVERED
    if px_per_mm < limits.least_px_per_mm:
        return PageAdvice.TOO_FAR
    small = _small(straight)
    if float(np.percentile(small.max(axis=2), 85)) < DARK_LEVEL:
        return PageAdvice.TOO_DARK
    if _glares(small):
        return PageAdvice.GLARE
    return None


def _small(straight: Picture) -> Picture:
    height = max(1, round(straight.shape[0] * LOOK_PX / straight.shape[1]))
    return np.asarray(cv2.resize(straight, (LOOK_PX, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _glares(small: Picture) -> bool:
    """Whether a lamp burns a spot out of the page, or light burns out half of it."""
    burnt = (small.min(axis=2) >= BURNT_LEVEL).astype(np.uint8)
    share = float(burnt.mean())
    if share > WHITE_OUT_SHARE:
        return True
    if float(np.median(small.min(axis=2))) >= PAPER_BELOW:
        return False
    burnt = np.asarray(cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), dtype=np.uint8)
    count, _, facts, _ = cv2.connectedComponentsWithStats(burnt)
    largest = max((int(facts[index, cv2.CC_STAT_AREA]) for index in range(1, count)), default=0)
    return largest / burnt.size > GLARE_SHARE
