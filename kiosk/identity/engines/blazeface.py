"""The default engine, by OpenCV alone: BlazeFace, a 468-point mesh, and a 512-dimensional embedding.

Measured figures and the choice: `docs/face.md`. Runs on a worker thread beside a GUI: OpenCV releases the GIL.
"""

import os
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity import models
from kiosk.identity.engine import DetectedFace, Embedding, FaceMesh, Pixels, Points
from kiosk.identity.errors import ModelUnusable
from kiosk.identity.geometry import (
    ALIGNED_SIZE,
    DETECTOR_SIZE,
    MESH_SIZE,
    alignment,
    detector_anchors,
    five_points,
)

LEAST_SCORE: Final = 0.5
_SAME_FACE_OVERLAP: Final = 0.3
_MESH_MARGIN: Final = 1.5
_MESH_POINTS: Final = 468


class OpenCvFaceEngine:
    """Meets `kiosk.identity.engine.FaceEngine`."""

    name = "blazeface+mesh+fr_feature 1"

    def __init__(self) -> None:
        """Load the models.

        Raises:
            ModelMissing, ModelAltered, ModelUnusable: named in kiosk.identity.errors.
        """
        # A second pool of threads beside the GUI's would only take turns with it.
        cv2.setNumThreads(1)
        self._anchors = detector_anchors()
        # The classic engine: OpenCV 5's new one shows only one of several outputs.
        self._detector = _net(models.DETECTOR)
        self._mesh = _net(models.MESH)
        self._embedder = _net(models.EMBEDDER)

    def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
        """See `FaceEngine.detect`."""
        height, width = pixels.shape[:2]
        ratio = DETECTOR_SIZE / max(height, width)
        small = cv2.resize(pixels, (round(width * ratio), round(height * ratio)), interpolation=cv2.INTER_AREA)
        left, top = (DETECTOR_SIZE - small.shape[1]) // 2, (DETECTOR_SIZE - small.shape[0]) // 2
        square = np.zeros((DETECTOR_SIZE, DETECTOR_SIZE, 3), np.uint8)
        square[top : top + small.shape[0], left : left + small.shape[1]] = small
        self._detector.setInput(
            cv2.dnn.blobFromImage(square, 1 / 127.5, (DETECTOR_SIZE, DETECTOR_SIZE), (127.5,) * 3, swapRB=True)
        )
        raw_scores, raw_boxes = self._detector.forward(["classificators", "regressors"])
        square.fill(0)
        scores = 1 / (1 + np.exp(-np.clip(raw_scores.reshape(-1), -80, 80)))
        chosen = np.nonzero(scores > LEAST_SCORE)[0]
        if not len(chosen):
            return ()
        # Each box is eight points: centre (from its anchor), size, and six keypoints (from its anchor).
        boxes = (raw_boxes.reshape(-1, 8, 2)[chosen] / DETECTOR_SIZE).astype(np.float32)
        boxes[:, 0] += self._anchors[chosen]
        boxes[:, 2:] += self._anchors[chosen][:, None]
        offset = np.array([left, top], np.float32)
        faces = []
        for score, box in _merged(scores[chosen].astype(np.float32), boxes):
            size = box[1] * DETECTOR_SIZE / ratio
            points = (box[[0, 2, 3, 4, 5, 6, 7]] * DETECTOR_SIZE - offset) / ratio
            faces.append(DetectedFace(score, points[0], size, points[1:]))
        return tuple(sorted(faces, key=lambda face: -float(face.size[0])))

    def mesh(self, pixels: Pixels, face: DetectedFace) -> FaceMesh:
        """See `FaceEngine.mesh`."""
        axis = face.keypoints[1] - face.keypoints[0]
        angle = float(np.arctan2(axis[1], axis[0]))
        scale = MESH_SIZE / (_MESH_MARGIN * float(face.size.max()))
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) * scale
        shift = np.array([MESH_SIZE / 2] * 2) - turn @ face.centre
        crop = cv2.warpAffine(pixels, np.hstack([turn, shift[:, None]]), (MESH_SIZE, MESH_SIZE))
        self._mesh.setInput(cv2.dnn.blobFromImage(crop, 1 / 255, (MESH_SIZE, MESH_SIZE), swapRB=True))
        raw_points, raw_presence = self._mesh.forward(["conv2d_20", "conv2d_30"])
        crop.fill(0)
        points = raw_points.reshape(_MESH_POINTS, 3)
        flat = (points[:, :2] - shift) @ np.linalg.inv(turn).T
        presence = float(1 / (1 + np.exp(-float(raw_presence.reshape(-1)[0]))))
        return FaceMesh(np.hstack([flat, points[:, 2:] / scale]).astype(np.float32), presence)

    def align(self, pixels: Pixels, mesh: FaceMesh) -> Pixels:
        """See `FaceEngine.align`."""
        matrix = alignment(five_points(mesh))
        return cast("Pixels", cv2.warpAffine(pixels, matrix, (ALIGNED_SIZE, ALIGNED_SIZE)))

    def embed(self, aligned: Pixels) -> Embedding:
        """See `FaceEngine.embed`. The mirrored face is averaged in, which halves chance."""
        total = np.zeros(0, np.float32)
        for view in (aligned, np.ascontiguousarray(aligned[:, ::-1])):
            self._embedder.setInput(
                cv2.dnn.blobFromImage(view, 1 / 128, (ALIGNED_SIZE, ALIGNED_SIZE), (127,) * 3, swapRB=True)
            )
            vector = _unit(np.asarray(self._embedder.forward(), np.float32).reshape(-1))
            total = vector if not len(total) else total + vector
        return _unit(total)


def _net(name: str) -> cv2.dnn.Net:
    """Load what was checked: the bytes themselves, shown to OpenCV as a file that exists in memory only.

    OpenCV 5.0 reads a model from a buffer too, but then overlooks which engine was asked for.
    """
    content = models.checked(name)
    descriptor = os.memfd_create(name.rpartition("/")[2], os.MFD_CLOEXEC)
    try:
        with os.fdopen(descriptor, "wb") as memory:
            memory.write(content)
            memory.flush()
            file = f"/proc/self/fd/{descriptor}"
            if name.endswith(".tflite"):
                return cv2.dnn.readNetFromTFLite(file, cv2.dnn.ENGINE_CLASSIC)
            return cv2.dnn.readNetFromONNX(file, cv2.dnn.ENGINE_CLASSIC)
    except cv2.error as error:
        raise ModelUnusable(name) from error


def _unit(vector: NDArray[np.float32]) -> Embedding:
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def _merged(scores: NDArray[np.float32], boxes: Points) -> list[tuple[float, Points]]:
    """Blend boxes of the same face, weighted by score (BlazeFace paper, section 3.4), best first."""
    order = [int(index) for index in np.argsort(-scores)]
    merged = []
    while order:
        best = order[0]
        group = [index for index in order if index == best or _overlap(boxes[best], boxes[index]) > _SAME_FACE_OVERLAP]
        order = [index for index in order if index not in group]
        weights = scores[group][:, None, None]
        merged.append((float(scores[best]), cast("Points", (boxes[group] * weights).sum(axis=0) / weights.sum())))
    return merged


def _overlap(one: Points, other: Points) -> float:
    """Intersection over union of two boxes given as centre and size."""
    low = np.maximum(one[0] - one[1] / 2, other[0] - other[1] / 2)
    high = np.minimum(one[0] + one[1] / 2, other[0] + other[1] / 2)
    common = float(np.prod(np.maximum(0.0, high - low)))
    return common / (float(np.prod(one[1])) + float(np.prod(other[1])) - common + 1e-9)
