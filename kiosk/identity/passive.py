"""A passive score: what a model makes of one frame without asking for anything. Kept with the verdict, decides nothing.

No model ships with the kiosk: those that can be had were not trustworthy (docs/face.md; one refused nearly every real
face). An operator who has one names the file and its hash: ONNX, one BGR picture of 80 x 80 around the face, two or
more classes, the second of them 'live', as the MiniFASNet family has it.
"""

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from kiosk.identity.engine import FaceEngine, Pixels
from kiosk.identity.engines import networks
from kiosk.identity.errors import ModelUnusable
from kiosk.identity.models import checked_file

_INPUT_PX: Final = 80
_CROP_SCALE: Final = 2.7
_LIVE: Final = 1


class PassiveScorer:
    """Scores one frame. One thread."""

    def __init__(self, engine: FaceEngine, model: Path, sha256: str) -> None:
        """Load the model; `engine` finds the face.

        Raises:
            ModelMissing, ModelAltered, ModelUnusable: the file is not usable.
        """
        self._engine = engine
        self._name = model.name
        self._net = networks.onnx(checked_file(model, sha256), model.name)
        self._live(networks.test_card(_INPUT_PX))

    def score(self, pixels: Pixels) -> float | None:
        """Return how live the largest face looks, 0 to 1, or None where there is no face."""
        faces = self._engine.detect(pixels)
        if not faces:
            return None
        side = _CROP_SCALE * float(faces[0].size.max())
        scale = _INPUT_PX / side
        shift = _INPUT_PX / 2 - faces[0].centre * scale
        matrix = np.array([[scale, 0.0, shift[0]], [0.0, scale, shift[1]]])
        crop = cv2.warpAffine(pixels, matrix, (_INPUT_PX, _INPUT_PX), borderMode=cv2.BORDER_REPLICATE)
        try:
            return round(self._live(np.asarray(crop, np.uint8)), 4)
        finally:
            crop.fill(0)

    def _live(self, crop: Pixels) -> float:
        try:
            self._net.setInput(cv2.dnn.blobFromImage(crop, 1.0, (_INPUT_PX, _INPUT_PX)))
            raw = np.asarray(self._net.forward(), np.float64).reshape(-1)
        except cv2.error as error:
            raise ModelUnusable(self._name) from error
        if len(raw) <= _LIVE or not np.all(np.isfinite(raw)):
            raise ModelUnusable(self._name)
        odds = np.exp(raw - raw.max())
        return float(odds[_LIVE] / odds.sum())
