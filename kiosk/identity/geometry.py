"""Where things are in a face: detector anchors, alignment and head pose. Pure."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.engine import FaceMesh, Points

DETECTOR_SIZE: Final = 128
MESH_SIZE: Final = 192
ALIGNED_SIZE: Final = 112

# Indices of the 468-point mesh (MediaPipe face mesh). 'Left' is the picture's left: the person's right.
_LEFT_EYE, _RIGHT_EYE = (33, 133), (362, 263)
_LEFT_LIDS, _RIGHT_LIDS = (159, 145), (386, 374)
_NOSE_TIP, _LEFT_MOUTH, _RIGHT_MOUTH = 1, 61, 291

_TEMPLATE: Final = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32
)
"""Eyes, nose and mouth corners in 112 x 112: the usual template of face embeddings (ArcFace)."""


def detector_anchors() -> Points:
    """Return the 896 x 2 anchor centres (0 to 1) of BlazeFace short range: 16 x 16 cells of two, 8 x 8 of six."""
    centres: list[NDArray[np.float64]] = []
    for cells, per_cell in ((16, 2), (8, 6)):
        middle = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)
        centres.append(np.repeat(grid, per_cell, axis=0))
    return np.concatenate(centres).astype(np.float32)


def five_points(mesh: FaceMesh) -> Points:
    """Return eye left and right, nose tip, mouth corner left and right: 5 x 2."""
    flat = mesh.points[:, :2]
    eyes = [flat[list(eye)].mean(axis=0) for eye in (_LEFT_EYE, _RIGHT_EYE)]
    return np.array([*eyes, flat[_NOSE_TIP], flat[_LEFT_MOUTH], flat[_RIGHT_MOUTH]], np.float32)


def alignment(points: Points) -> NDArray[np.float64]:
    """Return the 2 x 3 similarity that lays five points on the template (Umeyama 1991, least squares)."""
    source_mean, target_mean = points.mean(axis=0), _TEMPLATE.mean(axis=0)
    source, target = points - source_mean, _TEMPLATE - target_mean
    left, stretch, right = np.linalg.svd(target.T @ source / len(points))
    keep_hands = np.diag([1.0, np.sign(np.linalg.det(left @ right))])
    turn = left @ keep_hands @ right
    scale = np.trace(np.diag(stretch) @ keep_hands) / (source**2).sum() * len(points)
    return np.hstack([scale * turn, (target_mean - scale * turn @ source_mean)[:, None]])


def yaw(points: Points) -> float:
    """Return how far the nose is beside the middle of eyes and mouth, in eye distances, along the eye axis.

    0 is frontal; positive is towards the picture's right: the person has turned to their own left. About 0.11, 0.18
    and 0.24 at 15, 25 and 35 degrees; a flat picture turned 20 to 40 degrees stays below 0.105.
    """
    axis = points[1] - points[0]
    distance = float(np.linalg.norm(axis))
    middle = points[[0, 1, 3, 4]].mean(axis=0)
    return float((points[2] - middle) @ axis) / (distance * distance)


def pitch(points: Points) -> float:
    """Return how far the nose tip lies from the eyes (0) to the mouth (1): about 0.6 looking straight."""
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    down = mouth - eyes
    return float((points[2] - eyes) @ down) / float(down @ down)


def eye_opening(mesh: FaceMesh) -> float:
    """Return lid distance over eye width, of the eye that is more closed: about 0.3 open, below 0.1 shut."""
    flat = mesh.points[:, :2]
    openings = [
        float(np.linalg.norm(flat[lids[0]] - flat[lids[1]])) / float(np.linalg.norm(flat[eye[0]] - flat[eye[1]]))
        for lids, eye in ((_LEFT_LIDS, _LEFT_EYE), (_RIGHT_LIDS, _RIGHT_EYE))
    ]
    return min(openings)
