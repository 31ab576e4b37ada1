"""Pictures of a citizen holding a code before a kiosk's camera, computed from a seed. For simulators and tests.

The code lies on a phone, a sheet or a receipt; the carrier is turned in space, projected by a pinhole camera, lit,
blurred and drowned in the sensor's noise. Sizes are pixels of the finished picture.
"""

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

FRAME_SIZE: Final = (1280, 720)
FOCAL_PX: Final = 1100.0
"""A 60 degree lens, as in kiosk cameras."""
CARRIER_PX_PER_MODULE: Final = 9
TORN_DOT_SHARE: Final = 0.006


class Carrier(Enum):
    """What the code lies on."""

    PHONE = "phone"
    PAPER = "paper"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class View:
    """How a code is held and seen.

    Attributes:
        carrier: what it lies on.
        code_width_px: width of the code with its quiet zone, if it were held square to the camera.
        roll_deg, pitch_deg, yaw_deg: the carrier's turn about the view's axis, the horizontal and the vertical.
        centre: where the code's middle comes to lie, as shares of width and height.
        inverted: light modules on dark ground, as in a phone's dark mode.
        ink: how dark the code's dark modules are against the ground, 1 for black, 0 for nothing.
        glare: strength of a lamp's reflection on the code, 0 to 1.
        gain: brightness of the whole picture, 1 for well lit.
        blur_px: sigma of the lens out of focus.
        motion_px: length of the smear of a hand that moves.
        noise: sigma of the sensor's noise, in grey levels.
        seed: decides everything else: background, lamp, noise.
    """

    carrier: Carrier = Carrier.PAPER
    code_width_px: float = 300.0
    roll_deg: float = 0.0
    pitch_deg: float = 0.0
    yaw_deg: float = 0.0
    centre: tuple[float, float] = (0.5, 0.5)
    inverted: bool = False
    ink: float = 0.92
    glare: float = 0.0
    gain: float = 1.0
    blur_px: float = 0.6
    motion_px: float = 0.0
    noise: float = 3.0
    seed: int = 0


def render(code: Picture, view: View) -> Picture:
    """Return the 720p picture (720 x 1280 x 3, BGR) of `code` (modules, one pixel each) as `view` says."""
    dice = np.random.default_rng(view.seed)
    carrier, mask, code_box = _draw_carrier(code, view, dice)
    projection, code_corners = _projection(carrier, code_box, view)
    held = np.asarray(cv2.warpPerspective(carrier, projection, FRAME_SIZE, flags=cv2.INTER_LINEAR), dtype=np.float32)
    where = cv2.warpPerspective(mask, projection, FRAME_SIZE, flags=cv2.INTER_LINEAR)
    light = hall(view.seed)
    held -= light
    held *= np.asarray(where, dtype=np.float32)[:, :, None] / np.float32(255)
    light += held
    if view.glare:
        light = _add_glare(light, code_corners, view.glare, dice)
    light = _defocus(light, view, dice)
    light *= np.float32(view.gain)
    light += _sensor_noise(view.noise, dice)
    return np.asarray(np.clip(light, 0, 255, out=light), dtype=np.uint8)


def _sensor_noise(sigma: float, dice: np.random.Generator) -> NDArray[np.float32]:
    """Return noise for a whole frame, four tiles of the same: rolling the dice is the dearest part of a picture."""
    width_px, height_px = FRAME_SIZE
    tile = dice.standard_normal((height_px // 2, width_px // 2, 3), dtype=np.float32) * np.float32(sigma)
    return np.tile(tile, (2, 2, 1))


def hall(seed: int) -> NDArray[np.float32]:
    """Return what is behind: a hall out of focus, with lamps, doors and people-sized blots. 720 x 1280 x 3."""
    dice = np.random.default_rng((seed, 1))
    small = np.full((72, 128, 3), dice.uniform(70, 140), np.float32)
    small += np.linspace(30, -20, 72, dtype=np.float32)[:, None, None]
    for _ in range(9):
        left, top = int(dice.integers(0, 118)), int(dice.integers(0, 60))
        width, height = int(dice.integers(5, 40)), int(dice.integers(5, 50))
        colour = dice.uniform(20, 215) + dice.uniform(-22, 22, 3)
        cv2.rectangle(small, (left, top), (left + width, top + height), tuple(colour.tolist()), -1)
    for _ in range(3):
        cv2.circle(small, (int(dice.integers(0, 128)), int(dice.integers(0, 20))), 3, (250, 250, 250), -1)
    grown = cv2.resize(cv2.GaussianBlur(small, (0, 0), 1.6), FRAME_SIZE, interpolation=cv2.INTER_CUBIC)
    return np.clip(grown, 0, 255).astype(np.float32)


def _draw_carrier(
    code: Picture, view: View, dice: np.random.Generator
) -> tuple[NDArray[np.float32], Picture, tuple[int, int, int, int]]:
    """Return the carrier (BGR), its outline, and where the code lies on it (left, top, width, height)."""
    per_module = CARRIER_PX_PER_MODULE if code.shape[1] < 100 else CARRIER_PX_PER_MODULE // 3
    drawn = np.repeat(np.repeat(code, per_module, axis=0), per_module, axis=1).astype(np.float32)
    if view.inverted:
        drawn = 255.0 - drawn
    height, width = drawn.shape
    match view.carrier:
        case Carrier.PHONE:
            return _phone(drawn, view)
        case Carrier.PAPER | Carrier.RECEIPT:
            receipt = view.carrier is Carrier.RECEIPT
            side, above = round(width * (0.12 if receipt else 0.35)), round(height * 0.5)
            ground = 226.0 if receipt else 236.0
            page = np.full((height + 2 * above, width + 2 * side), ground, np.float32)
            _print_lines(page, above, dice)
            page[above : above + height, side : side + width] = ground * (1 - view.ink * (1 - drawn / 255.0))
            if receipt:
                page[:, dice.random(page.shape[1]) < TORN_DOT_SHARE] = ground  # heater dots that have died
            page += dice.standard_normal(page.shape, dtype=np.float32) * np.float32(2.0)
            outline = np.full(page.shape, 255, np.uint8)
            return np.repeat(page[:, :, None], 3, axis=2), outline, (side, above, width, height)
        case _:
            assert_never(view.carrier)


def _phone(drawn: NDArray[np.float32], view: View) -> tuple[NDArray[np.float32], Picture, tuple[int, int, int, int]]:
    """A screen with the app's coloured head, the code on a card, and a black rim with round corners."""
    height, width = drawn.shape
    rim = round(width * 0.05)
    screen_width = max(width, round(height * 0.6)) + round(width * 0.2)
    left = rim + (screen_width - width) // 2
    above = rim + round(screen_width * 0.5)
    total = (above + height + round(screen_width * 0.55), screen_width + 2 * rim)
    ground = 28.0 if view.inverted else 244.0
    phone = np.full((*total, 3), 16.0, np.float32)
    phone[rim:-rim, rim:-rim] = ground
    phone[rim : rim + round(screen_width * 0.2), rim:-rim] = (176.0, 112.0, 38.0)
    for row, share in ((0.3, 0.5), (0.38, 0.34)):
        top = rim + round(screen_width * row)
        text_width = round(screen_width * share)
        start = (total[1] - text_width) // 2
        phone[top : top + max(2, round(screen_width * 0.035)), start : start + text_width] = 255.0 - ground
    dark = ground * (1 - view.ink) if not view.inverted else ground
    lit = 244.0 if not view.inverted else ground + (244.0 - ground) * view.ink
    phone[above : above + height, left : left + width] = (dark + (lit - dark) * drawn / 255.0)[:, :, None]
    outline = np.zeros(total, np.uint8)
    radius = rim * 2
    cv2.rectangle(outline, (radius, 0), (total[1] - radius, total[0]), 255, -1)
    cv2.rectangle(outline, (0, radius), (total[1], total[0] - radius), 255, -1)
    for across in (radius, total[1] - radius - 1):
        for down in (radius, total[0] - radius - 1):
            cv2.circle(outline, (across, down), radius, 255, -1)
    return phone, outline, (left, above, width, height)


def _print_lines(page: NDArray[np.float32], margin: int, dice: np.random.Generator) -> None:
    """Print lines of something like text above and below the code."""
    height, width = page.shape
    line = max(4, margin // 9)
    for top in [
        *range(line * 2, margin - line * 2, line * 2),
        *range(height - margin + line * 2, height - line * 2, line * 2),
    ]:
        across = round(width * 0.1)
        while across < width * 0.88:
            word = round(float(dice.uniform(0.4, 1.1)) * line)
            page[top : top + line, across : across + word] *= 0.35
            across += word + line // 2


def _projection(
    carrier: NDArray[np.float32], code_box: tuple[int, int, int, int], view: View
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the homography from carrier to picture, and the code's four corners in the picture."""
    left, top, width, height = code_box
    pitch, yaw, roll = (math.radians(angle) for angle in (view.pitch_deg, view.yaw_deg, view.roll_deg))
    about_x = np.array([[1, 0, 0], [0, math.cos(pitch), -math.sin(pitch)], [0, math.sin(pitch), math.cos(pitch)]])
    about_y = np.array([[math.cos(yaw), 0, math.sin(yaw)], [0, 1, 0], [-math.sin(yaw), 0, math.cos(yaw)]])
    about_z = np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    turned = about_z @ about_x @ about_y
    scale = view.code_width_px / width
    middle = np.array([left + width / 2, top + height / 2])
    corners = np.array([[0, 0], [carrier.shape[1], 0], [carrier.shape[1], carrier.shape[0]], [0, carrier.shape[0]]])
    box = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    aim = np.array([view.centre[0] * FRAME_SIZE[0], view.centre[1] * FRAME_SIZE[1]])

    def project(points: NDArray[np.int64]) -> NDArray[np.float64]:
        flat = np.column_stack([(points - middle) * scale, np.zeros(len(points))]) @ turned.T
        depth = (flat[:, 2] + FOCAL_PX) / FOCAL_PX
        return np.asarray(flat[:, :2] / depth[:, None] + aim)

    homography = cv2.getPerspectiveTransform(corners.astype(np.float32), project(corners).astype(np.float32))
    return np.asarray(homography, dtype=np.float64), project(box)


def _add_glare(
    light: NDArray[np.float32], code_corners: NDArray[np.float64], strength: float, dice: np.random.Generator
) -> NDArray[np.float32]:
    """Lay a lamp's soft reflection over part of the code."""
    middle = code_corners.mean(axis=0)
    reach = float(np.linalg.norm(code_corners[2] - code_corners[0])) / 2
    spot = middle + dice.uniform(-0.7, 0.7, 2) * reach
    axes = np.maximum(dice.uniform(0.12, 0.3, 2) * reach, 4)
    lamp = np.zeros(light.shape[:2], np.float32)
    cv2.ellipse(
        lamp,
        (round(spot[0]), round(spot[1])),
        (round(axes[0]), round(axes[1])),
        float(dice.uniform(0, 180)),
        0,
        360,
        1.0,
        -1,
    )
    lamp = cv2.GaussianBlur(lamp, (0, 0), max(3.0, reach * 0.06)) * strength
    return np.asarray(light + (275.0 - light) * lamp[:, :, None], dtype=np.float32)


def _defocus(light: NDArray[np.float32], view: View, dice: np.random.Generator) -> NDArray[np.float32]:
    """Blur by the lens, then by the hand's motion."""
    if view.blur_px > 0:
        light = np.asarray(cv2.GaussianBlur(light, (0, 0), view.blur_px), dtype=np.float32)
    length = round(view.motion_px)
    if length >= 2:
        angle = float(dice.uniform(0, math.pi))
        smear = np.zeros((length, length), np.float32)
        half = (length - 1) / 2
        along = (math.cos(angle) * half, math.sin(angle) * half)
        ends = [(round(half - along[0]), round(half - along[1])), (round(half + along[0]), round(half + along[1]))]
        cv2.line(smear, ends[0], ends[1], 1.0)
        light = np.asarray(cv2.filter2D(light, -1, smear / smear.sum()), dtype=np.float32)
    return light
