"""The 468 points of MediaPipe's face mesh, reduced to what engines speak of. Pure."""

from typing import Final

import numpy as np

from kiosk.identity.engine import Landmarks, Points

POINTS: Final = 468

# 'Left' is the picture's left: the person's right.
_LEFT_EYE, _RIGHT_EYE = (33, 133), (362, 263)
_LEFT_LIDS, _RIGHT_LIDS = (159, 145), (386, 374)
_NOSE_TIP, _LEFT_MOUTH, _RIGHT_MOUTH = 1, 61, 291


def landmarks(mesh: Points, presence: float) -> Landmarks:
    """Return five points and the opening of the eyes. `mesh` is 468 x 2 or more columns, in pixels."""
    flat = mesh[:, :2]
    eyes = [flat[list(eye)].mean(axis=0) for eye in (_LEFT_EYE, _RIGHT_EYE)]
    points = np.array([*eyes, flat[_NOSE_TIP], flat[_LEFT_MOUTH], flat[_RIGHT_MOUTH]], np.float32)
    return Landmarks(points, presence, _eye_opening(flat))


def _eye_opening(flat: Points) -> float:
    """Return lid distance over eye width, of the eye that is more closed: about 0.3 open, below 0.1 shut."""
    openings = []
    for eye, lids in ((_LEFT_EYE, _LEFT_LIDS), (_RIGHT_EYE, _RIGHT_LIDS)):
        wide = float(np.linalg.norm(flat[eye[0]] - flat[eye[1]]))
        openings.append(float(np.linalg.norm(flat[lids[0]] - flat[lids[1]])) / max(wide, 1e-6))
    return min(openings)
