"""The operator's own models: ONNX files for OpenCV's `FaceDetectorYN` (YuNet) and `FaceRecognizerSF` (SFace).

Both classes fix the models' inputs and outputs; which files, their hashes and the thresholds come from the settings.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

import cv2
import numpy as np

from kiosk.identity.engine import DetectedFace, Embedding, FaceQuality, Landmarks, Pixels, Points, Thresholds
from kiosk.identity.engines import networks
from kiosk.identity.errors import ModelUnusable
from kiosk.identity.geometry import ALIGNED_SIZE, alignment
from kiosk.identity.models import checked_file
from kiosk.identity.quality import measured

_FRAMEWORK: Final = "onnx"
_LEAST_SCORE: Final = 0.6
_OVERLAP: Final = 0.3
_MOST_FACES: Final = 50
_NO_CONFIG: Final = np.zeros(0, np.uint8)
_ROW_BOX, _ROW_POINTS, _ROW_SCORE = slice(0, 4), slice(4, 14), 14


class OwnModelsEngine:
    """Meets `kiosk.identity.engine.FaceEngine`."""

    def __init__(
        self, detector: Path, detector_sha256: str, recogniser: Path, recogniser_sha256: str, thresholds: Thresholds
    ) -> None:
        """Load both models.

        Raises:
            ModelMissing, ModelAltered: a file is not there or not the one whose hash is given.
            ModelUnusable: OpenCV cannot load it, or it is not a model of that class.
        """
        # A second pool of threads beside the GUI's would only take turns with it.
        cv2.setNumThreads(1)
        self.thresholds = thresholds
        self.name = f"own {detector_sha256[:8]}+{recogniser_sha256[:8]}"
        self._recogniser_name = recogniser.name
        try:
            self._detector = cv2.FaceDetectorYN.create(
                _FRAMEWORK,
                np.frombuffer(checked_file(detector, detector_sha256), np.uint8),
                _NO_CONFIG,
                (320, 320),
                _LEAST_SCORE,
                _OVERLAP,
                _MOST_FACES,
            )
            # What is no detector is found out here, not before the first citizen.
            self.detect(np.zeros((320, 320, 3), np.uint8))
        except (cv2.error, ValueError, IndexError) as error:
            raise ModelUnusable(detector.name) from error
        try:
            self._recogniser = cv2.FaceRecognizerSF.create(
                _FRAMEWORK, np.frombuffer(checked_file(recogniser, recogniser_sha256), np.uint8), _NO_CONFIG
            )
        except cv2.error as error:
            raise ModelUnusable(recogniser.name) from error
        self.embed(networks.test_card(ALIGNED_SIZE))

    def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
        """See `FaceEngine.detect`."""
        height, width = pixels.shape[:2]
        self._detector.setInputSize((width, height))
        _, rows = self._detector.detect(pixels)
        faces = []
        # There are no rows at all where there is no face, which OpenCV's stubs do not say.
        for row in cast("Iterable[Points]", () if rows is None else rows):  # type: ignore[redundant-expr]
            left_top, size = row[_ROW_BOX][:2], row[_ROW_BOX][2:]
            centre = (left_top + size / 2).astype(np.float32)
            faces.append(DetectedFace(float(row[_ROW_SCORE]), centre, size, row[_ROW_POINTS].reshape(5, 2)))
        return tuple(sorted(faces, key=lambda face: -float(face.size[0])))

    def locate(self, pixels: Pixels, face: DetectedFace) -> Landmarks:  # noqa: ARG002  the detector has seen them
        """See `FaceEngine.locate`. YuNet's own five points are in the order we use; it does not see the lids."""
        return Landmarks(face.keypoints, face.score)

    def align(self, pixels: Pixels, landmarks: Landmarks) -> Pixels:
        """See `FaceEngine.align`. The template is the one that `FaceRecognizerSF.alignCrop` has."""
        return cast("Pixels", cv2.warpAffine(pixels, alignment(landmarks.points), (ALIGNED_SIZE, ALIGNED_SIZE)))

    def quality(self, pixels: Pixels, face: DetectedFace, landmarks: Landmarks, aligned: Pixels) -> FaceQuality:
        """See `FaceEngine.quality`."""
        return measured(pixels, face, landmarks, aligned)

    def embed(self, aligned: Pixels) -> Embedding:
        """See `FaceEngine.embed`.

        Raises:
            ModelUnusable: what comes out is not a direction.
        """
        try:
            # `feature` returns memory of its own network, which the next call would overwrite.
            vector = np.array(self._recogniser.feature(aligned), np.float32).reshape(-1)
        except cv2.error as error:
            raise ModelUnusable(self._recogniser_name) from error
        length = float(np.linalg.norm(vector))
        if not np.isfinite(length) or length == 0.0:
            raise ModelUnusable(self._recogniser_name)
        return (vector / length).astype(np.float32)

    def forget(self) -> None:
        """See `FaceEngine.forget`."""
        self.detect(networks.test_card(320))
        self.embed(networks.test_card(ALIGNED_SIZE))

    def compare(self, one: Embedding, other: Embedding) -> float:
        """See `FaceEngine.compare`: the cosine, as `FaceRecognizerSF.match` computes it."""
        return float(one @ other)
