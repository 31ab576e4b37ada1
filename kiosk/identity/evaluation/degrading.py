"""A picture made as small and as poor as the one on a card: 102 x 126, eyes 25 pixels apart, coded hard."""

from typing import Final, cast

import cv2
import numpy as np

from kiosk.identity.engine import FaceEngine, Pixels
from kiosk.identity.geometry import eye_distance

WIDTH_PX: Final = 102
HEIGHT_PX: Final = 126
_EYES_PX: Final = 25.0
_EYES_AT: Final = (0.5, 0.47)
"""Where the middle of the eyes lies on a card photo, as parts of its width and height (GA 461)."""
_JPEG_QUALITY: Final = 50


def as_on_a_card(engine: FaceEngine, pixels: Pixels) -> Pixels | None:
    """Return the largest face of `pixels` as a card's photo would show it, or None where no face is found."""
    faces = engine.detect(pixels)
    if not faces:
        return None
    points = engine.locate(pixels, faces[0]).points
    scale = _EYES_PX / eye_distance(points)
    middle = points[:2].mean(axis=0)
    shift = np.array([WIDTH_PX * _EYES_AT[0], HEIGHT_PX * _EYES_AT[1]]) - middle * scale
    # Shrinking by a warp alone would skip pixels: what lies between them is averaged first.
    sigma = max(0.0, 0.4 / scale - 0.4)
    smooth = cv2.GaussianBlur(pixels, (0, 0), sigma) if sigma > 0.2 else pixels
    matrix = np.array([[scale, 0.0, shift[0]], [0.0, scale, shift[1]]])
    small = cv2.warpAffine(smooth, matrix, (WIDTH_PX, HEIGHT_PX), borderMode=cv2.BORDER_REPLICATE)
    _, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return cast("Pixels", cv2.imdecode(coded, cv2.IMREAD_COLOR))
