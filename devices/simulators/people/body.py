"""Everything that is not the head itself: ears, neck, shoulders with what they wear, glasses, a bun."""

from typing import Final

import numpy as np

from devices.simulators.people.canvas import Canvas, soft_noise
from devices.simulators.people.mesh import Floats, Surface, grid_surface, smooth_curve
from devices.simulators.people.skin import smooth_line
from devices.simulators.people.traits import FaceTraits, Garment

TORSO_LEFT_MM: Final = -240.0
TORSO_TOP_MM: Final = -80.0
TORSO_WIDTH_MM: Final = 480.0
TORSO_HEIGHT_MM: Final = 340.0
_SKIN_GLOSS: Final = 0.10

# The two characters of 合成 (synthetic) as strokes in a unit square, y up: the badge needs no font.
_BADGE: Final = (
    (
        ((0.23, 0.98), (0.14, 0.80), (0.0, 0.66)),
        ((0.23, 0.98), (0.32, 0.80), (0.46, 0.66)),
        ((0.12, 0.62), (0.34, 0.62)),
        ((0.08, 0.42), (0.38, 0.42), (0.38, 0.02), (0.08, 0.02), (0.08, 0.42)),
    ),
    (
        ((0.58, 0.80), (1.0, 0.80)),
        ((0.58, 0.80), (0.57, 0.30), (0.52, 0.02)),
        ((0.60, 0.52), (0.74, 0.52), (0.73, 0.16), (0.66, 0.20)),
        ((0.78, 1.0), (0.82, 0.45), (0.92, 0.08), (1.0, 0.02), (1.0, 0.18)),
        ((0.95, 0.58), (0.84, 0.26), (0.68, 0.02)),
        ((0.89, 0.98), (0.96, 0.88)),
    ),
)


def ear(traits: FaceTraits, skin: Canvas, side: int, half_width_mm: float) -> Surface:
    """Return one ear; `side` is -1 for the picture's left. Its colour is the skin's, where the head's side is."""
    t = traits
    turn = np.linspace(-np.pi, np.pi, 33)
    ring = np.linspace(0.0, 1.0, 9)
    tall, deep = 31.0 * t.ear_size, 17.0 * t.ear_size
    radius, around = np.meshgrid(ring, turn, indexing="ij")
    lobe = 1.0 - 0.22 * np.clip(-np.sin(around), 0, 1) ** 2
    along = -np.cos(around) * deep * radius * lobe
    up = np.sin(around) * tall * radius
    rim = 4.0 * np.exp(-(((radius - 0.80) / 0.16) ** 2)) + 3.5 * (1 - radius**2) - 6.0 * np.exp(-((radius / 0.42) ** 2))
    spread = np.deg2rad(t.ear_spread_deg)
    away = rim + (deep + along) * 0.0
    # Hinged at its front edge, it stands away from the head by `spread`.
    from_hinge = deep * 0.8 - along
    x = half_width_mm - 2.5 + np.sin(spread) * from_hinge + np.cos(spread) * away
    z = -4.0 - np.cos(spread) * from_hinge + np.sin(spread) * away + deep * 0.6
    y = -10.0 + up + 0.06 * along
    points = np.stack([side * x, y, z], axis=-1).astype(np.float32)
    if side > 0:
        points = points[:, ::-1]
    place = side * (t.head_width_mm * 0.5 + 6.0)
    texels = skin.texels(place + along * 0.2, -12.0 + up * 0.25)
    if side > 0:
        texels = texels[:, ::-1]
    return grid_surface(points, texels, closed=True, gloss=_SKIN_GLOSS)


def neck(traits: FaceTraits, skin: Canvas) -> Surface:
    """Return the neck, from inside the jaw down into the collar."""
    t = traits
    heights = np.linspace(-62.0, t.chin_y_mm - 62.0, 34)
    angle = np.linspace(-np.pi, np.pi, 65)
    at = (heights - heights[-1]) / (heights[0] - heights[-1])
    half = t.neck_width_mm / 2 * (1.0 + 0.22 * (1 - at) ** 2.4)
    x = half[:, None] * np.sin(angle)[None, :]
    z = half[:, None] * 0.98 * np.cos(angle)[None, :] - 22.0 - 10.0 * (1 - at)[:, None]
    y = np.broadcast_to(heights[:, None], x.shape)
    points = np.stack([x, y, z], axis=-1).astype(np.float32)
    under = t.chin_y_mm - 9.0 - 2.0 * (1 - at)
    texels = skin.texels(x * 0.5, np.broadcast_to(under[:, None], x.shape))
    follows = np.broadcast_to((at**0.8)[:, None] * 0.9, x.shape).astype(np.float32)
    return grid_surface(points, texels, closed=True, gloss=0.04, follows_head=follows)


def torso(traits: FaceTraits, cloth: Canvas) -> Surface:
    """Return shoulders and chest."""
    t = traits
    base = t.chin_y_mm - 40.0
    wide = 1.0 if t.age_years >= 14 else 0.78
    heights = np.concatenate([np.linspace(base + 8, base - 70, 50), np.linspace(base - 76, base - 280, 24)])
    collar = t.neck_width_mm / 2 + 5.0
    half = smooth_curve(
        heights,
        [
            (base + 20, collar),
            (base - 2, collar + 4),
            (base - 16, collar + 26 * wide),
            (base - 34, 148 * wide),
            (base - 52, 182 * wide),
            (base - 80, 202 * wide),
            (base - 140, 214 * wide),
            (base - 280, 216 * wide),
        ],
        smoothing_mm=6.0,
    )
    deep = smooth_curve(
        heights,
        [(base + 20, collar * 0.95), (base - 20, collar + 10), (base - 70, 88 * wide), (base - 280, 104 * wide)],
        smoothing_mm=6.0,
    )
    angle = np.linspace(-np.pi, np.pi, 97)
    sine, cosine = np.sin(angle)[None, :], np.cos(angle)[None, :]
    x = half[:, None] * np.sign(sine) * np.abs(sine) ** 0.8
    z = deep[:, None] * np.sign(cosine) * np.abs(cosine) ** 0.8 - 34.0
    y = np.broadcast_to(heights[:, None], x.shape) + 0.0
    points = np.stack([x, y, z], axis=-1).astype(np.float32)
    texels = cloth.texels(x, y)
    return grid_surface(points, texels, closed=True, gloss=0.0, follows_head=0.0)


def cloth_canvas(traits: FaceTraits) -> Canvas:
    """Return what the person wears, seen from the front, with the badge that says 合成."""
    t = traits
    canvas = Canvas(
        left_mm=TORSO_LEFT_MM,
        top_mm=TORSO_TOP_MM,
        width_mm=TORSO_WIDTH_MM,
        height_mm=TORSO_HEIGHT_MM,
        colour=t.garment_colour,
    )
    weave = soft_noise(canvas.height, canvas.width, grain_px=2.2, seed=t.texture_seed * 17 + 1)
    folds = soft_noise(canvas.height, canvas.width, grain_px=150, seed=t.texture_seed * 17 + 2)
    canvas.shade(1.0 + 0.020 * weave + 0.05 * folds)
    cloth = np.asarray(t.garment_colour, np.float32)
    dark, light = cloth * 0.62, np.minimum(cloth * 1.18 + 8, 255)
    base = t.chin_y_mm - 40.0
    collar = t.neck_width_mm / 2 + 7.0
    skin = np.asarray(t.skin, np.float32) * 0.88
    shirt = np.asarray(t.shirt_colour, np.float32)
    match t.garment:
        case Garment.ROUND_NECK:
            neckline = [
                (-collar, base + 30),
                *smooth_line([(-collar, base - 6), (0, base - 26), (collar, base - 6)]),
                (collar, base + 30),
            ]
            canvas.polygon(neckline, skin, feather_mm=0.5)
            canvas.stroke(
                smooth_line([(-collar - 2, base - 6), (0, base - 29), (collar + 2, base - 6)]),
                dark,
                width_mm=5.0,
                strength=0.6,
                feather_mm=0.8,
            )
        case Garment.V_NECK:
            vee = [
                (-collar, base + 30),
                (-collar + 4, base - 4),
                (0, base - 62),
                (collar - 4, base - 4),
                (collar, base + 30),
            ]
            canvas.polygon(vee, skin, feather_mm=0.6)
            for side in (-1, 1):
                canvas.stroke(
                    [(side * (collar - 2), base - 2), (0, base - 64)], dark, width_mm=5.0, strength=0.6, feather_mm=0.8
                )
        case Garment.SHIRT | Garment.JACKET:
            inner = cloth if t.garment is Garment.SHIRT else shirt
            canvas.polygon(
                [(-collar, base + 30), (-collar + 3, base), (0, base - 30), (collar - 3, base), (collar, base + 30)],
                skin,
                feather_mm=0.5,
            )
            if t.garment is Garment.JACKET:
                canvas.polygon(
                    [(-collar - 3, base + 10), (0, base - 150), (collar + 3, base + 10), (0, base - 34)],
                    inner,
                    feather_mm=0.6,
                )
            bright = np.minimum(inner * 1.12 + 8, 255)
            for side in (-1, 1):
                wing = [
                    (side * (collar + 6), base + 22),
                    (side * (collar - 8), base + 2),
                    (0, base - 28),
                    (side * 15, base - 54),
                    (side * (collar + 12), base - 16),
                ]
                canvas.polygon(wing, bright, feather_mm=0.6)
                canvas.stroke([*wing[2:], wing[2]], inner * 0.62, width_mm=1.0, strength=0.7, feather_mm=0.5)
                if t.garment is Garment.JACKET:
                    lapel = [
                        (side * (collar + 10), base - 4),
                        (side * (collar - 6), base - 30),
                        (0, base - 152),
                        (side * 30, base - 118),
                        (side * 58, base - 66),
                        (side * 46, base - 50),
                    ]
                    canvas.polygon(lapel, light, strength=0.75, feather_mm=0.6)
                    canvas.stroke(lapel[1:], dark, width_mm=1.2, strength=0.8, feather_mm=0.5)
            canvas.stroke([(0, base - 34), (0, base - 290)], inner * 0.6, width_mm=1.0, strength=0.7, feather_mm=0.4)
            for y in (-58, -96, -134):
                canvas.glow((3, base + y), (2.1, 2.1), inner * 0.45 + 50, strength=0.9)
    _badge(canvas, at=(66.0, base - 86.0))
    return canvas


def _badge(canvas: Canvas, *, at: tuple[float, float]) -> None:
    x, y = at
    plate = [(x - 21, y - 12), (x + 21, y - 12), (x + 21, y + 12), (x - 21, y + 12)]
    canvas.polygon([(px + 0.8, py - 1.2) for px, py in plate], (30, 30, 30), strength=0.4, feather_mm=1.2)
    canvas.polygon(plate, (246, 246, 246), feather_mm=0.4)
    for strokes in _BADGE:
        for stroke in strokes:
            canvas.stroke(
                [(x - 16.5 + 33.0 * px, y - 7.5 + 15.0 * py) for px, py in stroke],
                (150, 70, 20),
                width_mm=1.5,
                feather_mm=0.2,
            )


def glasses(traits: FaceTraits, frame: Canvas, half_width_mm: float) -> list[Surface]:
    """Return the frame of the glasses as tubes: two rims, a bridge, two arms. Empty for a face without glasses."""
    t = traits
    if t.glasses is None:
        return []
    wide, tall = t.eye_width_mm * 0.5 + 8.0, 15.0 + 5.0 * t.glasses_round
    square = 2.0 + 3.0 * (1.0 - t.glasses_round)
    z = 88.0 + max(6.0, t.nose_bridge_forward_mm)
    turn = np.linspace(0, 2 * np.pi, 49)
    tubes = []
    for side in (-1, 1):
        cx = side * (t.eye_x_mm + 1.5)
        cosine, sine = np.cos(turn), np.sin(turn)
        bend = (np.abs(cosine) ** square + np.abs(sine) ** square) ** (-1.0 / square)
        x = cx + wide * cosine * bend
        rim = np.stack([x, -1.5 + tall * sine * bend, z - 0.0022 * x**2], axis=-1)
        tubes.append(rim)
        hinge = cx + side * wide
        tubes.append(
            np.array(
                [
                    (hinge, 3.0, z - 0.0022 * hinge**2),
                    (side * (half_width_mm + 3), 3.0, 30.0),
                    (side * (half_width_mm + 3), 2.0, -12.0),
                ]
            )
        )
    gap = t.eye_x_mm + 1.5 - wide
    tubes.append(np.array([(-gap, 2.0, z), (0.0, 4.5, z + 2.0), (gap, 2.0, z)]))
    return [_tube(line.astype(np.float32), 1.15, frame) for line in tubes]


def _tube(line: Floats, radius_mm: float, frame: Canvas) -> Surface:
    turn = np.linspace(0, 2 * np.pi, 7)
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    first = np.cross(along, np.array((0.0, 0.3, 1.0)))
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-6)
    second = np.cross(along, first)
    ring = np.cos(turn)[None, :, None] * first[:, None, :] + np.sin(turn)[None, :, None] * second[:, None, :]
    points = (line[:, None, :] + radius_mm * ring).astype(np.float32)
    texels = frame.texels(np.zeros(points.shape[:2]), np.zeros(points.shape[:2]))
    return grid_surface(points, texels, closed=True, gloss=0.35)


def ball(at: tuple[float, float, float], radius_mm: float, canvas: Canvas) -> Surface:
    """Return a ball of hair: a bun."""
    turn = np.linspace(-np.pi, np.pi, 41)
    rise = np.linspace(np.pi / 2, -np.pi / 2, 21)
    x = radius_mm * np.cos(rise)[:, None] * np.sin(turn)[None, :]
    y = radius_mm * 0.82 * np.broadcast_to(np.sin(rise)[:, None], x.shape)
    z = radius_mm * np.cos(rise)[:, None] * np.cos(turn)[None, :]
    points = np.stack([x + at[0], y + at[1], z + at[2]], axis=-1).astype(np.float32)
    texels = canvas.texels(100.0 + x * 1.4, 50.0 + y * 0.6)
    return grid_surface(points, texels, closed=True, gloss=0.3)
