"""The default engine, by OpenCV alone: BlazeFace, a 468-point mesh, and a 512-dimensional embedding.

Measured figures and the choice: `docs/face.md`. Runs on a worker thread beside a GUI: OpenCV releases the GIL.
"""

from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity import models
from kiosk.identity.engine import DetectedFace, Embedding, FaceQuality, Landmarks, Pixels, Points, Thresholds
from kiosk.identity.engines import mesh, networks
from kiosk.identity.geometry import ALIGNED_SIZE, alignment
from kiosk.identity.quality import measured

_DETECTOR_SIZE: Final = 128
_MESH_SIZE: Final = 192
LEAST_SCORE: Final = 0.5
_SAME_FACE_OVERLAP: Final = 0.3
_MESH_MARGIN: Final = 1.5

_GOLDEN: Final = np.array(
    [-0.0050, -0.0392, -0.0176, -0.0505, -0.0222, -0.0209, -0.0071, -0.0433, -0.0015, 0.0222, 0.0266, 0.0155],
    np.float32,
)
"""The first numbers of the embedding of `networks.test_card`."""


class BlazeFaceEngine:
    """Meets `kiosk.identity.engine.FaceEngine`."""

    name = "blazeface+mesh+fr_feature 1"
    # Fitted on the pairs that docs/face.md names: about one impostor in a thousand passes the first.
    thresholds = Thresholds(match=0.45, unsure=0.36)

    def __init__(self) -> None:
        """Load the models and hold the embedding against its golden vector.

        Raises:
            ModelMissing, ModelAltered, ModelUnusable: named in kiosk.identity.errors.
        """
        # A second pool of threads beside the GUI's would only take turns with it.
        cv2.setNumThreads(1)
        self._anchors = _detector_anchors()
        self._detector = networks.tflite(models.checked(models.DETECTOR), models.DETECTOR)
        self._mesh = networks.tflite(models.checked(models.MESH), models.MESH)
        self._embedder = networks.onnx(models.checked(models.EMBEDDER), models.EMBEDDER)
        networks.check_golden(models.EMBEDDER, self.embed(networks.test_card(ALIGNED_SIZE)), _GOLDEN)

    def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
        """See `FaceEngine.detect`."""
        height, width = pixels.shape[:2]
        ratio = _DETECTOR_SIZE / max(height, width)
        small = cv2.resize(pixels, (round(width * ratio), round(height * ratio)), interpolation=cv2.INTER_AREA)
        left, top = (_DETECTOR_SIZE - small.shape[1]) // 2, (_DETECTOR_SIZE - small.shape[0]) // 2
        square = np.zeros((_DETECTOR_SIZE, _DETECTOR_SIZE, 3), np.uint8)
        square[top : top + small.shape[0], left : left + small.shape[1]] = small
        self._detector.setInput(
            cv2.dnn.blobFromImage(square, 1 / 127.5, (_DETECTOR_SIZE, _DETECTOR_SIZE), (127.5,) * 3, swapRB=True)
        )
        raw_scores, raw_boxes = self._detector.forward(["classificators", "regressors"])
        square.fill(0)
        scores = 1 / (1 + np.exp(-np.clip(raw_scores.reshape(-1), -80, 80)))
        chosen = np.nonzero(scores > LEAST_SCORE)[0]
        if not len(chosen):
            return ()
        # Each box is eight points: centre (from its anchor), size, and six keypoints (from its anchor).
        boxes = (raw_boxes.reshape(-1, 8, 2)[chosen] / _DETECTOR_SIZE).astype(np.float32)
        boxes[:, 0] += self._anchors[chosen]
        boxes[:, 2:] += self._anchors[chosen][:, None]
        offset = np.array([left, top], np.float32)
        faces = []
        for score, box in _merged(scores[chosen].astype(np.float32), boxes):
            size = box[1] * _DETECTOR_SIZE / ratio
            points = (box[[0, 2, 3, 4, 5, 6, 7]] * _DETECTOR_SIZE - offset) / ratio
            faces.append(DetectedFace(score, points[0], size, points[1:]))
        return tuple(sorted(faces, key=lambda face: -float(face.size[0])))

    def locate(self, pixels: Pixels, face: DetectedFace) -> Landmarks:
        """See `FaceEngine.locate`."""
        axis = face.keypoints[1] - face.keypoints[0]
        angle = float(np.arctan2(axis[1], axis[0]))
        scale = _MESH_SIZE / (_MESH_MARGIN * float(face.size.max()))
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) * scale
        shift = np.array([_MESH_SIZE / 2] * 2) - turn @ face.centre
        crop = cv2.warpAffine(pixels, np.hstack([turn, shift[:, None]]), (_MESH_SIZE, _MESH_SIZE))
        self._mesh.setInput(cv2.dnn.blobFromImage(crop, 1 / 255, (_MESH_SIZE, _MESH_SIZE), swapRB=True))
        raw_points, raw_presence = self._mesh.forward(["conv2d_20", "conv2d_30"])
        crop.fill(0)
        flat = (raw_points.reshape(mesh.POINTS, 3)[:, :2] - shift) @ np.linalg.inv(turn).T
        presence = float(1 / (1 + np.exp(-float(raw_presence.reshape(-1)[0]))))
        return mesh.landmarks(flat.astype(np.float32), presence)

    def align(self, pixels: Pixels, landmarks: Landmarks) -> Pixels:
        """See `FaceEngine.align`."""
        matrix = alignment(landmarks.points)
        return cast("Pixels", cv2.warpAffine(pixels, matrix, (ALIGNED_SIZE, ALIGNED_SIZE)))

    def quality(self, pixels: Pixels, face: DetectedFace, landmarks: Landmarks, aligned: Pixels) -> FaceQuality:
        """See `FaceEngine.quality`."""
        return measured(pixels, face, landmarks, aligned)

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

    def forget(self) -> None:
        """See `FaceEngine.forget`: each network is run once on what resembles nobody."""
        card = networks.test_card(_MESH_SIZE)
        self.detect(card)
        middle = np.full(2, _MESH_SIZE / 2, np.float32)
        eyes = np.array([[_MESH_SIZE * 0.3, _MESH_SIZE * 0.4], [_MESH_SIZE * 0.7, _MESH_SIZE * 0.4]], np.float32)
        self.locate(card, DetectedFace(0.0, middle, middle, eyes))
        self.embed(networks.test_card(ALIGNED_SIZE))

    def compare(self, one: Embedding, other: Embedding) -> float:
        """See `FaceEngine.compare`: the cosine."""
        return float(one @ other)


def _detector_anchors() -> Points:
    """Return the 896 x 2 anchor centres (0 to 1) of BlazeFace short range: 16 x 16 cells of two, 8 x 8 of six."""
    centres: list[NDArray[np.float64]] = []
    for cells, per_cell in ((16, 2), (8, 6)):
        middle = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)
        centres.append(np.repeat(grid, per_cell, axis=0))
    return np.concatenate(centres).astype(np.float32)


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
