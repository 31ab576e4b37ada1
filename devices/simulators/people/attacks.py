"""What a camera sees when something that is no person is held before it: prints and screens, flat or bent."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_FOCAL_PART: Final = 1.374
"""Focal length over the picture's height, of the 40 degrees that `faces.draw_person` draws with."""
_STRIPS: Final = 36


@dataclass(frozen=True, slots=True)
class Held:
    """How a sheet is held before the camera.

    Attributes:
        yaw_deg, pitch_deg, roll_deg: the sheet's turn about its own middle.
        x_mm, y_mm: its middle, right of and above the picture's middle.
        distance_mm: from the lens to its middle.
        width_mm: of the whole sheet.
        bend_deg: how far it is bent about its upright axis, edge to edge; 0 is flat.
    """

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    x_mm: float = 0.0
    y_mm: float = 0.0
    distance_mm: float = 480.0
    width_mm: float = 420.0
    bend_deg: float = 0.0


def hold(sheet: Pixels, held: Held, *, before: Pixels) -> Pixels:
    """Return the scene `before` with `sheet` held into it; all height x width x 3, BGR."""
    height, width = before.shape[:2]
    columns = np.linspace(0, sheet.shape[1], (_STRIPS if held.bend_deg else 1) + 1)
    upper = _projected(sheet, held, columns, at_row=0, scene=(width, height))
    lower = _projected(sheet, held, columns, at_row=sheet.shape[0], scene=(width, height))
    scene = before.copy()
    for index in range(len(columns) - 1):
        source = np.array([[columns[index], 0], [columns[index + 1], 0]] * 2, np.float32)
        source[2:, 1] = sheet.shape[0]
        target = np.array([upper[index], upper[index + 1], lower[index], lower[index + 1]], np.float32)
        _draw_part(scene, sheet, source, target)
    return scene


def _draw_part(scene: Pixels, sheet: Pixels, source: NDArray[np.float32], target: NDArray[np.float32]) -> None:
    """Draw one flat part of the sheet; corners are left and right above, left and right below, in pixels."""
    height, width = scene.shape[:2]
    left, top = np.maximum(np.floor(target.min(axis=0)), 0).astype(int)
    right, bottom = np.minimum(np.ceil(target.max(axis=0)) + 1, (width, height)).astype(int)
    if right <= left or bottom <= top:
        return
    here = (target - (left, top)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(source, here)
    size = (int(right - left), int(bottom - top))
    drawn = cv2.warpPerspective(sheet, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    area = np.zeros(drawn.shape[:2], np.uint8)
    cv2.fillConvexPoly(area, np.round(here[[0, 1, 3, 2]]).astype(np.int32), 255)
    np.copyto(scene[top:bottom, left:right], drawn, where=area[:, :, None] > 0, casting="unsafe")


def shown_on_screen(picture: Pixels, *, phase: float = 0.0) -> Pixels:
    """Return a picture as a phone or tablet shows it to a camera: bluish, less contrast, a little moire, a dark rim.

    `phase` moves the moire, as the smallest movement of the hand does.
    """
    lit = picture.astype(np.float32) * np.array([1.06, 0.98, 0.93], np.float32) * 0.9 + 14
    down, across = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    lit += (2.2 * np.sin(across * 0.83 + down * 0.21 + phase))[:, :, None]
    shown: Pixels = np.clip(lit, 0, 255).astype(np.uint8)
    rim = max(4, picture.shape[1] // 40)
    cv2.rectangle(shown, (0, 0), (shown.shape[1] - 1, shown.shape[0] - 1), (12, 12, 12), rim)
    return shown


def _projected(
    sheet: Pixels, held: Held, columns: NDArray[np.float64], *, at_row: int, scene: tuple[int, int]
) -> NDArray[np.float64]:
    """Return where the sheet's points of these columns and one row lie in the scene: n x 2 pixels."""
    mm = held.width_mm / sheet.shape[1]
    along = (columns - sheet.shape[1] / 2) * mm
    up = np.full_like(along, (sheet.shape[0] / 2 - at_row) * mm)
    if held.bend_deg:
        radius = held.width_mm / np.deg2rad(held.bend_deg)
        # The middle comes towards the camera: as a face does, and as a print is bent to look like one.
        points = np.stack([radius * np.sin(along / radius), up, radius * (np.cos(along / radius) - 1.0)], axis=1)
    else:
        points = np.stack([along, up, np.zeros_like(along)], axis=1)
    yaw, pitch, roll = (np.deg2rad(angle) for angle in (held.yaw_deg, held.pitch_deg, held.roll_deg))
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    points = points @ (about_z @ about_x @ about_y).T
    points += np.array([held.x_mm, held.y_mm, -held.distance_mm])
    focal = _FOCAL_PART * scene[1]
    away = np.maximum(-points[:, 2], 1.0)
    return np.stack([scene[0] / 2 + focal * points[:, 0] / away, scene[1] / 2 - focal * points[:, 1] / away], axis=1)
