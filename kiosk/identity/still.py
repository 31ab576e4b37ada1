"""Still pictures: a card's photo, or any two pictures that somebody wants compared."""

from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np

from devices.api.kinds.id_card_reader import Picture
from kiosk.identity.engine import Embedding, FaceEngine, FaceQuality, Pixels
from kiosk.identity.memory import Memory

CARD_ENLARGEMENT: Final = 3
"""Card pictures are 102 x 126; detectors find faces on them well only after this."""

_SMALL_PX: Final = 240
"""A picture whose shorter side is below this is taken for one of a card's size and enlarged."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StillFace:
    """The largest face of a picture, in memory that the caller's `Memory` overwrites."""

    vector: Embedding
    aligned: Pixels
    quality: FaceQuality
    faces: int


def pixels_of(picture: Picture) -> Pixels:
    """Return the pixels of a decoded card photo, without copying them."""
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height_px, picture.width_px, 3)


def card_face(engine: FaceEngine, pixels: Pixels, memory: Memory) -> StillFace | None:
    """Return the face of a picture of a card's size, or None where there is none."""
    large = cv2.resize(pixels, None, fx=CARD_ENLARGEMENT, fy=CARD_ENLARGEMENT, interpolation=cv2.INTER_CUBIC)
    return _face(engine, memory.keep(cast("Pixels", large)), memory)


def still_face(engine: FaceEngine, pixels: Pixels, memory: Memory) -> StillFace | None:
    """Return the largest face of a picture of any size, or None where there is none."""
    if min(pixels.shape[:2]) < _SMALL_PX:
        return card_face(engine, pixels, memory)
    return _face(engine, pixels, memory)


def _face(engine: FaceEngine, pixels: Pixels, memory: Memory) -> StillFace | None:
    faces = engine.detect(pixels)
    if not faces:
        return None
    landmarks = engine.locate(pixels, faces[0])
    aligned = memory.keep(engine.align(pixels, landmarks))
    quality = engine.quality(pixels, faces[0], landmarks, aligned)
    return StillFace(memory.keep(engine.embed(aligned)), aligned, quality, len(faces))
