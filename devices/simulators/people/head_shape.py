"""The head's bare surface: a loft of superellipses from crown to chin, with the face's relief on its front.

Lengths in mm, origin between the eyes' line and the middle of the head; x to the picture's right, y up, z forwards.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from devices.simulators.people.mesh import Floats, bump, smooth_curve, smoothstep
from devices.simulators.people.traits import FaceTraits

_FRONT_DEG: Final = 62.0
"""Up to here to either side the surface is dense, and texture is laid on it straight from the front."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadGrid:
    """The bare head: rows from the crown down, columns once around from the back.

    Attributes:
        points: rows x columns x 3.
        across_mm: rows x columns, where on the flattened skin a point lies: x in front, the way around behind.
        angle: columns, radians from straight ahead, -pi to pi.
        heights: rows, mm.
        half_width: rows, mm.
    """

    points: Floats
    across_mm: Floats
    angle: Floats
    heights: Floats
    half_width: Floats


def _angles() -> Floats:
    front = np.linspace(-np.deg2rad(_FRONT_DEG), np.deg2rad(_FRONT_DEG), 111)
    side = np.linspace(np.deg2rad(_FRONT_DEG), np.pi, 26)[1:]
    return np.concatenate([-side[::-1], front, side]).astype(np.float32)


def _heights(traits: FaceTraits) -> Floats:
    crown, chin = traits.crown_y_mm, traits.chin_y_mm
    dome = crown - (crown - 44.0) * (1.0 - np.cos(np.linspace(0.0, np.pi / 2, 26)))
    face = np.arange(42.5, chin + 6.0, -1.7)
    bottom = chin + 6.0 - 14.0 * np.sin(np.linspace(0.0, np.pi / 2, 9))
    return np.concatenate([dome, face, bottom]).astype(np.float32)


def _half_width(traits: FaceTraits, y: Floats) -> Floats:
    chin, head = traits.chin_y_mm, traits.head_width_mm / 2
    cheek, jaw, tip = traits.cheek_width_mm / 2, traits.jaw_width_mm / 2, traits.chin_width_mm / 2
    knots = [
        (60.0, head),
        (40.0, head),
        (20.0, head * 0.975),
        (4.0, (head + cheek) / 2),
        (-22.0, cheek),
        (0.44 * chin, (cheek * 0.6 + jaw * 0.4)),
        (0.66 * chin, jaw),
        (0.84 * chin, jaw * 0.52 + tip * 0.56),
        (0.95 * chin, tip * 1.08),
        (chin - 3.0, tip * 0.80),
        (chin - 12.0, tip * 0.55),
    ]
    return smooth_curve(y, knots, smoothing_mm=6.0)


def _dome(traits: FaceTraits, y: Floats) -> Floats:
    """Close the crown: 1 below it, 0 at its top."""
    at = np.clip((y - 44.0) / (traits.crown_y_mm - 44.0), 0.0, 1.0)
    return np.asarray((1.0 - at**2.3) ** 0.5, np.float32)


def _close_chin(traits: FaceTraits, y: Floats) -> Floats:
    at = np.clip((traits.chin_y_mm + 6.0 - y) / 14.0, 0.0, 1.0)
    return np.asarray(np.sqrt(np.maximum(0.0, 1.0 - at**2.2)), np.float32)


def head_grid(traits: FaceTraits) -> HeadGrid:
    """Build the bare head of `traits`."""
    y, angle = _heights(traits), _angles()
    chin = traits.chin_y_mm
    close = _dome(traits, y) * _close_chin(traits, y)
    half_width = _half_width(traits, y) * close
    middle = smooth_curve(y, [(60, 0), (0, 0), (0.5 * chin, 2), (0.72 * chin, 16), (0.9 * chin, 40), (chin, 50)])
    slope = traits.forehead_slope_mm
    front = smooth_curve(
        y,
        [
            (90, 88 - slope),
            (60, 91 - slope * 0.7),
            (30, 94 - slope * 0.2),
            (10, 93.0),
            (0.4 * chin, 91.0),
            (0.66 * chin, 89.0),
            (0.85 * chin, 84.0 + traits.chin_forward_mm * 0.5),
            (chin, 80.0 + traits.chin_forward_mm),
        ],
    )
    back = smooth_curve(y, [(60, -98), (10, -96), (-40, -78), (0.75 * chin, -40), (chin, 0)])
    centre = middle[:, None]
    sine, cosine = np.sin(angle)[None, :], np.cos(angle)[None, :]
    reach = np.where(cosine >= 0, (front * 1.0)[:, None] - centre, centre - back[:, None]) * close[:, None]
    flat = 0.86  # a superellipse: faces are flatter in front than an ellipse
    x = half_width[:, None] * np.sign(sine) * np.abs(sine) ** 0.94
    z = centre + reach * np.sign(cosine) * np.abs(cosine) ** np.where(cosine >= 0, flat, 1.0)
    heights = np.broadcast_to(y[:, None], x.shape)
    in_front = smoothstep(0.05, 0.45, np.broadcast_to(cosine, x.shape))
    relief = _relief(traits, np.abs(x), x, heights) * in_front
    points = np.stack([x, heights, z + relief], axis=-1).astype(np.float32)
    edge = np.deg2rad(_FRONT_DEG)
    beyond = np.maximum(np.abs(angle) - edge, 0.0)[None, :] * 0.5 * (traits.head_width_mm / 2)
    across = np.sign(sine) * (np.minimum(np.abs(x), half_width[:, None] * np.sin(edge) ** 0.94) * 1.0 + beyond)
    # Behind the front, the skin is laid out by the head's own width so that rows of different width line up.
    across = np.where(np.abs(angle)[None, :] <= edge, x, across)
    return HeadGrid(
        points=points,
        across_mm=across.astype(np.float32),
        angle=angle,
        heights=y,
        half_width=half_width,
    )


def _relief(traits: FaceTraits, side: NDArray[np.floating], x: NDArray[np.floating], y: NDArray[np.floating]) -> Floats:
    """Return how far the face stands out of the loft, mm. `side` is the absolute x: both halves are alike."""
    t = traits
    eye = t.eye_x_mm
    relief = np.zeros(x.shape, np.float32)
    # Eyes: a socket, deeper towards the nose, and the eyeball in it.
    relief -= (t.eye_socket_mm * 0.8) * bump(side, y, at=(eye, 1.0), size=(19.0, 12.0))
    relief -= (t.eye_socket_mm * 0.55 + 1.5) * bump(side, y, at=(eye * 0.5, 0.0), size=(8.0, 10.0))
    relief += 4.6 * bump(side, y, at=(eye, 0.0), size=(11.5, 8.0))
    relief += (2.0 + t.brow_ridge_mm) * bump(side, y, at=(eye * 0.86, t.brow_y_mm - 1.0), size=(18.0, 6.5))
    # Nose.
    relief += _nose(t, side, y)
    # Cheeks.
    cheek_y = t.nose_tip_y_mm * 0.55
    relief += t.cheekbone_mm * bump(side, y, at=(t.cheek_width_mm * 0.33, cheek_y), size=(17.0, 12.0))
    relief += t.cheek_fullness_mm * bump(side, y, at=(t.cheek_width_mm * 0.32, t.mouth_y_mm + 8.0), size=(17.0, 22.0))
    # Mouth: the arch of the teeth, the lips, the line between them, the hollow below.
    mouth = t.mouth_y_mm
    half = t.mouth_width_mm / 2
    relief += 5.0 * bump(side, y, at=(0.0, mouth + 2.0), size=(half * 1.15, 20.0))
    window = np.exp(-((side / (half * 0.86)) ** 4))
    relief += (0.9 + 0.28 * t.upper_lip_mm) * window * np.exp(-(((y - mouth - t.upper_lip_mm * 0.45) / 3.6) ** 2))
    relief += (1.0 + 0.30 * t.lower_lip_mm) * window * np.exp(-(((y - mouth + t.lower_lip_mm * 0.50) / 4.4) ** 2))
    relief -= 2.4 * window * np.exp(-(((y - mouth) / 1.7) ** 2))
    relief -= 1.6 * bump(side, y, at=(half + 2.0, mouth - 1.0), size=(4.0, 5.0))
    hollow = mouth + (t.chin_y_mm - mouth) * 0.42
    relief -= 4.0 * bump(side, y, at=(0.0, hollow), size=(20.0, 6.0))
    ball = mouth + (t.chin_y_mm - mouth) * 0.76
    relief += 5.0 * bump(side, y, at=(0.0, ball), size=(t.chin_width_mm * 0.44, 10.0))
    # The fold from the nose to the corner of the mouth.
    fold_x = t.nose_wing_x_mm + 5.0 + (t.nose_tip_y_mm - y) / max(8.0, t.nose_tip_y_mm - mouth) * 11.0
    along = smoothstep(mouth - 14.0, mouth + 4.0, y) * (1.0 - smoothstep(t.nose_tip_y_mm - 4, t.nose_tip_y_mm + 6, y))
    relief -= (0.5 + 1.6 * t.nasolabial) * along * np.exp(-(((side - fold_x) / 3.5) ** 2))
    return relief.astype(np.float32)


def _nose(t: FaceTraits, side: NDArray[np.floating], y: NDArray[np.floating]) -> Floats:
    tip, root = t.nose_tip_y_mm, 5.0
    base = tip - 9.0
    column = y[:, 0]
    ridge = smooth_curve(
        column,
        [
            (root + 16, 0.0),
            (root + 4, t.nose_bridge_forward_mm * 0.42),
            (root - 8, t.nose_bridge_forward_mm),
            (tip * 0.55, (t.nose_bridge_forward_mm + t.nose_tip_forward_mm) * 0.52),
            (tip + 5, t.nose_tip_forward_mm * 0.95),
            (tip, t.nose_tip_forward_mm),
            (tip - 4, t.nose_tip_forward_mm * 0.72),
            (base, t.nose_tip_forward_mm * 0.10),
            (base - 4, 0.0),
        ],
        smoothing_mm=1.8,
    )[:, None]
    width = smooth_curve(
        column,
        [
            (root + 12, t.nose_bridge_width_mm * 1.5),
            (root - 6, t.nose_bridge_width_mm),
            (tip * 0.5, t.nose_bridge_width_mm * 1.12),
            (tip, t.nose_tip_width_mm),
            (base, t.nose_tip_width_mm),
        ],
        smoothing_mm=3.0,
    )[:, None]
    nose = ridge * np.exp(-((side / width) ** 2.3))
    nose += t.nose_wing_mm * bump(side, y, at=(t.nose_wing_x_mm, tip - 2.5), size=(5.4, 6.0))
    nose -= 1.5 * bump(side, y, at=(t.nose_wing_x_mm + 5.0, tip - 1.0), size=(3.0, 6.0))
    nose -= 3.0 * bump(side, y, at=(t.nose_wing_x_mm * 0.55, tip - 7.5), size=(3.4, 2.4))
    return np.asarray(nose, np.float32)
