"""The small protocol behind which an engine stands: ours, a vendor's, or a remote authority's."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""height x width x 3, BGR."""
Points = NDArray[np.float32]
Embedding = NDArray[np.float32]
"""A unit vector; the dot product of two is their similarity, -1 to 1."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DetectedFace:
    """A face in a picture, in pixels of it.

    Attributes:
        score: how sure the detector is, 0 to 1.
        centre: x, y.
        size: width, height of the box.
        keypoints: 6 x 2: eye left and right in the picture, nose, mouth, ear left and right.
    """

    score: float
    centre: Points
    size: Points
    keypoints: Points

    def __repr__(self) -> str:
        """The score only: where a face is and how large is about a person."""
        return f"DetectedFace({self.score:.2f})"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class FaceMesh:
    """Landmarks of one face: `points` is 468 x 3 in pixels of the picture, `presence` 0 to 1 that it is a face."""

    points: Points
    presence: float

    def __repr__(self) -> str:
        """The presence only."""
        return f"FaceMesh({self.presence:.2f})"


class FaceEngine(Protocol):
    """Finds, aligns and compares faces. One thread at a time; no picture and no vector outlives the call."""

    @property
    def name(self) -> str:
        """Name and version, as a verdict quotes it."""
        ...

    def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
        """Return the faces in a picture, largest first."""
        ...

    def mesh(self, pixels: Pixels, face: DetectedFace) -> FaceMesh:
        """Return the landmarks of a detected face."""
        ...

    def align(self, pixels: Pixels, mesh: FaceMesh) -> Pixels:
        """Return the face upright at the embedding's own size."""
        ...

    def embed(self, aligned: Pixels) -> Embedding:
        """Return the embedding of an aligned face."""
        ...
