"""Whether a frame is good enough to compare, and plain advice where it is not."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.domain.face import FaceAdvice
from kiosk.identity.engine import DetectedFace, FaceMesh, Pixels
from kiosk.identity.geometry import eye_opening, five_points, pitch, yaw


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """What a frame must keep.

    Attributes:
        least_width, most_width: the face's width as a part of the picture's shorter side.
        most_off_centre: the face's middle from the picture's, as a part of its width.
        least_presence: the mesh's own certainty that this is a face.
        most_yaw: see `kiosk.identity.geometry.yaw`.
        least_pitch, most_pitch: see `kiosk.identity.geometry.pitch`.
        least_light, most_light: mean grey of the aligned face, 0 to 255.
        least_sharpness: variance of the Laplacian of the aligned face.
        least_eye_opening: see `kiosk.identity.geometry.eye_opening`.
        second_face: another face counts from this part of the largest one's width.
    """

    least_width: float = 0.22
    most_width: float = 0.85
    most_off_centre: float = 0.25
    least_presence: float = 0.6
    most_yaw: float = 0.12
    least_pitch: float = 0.3
    most_pitch: float = 0.9
    least_light: float = 45.0
    most_light: float = 225.0
    least_sharpness: float = 12.0
    least_eye_opening: float = 0.08
    second_face: float = 0.6


def advice_on_faces(faces: Sequence[DetectedFace], pixels: Pixels, limits: QualityLimits) -> FaceAdvice | None:
    """Return what should change about who is in the picture and where, or None where that is good.

    `faces` are largest first, as an engine returns them.
    """
    if not faces:
        return FaceAdvice.NO_FACE
    largest = faces[0]
    if len(faces) > 1 and float(faces[1].size[0]) > limits.second_face * float(largest.size[0]):
        return FaceAdvice.ONE_PERSON
    height, width = pixels.shape[:2]
    part = float(largest.size[0]) / min(width, height)
    if part < limits.least_width:
        return FaceAdvice.COME_CLOSER
    if part > limits.most_width:
        return FaceAdvice.MOVE_BACK
    if abs(float(largest.centre[0]) - width / 2) > limits.most_off_centre * width:
        return FaceAdvice.MOVE_TO_CENTRE
    return None


def advice_on_face(mesh: FaceMesh, aligned: Pixels, limits: QualityLimits) -> FaceAdvice | None:
    """Return what should change about the face itself, or None where it can be compared."""
    grey = cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY)
    light = float(np.mean(grey))
    points = five_points(mesh)
    if mesh.presence < limits.least_presence:
        advice: FaceAdvice | None = FaceAdvice.NO_FACE
    elif light < limits.least_light:
        advice = FaceAdvice.MORE_LIGHT
    elif light > limits.most_light:
        advice = FaceAdvice.LESS_LIGHT
    elif abs(yaw(points)) > limits.most_yaw or not limits.least_pitch < pitch(points) < limits.most_pitch:
        advice = FaceAdvice.LOOK_STRAIGHT
    elif eye_opening(mesh) < limits.least_eye_opening:
        advice = FaceAdvice.EYES_VISIBLE
    elif float(cv2.Laplacian(grey, cv2.CV_64F).var()) < limits.least_sharpness:
        advice = FaceAdvice.HOLD_STILL
    else:
        advice = None
    grey.fill(0)
    return advice
