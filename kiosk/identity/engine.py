"""The small protocol behind which an engine stands: ours, the operator's models, or a vendor's."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.errors import WrongThresholds

Pixels = NDArray[np.uint8]
"""height x width x 3, BGR."""
Points = NDArray[np.float32]
Embedding = NDArray[np.float32]
"""A unit vector; what two of them say of each other is `FaceEngine.compare`'s business."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class DetectedFace:
    """A face in a picture, in pixels of it.

    Attributes:
        score: how sure the detector is, 0 to 1.
        centre: x, y.
        size: width, height of the box.
        keypoints: n x 2, the detector's own, for its engine only.
    """

    score: float
    centre: Points
    size: Points
    keypoints: Points

    def __repr__(self) -> str:
        """The score only: where a face is and how large is about a person."""
        return f"DetectedFace({self.score:.2f})"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Landmarks:
    """Where things are in one face.

    Attributes:
        points: 5 x 2 in pixels of the picture: eye left and right, nose tip, mouth corner left and right. 'Left' is
            the picture's left: the person's right.
        presence: 0 to 1, how sure the engine is that this is a face.
        eye_opening: lid distance over eye width of the eye that is more closed, or None where the engine cannot tell.
    """

    points: Points
    presence: float
    eye_opening: float | None = None

    def __repr__(self) -> str:
        """The presence only."""
        return f"Landmarks({self.presence:.2f})"


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """How well a face can be compared. None where the engine cannot tell.

    Attributes:
        width_part: the face's width as a part of the picture's shorter side.
        off_centre: the face's middle from the picture's, as a part of the picture's width.
        presence: how sure the engine is that this is a face, 0 to 1.
        yaw, pitch: see `kiosk.identity.geometry`.
        eye_opening: see `Landmarks`.
        light: mean grey of the aligned face, 0 to 255.
        contrast: standard deviation of that grey.
        sharpness: variance of the Laplacian of the aligned face.
    """

    width_part: float
    off_centre: float
    presence: float
    yaw: float
    pitch: float
    eye_opening: float | None
    light: float
    contrast: float
    sharpness: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a score of one engine means; on another engine's scores these numbers mean nothing.

    Attributes:
        match: from here on the faces match.
        unsure: from here to a match the person may try again; below, the faces do not match.
    """

    match: float
    unsure: float

    def __post_init__(self) -> None:
        """Refuse what cannot be: a score that matches and is not even unsure."""
        if not -1.0 <= self.unsure <= self.match <= 1.0:
            raise WrongThresholds


class FaceEngine(Protocol):
    """Finds, aligns, measures and compares faces. One thread at a time; keeps no picture and no vector.

    A vendor's SDK meets this and is installed under the entry point group ``hallkiosk.face_engine``
    (`kiosk.identity.engines.vendor`).
    """

    @property
    def name(self) -> str:
        """Name and version, as a verdict quotes it."""
        ...

    @property
    def thresholds(self) -> Thresholds:
        """What its scores mean unless the settings say otherwise."""
        ...

    def detect(self, pixels: Pixels) -> tuple[DetectedFace, ...]:
        """Return the faces in a picture, largest first."""
        ...

    def locate(self, pixels: Pixels, face: DetectedFace) -> Landmarks:
        """Return the landmarks of a detected face."""
        ...

    def align(self, pixels: Pixels, landmarks: Landmarks) -> Pixels:
        """Return the face upright at the embedding's own size, in memory that the caller overwrites."""
        ...

    def quality(self, pixels: Pixels, face: DetectedFace, landmarks: Landmarks, aligned: Pixels) -> FaceQuality:
        """Measure how well this face can be compared (`kiosk.identity.quality.measured` serves most engines)."""
        ...

    def embed(self, aligned: Pixels) -> Embedding:
        """Return the embedding of an aligned face, in memory that the caller overwrites."""
        ...

    def forget(self) -> None:
        """Overwrite whatever the engine still holds of the last face, in its networks' own memory too."""
        ...

    def compare(self, one: Embedding, other: Embedding) -> float:
        """Return how alike two faces are: -1 to 1, higher is more alike."""
        ...
