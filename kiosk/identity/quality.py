"""How well a face can be compared, and plain advice where it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.domain.face import FaceAdvice
from kiosk.identity.engine import DetectedFace, FaceQuality, Landmarks, Pixels
from kiosk.identity.geometry import pitch, yaw


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """What a frame must keep; each names the field of `FaceQuality` that it bounds.

    Attributes:
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
    least_contrast: float = 12.0
    least_sharpness: float = 12.0
    least_eye_opening: float = 0.08
    second_face: float = 0.6


def measured(pixels: Pixels, face: DetectedFace, landmarks: Landmarks, aligned: Pixels) -> FaceQuality:
    """Measure one face: what every engine can say from its box, its landmarks and its aligned picture."""
    height, width = pixels.shape[:2]
    grey = cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY)
    try:
        return FaceQuality(
            width_part=float(face.size[0]) / min(width, height),
            off_centre=abs(float(face.centre[0]) / width - 0.5),
            presence=landmarks.presence,
            yaw=yaw(landmarks.points),
            pitch=pitch(landmarks.points),
            eye_opening=landmarks.eye_opening,
            light=float(np.mean(grey)),
            contrast=float(np.std(grey)),
            sharpness=float(cv2.Laplacian(grey, cv2.CV_64F).var()),
        )
    finally:
        grey.fill(0)


def advice_on_number(faces: Sequence[DetectedFace], limits: QualityLimits) -> FaceAdvice | None:
    """Return what should change about who is in the picture, or None. `faces` are largest first."""
    if not faces:
        return FaceAdvice.NO_FACE
    if len(faces) > 1 and float(faces[1].size[0]) > limits.second_face * float(faces[0].size[0]):
        return FaceAdvice.ONE_PERSON
    return None


def advice_on(quality: FaceQuality, limits: QualityLimits) -> FaceAdvice | None:
    """Return the first thing that should change, nearest to the person first, or None where it can be compared."""
    wrong = (
        (quality.width_part < limits.least_width, FaceAdvice.COME_CLOSER),
        (quality.width_part > limits.most_width, FaceAdvice.MOVE_BACK),
        (quality.off_centre > limits.most_off_centre, FaceAdvice.MOVE_TO_CENTRE),
        (quality.presence < limits.least_presence, FaceAdvice.NO_FACE),
        (quality.light < limits.least_light, FaceAdvice.MORE_LIGHT),
        (quality.light > limits.most_light, FaceAdvice.LESS_LIGHT),
        (quality.contrast < limits.least_contrast, FaceAdvice.MORE_LIGHT),
        (abs(quality.yaw) > limits.most_yaw, FaceAdvice.LOOK_STRAIGHT),
        (not limits.least_pitch < quality.pitch < limits.most_pitch, FaceAdvice.LOOK_STRAIGHT),
        (
            quality.eye_opening is not None and quality.eye_opening < limits.least_eye_opening,
            FaceAdvice.EYES_VISIBLE,
        ),
        (quality.sharpness < limits.least_sharpness, FaceAdvice.HOLD_STILL),
    )
    return next((advice for is_wrong, advice in wrong if is_wrong), None)


def merit(quality: FaceQuality, limits: QualityLimits) -> float:
    """Return how good an acceptable face is, 0 to 1, so that the best of several frames can be chosen.

    The mean of how straight, how sharp and how open-eyed it is, each measured against its limit.
    """
    straight = 1.0 - min(1.0, abs(quality.yaw) / limits.most_yaw)
    sharp = 1.0 - min(1.0, limits.least_sharpness / max(quality.sharpness, 1e-6))
    opening = limits.least_eye_opening if quality.eye_opening is None else quality.eye_opening
    open_eyed = min(1.0, max(0.0, opening / (3 * limits.least_eye_opening)))
    return (straight + sharp + open_eyed) / 3
