"""Draws a synthetic person as a camera would see them: pose, light, sharpness, background."""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulators.people.features import Expression
from devices.simulators.people.figure import Figure
from devices.simulators.people.mesh import Floats

_HEAD_PIVOT: Final = np.array((0.0, -78.0, -26.0), np.float32)
_FIELD_OF_VIEW_DEG: Final = 40.0
_NEAR_MM, _FAR_MM = 80.0, 6000.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the person is and how the head is held.

    Attributes:
        yaw_deg: positive turns the head to the person's own left, which is the picture's right.
        pitch_deg: positive looks up.
        roll_deg: positive tips the head to the picture's right.
        x_mm, y_mm: how far the eyes' middle is right of and above the picture's middle.
        distance_mm: from the lens to the middle of the head.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    x_mm: float = 0.0
    y_mm: float = 24.0
    distance_mm: float = 640.0


@dataclass(frozen=True, slots=True)
class Light:
    """The hall's light.

    Attributes:
        level: 1 is a well lit hall, 0.2 a dark corner, 1.8 sun from the front.
        from_x, from_y: where the main light is: 0 at the camera, -1 far left or below, 1 far right or above.
        contrast: how much of the light is the main one, 0 all from everywhere to 1.
        warmth: above 0 yellowish, below 0 bluish.
    """

    level: float = 1.0
    from_x: float = -0.35
    from_y: float = 0.55
    contrast: float = 0.55
    warmth: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """One picture to be drawn. `blur_px` is the lens's and motion's together, `noise` the sensor's (grey levels)."""

    pose: Pose = field(default_factory=Pose)
    light: Light = field(default_factory=Light)
    expression: Expression = field(default_factory=Expression)
    blur_px: float = 0.0
    noise: float = 0.0
    noise_seed: int = 0


def draw_person(figure: Figure, view: View, *, background: NDArray[np.uint8], detail: float = 1.5) -> NDArray[np.uint8]:
    """Draw `figure` before `background` (height x width x 3, BGR), which decides the picture's size.

    `detail` is how many times finer the picture is drawn than returned, against jagged edges.
    """
    height, width = background.shape[:2]
    fine = (round(width * detail), round(height * detail))
    geometry = figure.geometry
    points, normals = _posed(figure, view.pose)
    atlas = figure.atlas(view.expression)
    size = np.array((atlas.shape[1], atlas.shape[0]), np.float32)
    light = _light_at(points, normals, geometry.gloss, view.light)
    attributes = np.concatenate([geometry.texels / size, light[:, None] * 0.5], axis=1)
    drawn = np.zeros((fine[1], fine[0], 3), np.float32)
    depth = np.full((fine[1], fine[0]), _FAR_MM, np.float32)
    settings = cv2.TriangleRasterizeSettings()
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    cv2.triangleRasterize(
        points,
        geometry.triangles,
        np.clip(attributes, 0.0, 1.0).astype(np.float32),
        drawn,
        depth,
        np.eye(4, dtype=np.float32),
        float(np.deg2rad(_FIELD_OF_VIEW_DEG)),
        _NEAR_MM,
        _FAR_MM,
        settings,
    )
    across, down, shade = cv2.split(drawn)
    colours = cv2.remap(atlas, across * size[0] - 0.5, down * size[1] - 0.5, cv2.INTER_LINEAR)
    lit = np.minimum(colours * _tint(shade * 2.0, view.light), 255.0).astype(np.uint8)
    covered = (depth < _FAR_MM * 0.99).astype(np.uint8) * 255
    small = cv2.resize(lit, (width, height), interpolation=cv2.INTER_AREA)
    cover = cv2.resize(covered, (width, height), interpolation=cv2.INTER_AREA)
    weight = (cover.astype(np.float32) / 255.0)[:, :, None]
    picture = small.astype(np.float32) + background * (1.0 - weight) * min(1.15, view.light.level)
    return _as_seen(picture, view)


def _posed(figure: Figure, pose: Pose) -> tuple[Floats, Floats]:
    """Return points and normals in the camera's frame: x right, y up, z towards the viewer, mm."""
    geometry = figure.geometry
    follows = geometry.follows_head[:, None]
    turned = _rotation(pose)
    body = _rotation(Pose(yaw_deg=pose.yaw_deg * 0.12, roll_deg=pose.roll_deg * 0.1))
    head_points = (geometry.points - _HEAD_PIVOT) @ turned.T + _HEAD_PIVOT
    body_points = (geometry.points - _HEAD_PIVOT) @ body.T + _HEAD_PIVOT
    points = head_points * follows + body_points * (1.0 - follows)
    normals = (geometry.normals @ turned.T) * follows + (geometry.normals @ body.T) * (1.0 - follows)
    points = points + np.array((pose.x_mm, pose.y_mm, -pose.distance_mm), np.float32)
    return np.ascontiguousarray(points, np.float32), np.ascontiguousarray(normals, np.float32)


def _rotation(pose: Pose) -> Floats:
    yaw, pitch, roll = (float(np.deg2rad(angle)) for angle in (pose.yaw_deg, -pose.pitch_deg, -pose.roll_deg))
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return np.asarray(about_z @ about_y @ about_x, np.float32)


def _light_at(points: Floats, normals: Floats, gloss: Floats, light: Light) -> Floats:
    """Return how bright each point is, about 1 where the light falls straight on it."""
    toward = np.array((light.from_x, light.from_y, 1.0), np.float32)
    toward /= np.linalg.norm(toward)
    to_camera = -points / np.linalg.norm(points, axis=1, keepdims=True)
    facing = np.sum(normals * to_camera, axis=1)
    # Thin things are seen from both sides.
    normals = np.where(facing[:, None] < 0, -normals, normals)
    lambert = normals @ toward
    wrapped = np.clip((lambert + 0.30) / 1.30, 0.0, 1.0) ** 1.25
    around = 0.80 + 0.20 * normals[:, 1]
    half = to_camera + toward
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    shine = np.clip(np.sum(normals * half, axis=1), 0.0, 1.0) ** 18 * gloss
    diffuse = (1.0 - light.contrast) * around + light.contrast * 1.06 * wrapped
    return np.asarray((diffuse + shine * light.contrast) * light.level * 1.04, np.float32)


def _tint(shade: Floats, light: Light) -> Floats:
    """Return what to multiply B, G and R by: shadows on skin are warmer than its lit side."""
    table_at = np.linspace(0.0, 2.0, 257)
    bend = np.minimum(table_at, 1.0)
    curves = [
        table_at ** (1.0 + 0.16 * (1 - bend)) * (1.0 - 0.10 * light.warmth),
        table_at ** (1.0 + 0.10 * (1 - bend)) * (1.0 - 0.02 * light.warmth),
        table_at**0.97 * (1.0 + 0.05 * light.warmth),
    ]
    table = np.stack(curves, axis=-1).astype(np.float32)[None]
    index = np.clip(shade * 128.0, 0, 256)
    return np.asarray(cv2.remap(table, index, np.zeros_like(index), cv2.INTER_LINEAR), np.float32)


def _as_seen(picture: Floats, view: View) -> NDArray[np.uint8]:
    if view.blur_px > 0.2:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), view.blur_px), np.float32)
    if view.noise > 0:
        rng = np.random.default_rng(view.noise_seed)
        picture = picture + rng.standard_normal(picture.shape, np.float32) * view.noise
    return np.clip(picture, 0, 255).astype(np.uint8)
