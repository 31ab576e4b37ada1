"""Pictures of a page on a desk as a camera above it sees them, computed from a seed. For simulators and tests.

The page carries lines of made-up script and a stamp; it is turned, tilted, lit, shadowed and drowned in noise. What
its corners are in the picture is known exactly.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, assert_never

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.kinds.document_scanner import SIDES_MM, PageSize

Picture = NDArray[np.uint8]
Light = NDArray[Any]
"""Float32 before it is a picture."""

PAGE_PX_PER_MM: Final = 8.0
SKIN: Final = (132.0, 168.0, 214.0)


class Surface(Enum):
    """What the page lies on."""

    DARK = "dark"
    WOOD = "wood"
    GREY = "grey"
    CLUTTERED = "cluttered"


@dataclass(frozen=True, slots=True)
class DeskView:
    """How a page lies and is seen.

    Attributes:
        size: of the page.
        landscape: whether its long side lies across.
        surface: what it lies on.
        page_width_px: of the page in the picture, if it lay straight.
        turn_deg: how far it is turned on the desk.
        tilt_deg: how far the camera looks from aside (about the horizontal, about the vertical).
        centre: where its middle comes to lie, as shares of width and height.
        shadow: how dark somebody's shadow over a part of the page is, 0 to 1.
        glare: strength of a lamp mirrored on the page, 0 to 1.
        gain: brightness of everything.
        blur_px: sigma of a lens out of focus.
        motion_px: length of the smear of a page that moves.
        noise: sigma of the sensor's noise in grey levels.
        hand: whether a hand holds the page at its right side.
        seed: everything else.
    """

    size: PageSize = PageSize.A4
    landscape: bool = False
    surface: Surface = Surface.DARK
    page_width_px: float = 460.0
    turn_deg: float = 0.0
    tilt_deg: tuple[float, float] = (0.0, 0.0)
    centre: tuple[float, float] = (0.5, 0.5)
    shadow: float = 0.0
    glare: float = 0.0
    gain: float = 1.0
    blur_px: float = 0.6
    motion_px: float = 0.0
    noise: float = 2.5
    hand: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class DeskPicture:
    """What the camera sees, and where the page's corners are: above left, above right, below right, below left."""

    picture: Picture
    corners: NDArray[np.float64]


def render(view: DeskView, *, frame_size: tuple[int, int] = (1280, 960)) -> DeskPicture:
    """Return the picture (height x width x 3, BGR) of a page as `view` says."""
    dice = np.random.default_rng((view.seed, 11))
    page = draw_page(view.size, landscape=view.landscape, seed=view.seed)
    projection, corners = _projection(page, view, frame_size)
    light = _surface(view.surface, frame_size, dice)
    outline = np.full(page.shape[:2], 255, np.uint8)
    where = cv2.warpPerspective(outline, projection, frame_size, flags=cv2.INTER_AREA).astype(np.float32) / 255.0
    drop = cv2.GaussianBlur(np.roll(where, (5, 4), (0, 1)), (0, 0), 4.0)
    light *= 1.0 - 0.35 * drop[:, :, None]
    shrunk = cv2.GaussianBlur(page, (0, 0), max(0.3, page.shape[1] / view.page_width_px * 0.35))
    seen = cv2.warpPerspective(shrunk, projection, frame_size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    light += where[:, :, None] * (seen.astype(np.float32) - light)
    if view.hand:
        _lay_hand(light, corners, dice)
    _shine(light, view, corners, dice)
    if view.motion_px >= 1.0:
        light = cv2.filter2D(light, -1, _smear(view.motion_px, dice))
    light = cv2.GaussianBlur(light, (0, 0), max(0.3, view.blur_px)) * np.float32(view.gain)
    light = light + dice.standard_normal(light.shape, dtype=np.float32) * np.float32(view.noise)
    return DeskPicture(np.clip(light, 0, 255).astype(np.uint8), corners)


def empty_desk(surface: Surface = Surface.DARK, *, seed: int = 0, frame_size: tuple[int, int] = (1280, 960)) -> Picture:
    """Return the desk with nothing on it."""
    light = _surface(surface, frame_size, np.random.default_rng((seed, 11)))
    return np.clip(light, 0, 255).astype(np.uint8)


def draw_page(size: PageSize, *, landscape: bool = False, seed: int = 0) -> Picture:
    """Return a page as it is printed: paper with script and a stamp, or a card. BGR, 8 pixels a millimetre."""
    dice = np.random.default_rng((seed, 12))
    short_mm, long_mm = SIDES_MM.get(size, (120.0, 240.0))
    width_mm, height_mm = (long_mm, short_mm) if landscape else (short_mm, long_mm)
    width, height = round(width_mm * PAGE_PX_PER_MM), round(height_mm * PAGE_PX_PER_MM)
    if size is PageSize.ID_CARD:
        return _card(width, height, dice)
    page = np.full((height, width, 3), dice.uniform(228, 240), np.uint8)
    margin, line = round(width * 0.1), round(4.2 * PAGE_PX_PER_MM)
    cv2.putText(
        page, "SAMPLE NOTICE", (margin, margin + line), cv2.FONT_HERSHEY_TRIPLEX, 3.0, (40, 40, 40), 7, cv2.LINE_AA
    )
    for top in range(margin + 3 * line, height - margin - line, round(line * 1.7)):
        _write_line(page, margin, top, width - margin - (width // 3 if dice.random() < 0.2 else 0), line, dice)
    stamp = (round(width * 0.72), round(height * 0.8))
    cv2.circle(page, stamp, round(18 * PAGE_PX_PER_MM), (50, 50, 200), 12, cv2.LINE_AA)
    cv2.putText(
        page, "SPECIMEN", (stamp[0] - 110, stamp[1] + 14), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (50, 50, 200), 5, cv2.LINE_AA
    )
    return page


def _write_line(page: Picture, left: int, top: int, right: int, height: int, dice: np.random.Generator) -> None:
    """Write made-up characters: a few strokes each, as dense as real ones."""
    for x in range(left, right - height, round(height * 1.15)):
        for _ in range(int(dice.integers(3, 7))):
            begins = (x + int(dice.integers(0, height)), top + int(dice.integers(0, height)))
            level = [(0, 1), (1, 0), (1, 1), (-1, 1)][int(dice.integers(0, 4))]
            length = int(dice.integers(height // 3, height))
            ends = (begins[0] + level[0] * length, begins[1] + level[1] * length)
            cv2.line(page, begins, (min(ends[0], right), ends[1]), (45, 45, 48), 4, cv2.LINE_AA)


def _card(width: int, height: int, dice: np.random.Generator) -> Picture:
    """A card: a tinted ground, a dark portrait of nobody, lines."""
    across = np.linspace(205, 235, width, dtype=np.float32)
    page = np.repeat(np.repeat(across[None, :, None], height, axis=0), 3, axis=2)
    page[:, :, 0] += 12.0
    card = np.clip(page, 0, 255).astype(np.uint8)
    cv2.rectangle(
        card,
        (round(width * 0.62), round(height * 0.15)),
        (round(width * 0.92), round(height * 0.7)),
        (120, 110, 100),
        -1,
    )
    for row in range(5):
        top = round(height * (0.16 + 0.14 * row))
        _write_line(card, round(width * 0.08), top, round(width * (0.3 + 0.25 * float(dice.random()))), 22, dice)
    return card


def _surface(surface: Surface, frame_size: tuple[int, int], dice: np.random.Generator) -> Light:
    width, height = frame_size
    down, right = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    grain = cv2.GaussianBlur(dice.standard_normal((height, width), dtype=np.float32), (0, 0), 2.0)
    match surface:
        case Surface.DARK:
            ground, tint = 48 + 14 * right - 10 * down + 5 * grain, (1.0, 1.0, 1.0)
        case Surface.GREY:
            ground, tint = 128 + 22 * right - 16 * down + 6 * grain, (1.0, 0.99, 0.97)
        case Surface.WOOD | Surface.CLUTTERED:
            rings = np.sin((down * 46 + 3 * np.sin(right * 5 + float(dice.uniform(0, 6)))) * 2.2)
            ground, tint = 104 + 14 * rings + 18 * right + 7 * grain, (0.62, 0.86, 1.12)
        case _:
            assert_never(surface)
    light = ground[:, :, None] * np.array(tint, dtype=np.float32)
    if surface is Surface.CLUTTERED:
        _strew(light, frame_size, dice)
    return np.ascontiguousarray(light, dtype=np.float32)


def _strew(light: Light, frame_size: tuple[int, int], dice: np.random.Generator) -> None:
    """Lay pens, cables, a keyring and half of a coloured folder around."""
    width, height = frame_size
    for _ in range(10):
        begins = dice.uniform(0, 1, 2) * (width, height)
        ends = begins + dice.uniform(-260, 260, 2)
        colour = tuple(float(value) for value in dice.uniform(20, 210, 3))
        cv2.line(light, _point(begins), _point(ends), colour, int(dice.integers(4, 16)), cv2.LINE_AA)
    folder = np.array([[-40, -30], [250, -60], [280, 190], [-60, 230]], dtype=np.int32)
    cv2.fillConvexPoly(light, folder, (170.0, 80.0, 40.0), cv2.LINE_AA)
    cv2.circle(light, _point(dice.uniform(0.8, 0.95, 2) * (width, height)), 34, (60.0, 150.0, 170.0), 9, cv2.LINE_AA)


def _point(place: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))


def _projection(
    page: Picture, view: DeskView, frame_size: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the page-to-picture projection of a pinhole camera, and the corners' places."""
    height, width = page.shape[:2]
    focal = 1.2 * frame_size[0]
    flat = np.array([[-0.5, -0.5], [width - 0.5, -0.5], [width - 0.5, height - 0.5], [-0.5, height - 0.5]])
    across = (flat - (np.array([width, height]) - 1) / 2) * (view.page_width_px / width)
    turn, pitch, yaw = (np.deg2rad(angle) for angle in (view.turn_deg, *view.tilt_deg))
    about_z = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    about_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    shift = np.array([(view.centre[0] - 0.5) * frame_size[0], (view.centre[1] - 0.5) * frame_size[1], 0.0])
    placed = np.column_stack([across, np.zeros(4)]) @ about_z.T
    turned = (placed + shift) @ (about_y @ about_x).T
    seen = turned[:, :2] * (focal / (focal + turned[:, 2:])) + np.array(frame_size) / 2 - 0.5
    projection = cv2.getPerspectiveTransform(flat.astype(np.float32), seen.astype(np.float32))
    return np.asarray(projection, dtype=np.float64), seen


def _lay_hand(light: Light, corners: NDArray[np.float64], dice: np.random.Generator) -> None:
    """A hand reaches in from the right and lies with its fingers over the page's right side."""
    middle = (corners[1] + corners[2]) / 2 + np.array([30.0, float(dice.uniform(-40, 40))])
    for finger in range(-2, 2):
        tip = middle + np.array([-95.0 + 10 * abs(finger), finger * 40.0 + 18])
        root = middle + np.array([70.0, finger * 34.0 + 18])
        cv2.line(light, _point(tip), _point(root), SKIN, 34, cv2.LINE_AA)
    cv2.ellipse(light, _point(middle + np.array([130.0, 0.0])), (110, 92), 0, 0, 360, SKIN, -1, cv2.LINE_AA)
    cv2.line(
        light, _point(middle + np.array([170.0, 0])), _point(middle + np.array([900.0, 120.0])), (90.0, 60.0, 50.0), 130
    )


def _shine(light: Light, view: DeskView, corners: NDArray[np.float64], dice: np.random.Generator) -> None:
    """Light the desk: a soft fall-off, somebody's shadow, a lamp mirrored on the page."""
    height, width = light.shape[:2]
    down, right = np.mgrid[0:height, 0:width].astype(np.float32)
    centre = corners.mean(axis=0)
    light *= (1.0 - 0.12 * np.hypot((right - width * 0.45) / width, (down - height * 0.4) / height))[:, :, None]
    if view.shadow:
        edge = (right - centre[0]) * 0.8 + (down - centre[1]) * 0.6 + float(dice.uniform(-40, 40))
        light *= (1.0 - view.shadow / (1.0 + np.exp(-edge / 30.0)))[:, :, None]
    if view.glare:
        lamp = centre + (corners[1] - centre) * 0.4
        spot = np.exp(-(((right - lamp[0]) / 75) ** 2 + ((down - lamp[1]) / 48) ** 2))
        light += (420.0 * view.glare * spot)[:, :, None]


def _smear(length_px: float, dice: np.random.Generator) -> Light:
    """A kernel that smears along a direction of chance."""
    size = 2 * round(length_px / 2) + 3
    kernel = np.zeros((size, size), np.float32)
    angle = float(dice.uniform(0, np.pi))
    reach = np.array([np.cos(angle), np.sin(angle)]) * length_px / 2
    middle = np.array([size // 2, size // 2], dtype=np.float64)
    cv2.line(kernel, _point(middle - reach), _point(middle + reach), 1.0, 1, cv2.LINE_AA)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)
