"""What is behind the person: the inside of a service hall, out of focus, or the plain white of a card's picture."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=8)
def hall_interior(width_px: int, height_px: int, seed: int = 0) -> NDArray[np.uint8]:
    """Return a soft interior: wall, a lit ceiling, windows, counters. Read-only, always the same for a seed."""
    rng = np.random.default_rng(seed)
    small = np.zeros((120, 160, 3), np.float32)
    down = np.linspace(0, 1, 120)[:, None, None]
    small[:] = (1 - down) * np.array((214, 212, 204)) + down * np.array((164, 160, 154))
    for _ in range(5):
        x, y = int(rng.integers(0, 160)), int(rng.integers(4, 44))
        cv2.ellipse(small, (x, y), (int(rng.integers(7, 15)), 3), 0, 0, 360, (250, 250, 246), -1)
    for _ in range(4):
        x, wide = int(rng.integers(-10, 150)), int(rng.integers(14, 34))
        tone = rng.uniform(0.74, 1.06)
        colour = tuple(float(value) * tone for value in (206, 198, 184))
        cv2.rectangle(small, (x, int(rng.integers(22, 46))), (x + wide, 92), colour, -1)
    cv2.rectangle(small, (0, 88), (160, 120), (132, 138, 146), -1)
    for _ in range(3):
        x = int(rng.integers(0, 150))
        cv2.rectangle(small, (x, 78), (x + int(rng.integers(12, 30)), 120), (150, 124, 96), -1)
    soft = cv2.GaussianBlur(small, (0, 0), 5.0)
    picture = cv2.resize(soft, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    result = np.clip(picture, 0, 255).astype(np.uint8)
    result.setflags(write=False)
    return result


@lru_cache(maxsize=4)
def plain(width_px: int, height_px: int, grey: int = 250) -> NDArray[np.uint8]:
    """Return an even background. Read-only."""
    picture = np.full((height_px, width_px, 3), grey, np.uint8)
    picture.setflags(write=False)
    return picture
