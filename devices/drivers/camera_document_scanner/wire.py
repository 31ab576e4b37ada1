"""Where a page lies in a picture: four corners to a fraction of a pixel, and how sure each side is.

First the picture is made small and split into light and dark in several ways; outlines with four corners are possible
pages. Then each side is looked at in the full picture: across it, at many places, lies an edge. A straight line through
most of these edges is the side, and two sides make a corner. A place without an edge is one where something lies over
the page: a hand, a sleeve, another sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]
"""4 x 2, x and y in pixels: above left, above right, below right, below left, as the picture is seen."""

SMALL_WIDTH_PX: Final = 640
LEAST_AREA_SHARE: Final = 0.03
"""An ID card under a camera that sees an A3 desk covers about this much."""
BORDER_SHARE: Final = 0.006
MOST_CANDIDATES: Final = 6
PLACES: Final = 72
"""How many places of a side are looked at."""
REACH_PX: Final = 15
"""How far across a side an edge is looked for, in a picture of 1280 pixels' width."""
LEAST_CONTRAST: Final = 9.0
STRAIGHT_PX: Final = 1.6
SURE: Final = 0.86
"""Share of a side's places that must show its edge."""
FINGER: Final = 3.5 / PLACES
"""A stretch without an edge of this share of a side is something that lies over it: 14 mm of an A4 page's long one."""
LIKELY: Final = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class FoundPage:
    """A page in a picture.

    Attributes:
        corners: where it lies.
        support: share of each side (above, right, below, left) that shows its edge.
        gap: the longest stretch of a side that shows no edge, as a share of it.
        rise_px: how many pixels the sides take from dark to light (10 to 90 %), the less sharp of both directions.
        at_border: whether it leaves the picture.
    """

    corners: Corners
    support: tuple[float, float, float, float]
    gap: float
    rise_px: float
    at_border: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing lies over any side."""
        return min(self.support) >= SURE and self.gap < FINGER


def find_page(picture: Picture) -> FoundPage | None:
    """Return the page in `picture` (BGR), the most certain and largest, or None."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    scale = picture.shape[1] / SMALL_WIDTH_PX
    size = (SMALL_WIDTH_PX, round(picture.shape[0] / scale))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    best: FoundPage | None = None
    best_score = 0.0
    for rough in _candidates(small):
        at_border = _touches_border(rough, size)
        page = _refined(grey, rough * scale + (scale - 1) / 2, at_border=at_border)
        if page is None:
            continue
        score = _score(page)
        if score > best_score:
            best, best_score = page, score
    return best


def _score(page: FoundPage) -> float:
    """A page that is sure beats a larger one that is not; of two that are sure the larger is the page."""
    certainty = float(np.mean([min(1.0, share / SURE) ** 2 for share in page.support]))
    return certainty**3 * float(np.sqrt(cv2.contourArea(page.corners.astype(np.float32))))


def _candidates(small: Picture) -> Iterator[Corners]:
    """Yield rough outlines, the largest first, each once."""
    least = LEAST_AREA_SHARE * small.shape[0] * small.shape[1]
    found: list[tuple[float, Corners]] = []
    for mask in _masks(small):
        outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            if cv2.contourArea(cv2.convexHull(outline)) < least:
                continue
            corners = _quadrilateral(np.asarray(outline, dtype=np.int32))
            if corners is not None:
                found.append((float(cv2.contourArea(corners.astype(np.float32))), corners))
    found.sort(key=lambda entry: -entry[0])
    kept: list[Corners] = []
    for _, corners in found:
        if all(np.abs(corners - other).max() > 6.0 for other in kept):
            kept.append(corners)
        if len(kept) >= MOST_CANDIDATES * 3:
            break
    yield from kept


def _masks(small: Picture) -> Iterator[Picture]:
    """Yield the picture split into light and dark, in ways that fail on different desks."""
    soft = cv2.GaussianBlur(small, (0, 0), 1.2)
    grey = cv2.cvtColor(soft, cv2.COLOR_BGR2GRAY)
    palest = soft.min(axis=2)  # paper is pale in every colour, wood and skin are not
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7))
    for channel in (grey, palest):
        _, light = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, closing)
        yield np.asarray(closed, dtype=np.uint8)
        # What touches the page (a hand, another sheet) is cut off where its bridge is narrow.
        yield np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((31, 31), np.uint8)), dtype=np.uint8)
    for low, high in ((15, 45), (40, 110)):
        edges = cv2.Canny(grey, low, high)
        yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    local = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 151, -6)
    yield np.asarray(cv2.morphologyEx(local, cv2.MORPH_CLOSE, closing), dtype=np.uint8)


def _quadrilateral(outline: NDArray[np.int32]) -> Corners | None:
    """Return the four corners that an outline nearly has, or None."""
    hull = cv2.convexHull(outline)
    around = cv2.arcLength(hull, closed=True)
    for tolerance in (0.01, 0.02, 0.03, 0.045, 0.06, 0.08):
        few = cv2.approxPolyDP(hull, tolerance * around, closed=True)
        if len(few) == 4:
            corners = in_order(few[:, 0, :].astype(np.float64))
            return corners if _is_page_like(corners) else None
        if len(few) < 4:
            return None
    return None


def in_order(corners: Corners) -> Corners:
    """Return corners above left, above right, below right, below left, as a reader of an upright picture sees them."""
    centre = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0]))]
    first = int(np.argmin(around.sum(axis=1)))
    return np.roll(around, -first, axis=0)


def _is_page_like(corners: Corners) -> bool:
    """Whether these may be the corners of a rectangle seen from above: no angle far from a right one."""
    for index in range(4):
        before, after = corners[index - 1] - corners[index], corners[(index + 1) % 4] - corners[index]
        lengths = np.linalg.norm(before) * np.linalg.norm(after)
        if lengths == 0 or abs(float(before @ after) / lengths) > 0.5:
            return False
    return True


def _touches_border(corners: Corners, size: tuple[int, int]) -> bool:
    margin = BORDER_SHARE * size[0]
    low = corners.min(axis=0)
    high = np.array(size, dtype=np.float64) - 1 - corners.max(axis=0)
    return bool(min(low.min(), high.min()) < margin)


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A side as the full picture shows it: a point on it, its direction, its share of edges, and its sharpness."""

    point: NDArray[np.float64]
    direction: NDArray[np.float64]
    support: float
    gap: float
    rise_px: float


def _refined(grey: Picture, corners: Corners, *, at_border: bool) -> FoundPage | None:
    """Return `corners` moved onto the edges of the full picture, or None where there is no page."""
    reach = max(8.0, REACH_PX * grey.shape[1] / 1280)
    sides: list[_Side] = []
    for narrowing in (1.0, 0.5):
        sides = [
            _side(grey, corners[i], corners[(i + 1) % 4], reach * narrowing, corners.mean(axis=0)) for i in range(4)
        ]
        likely = sum(side.support >= LIKELY for side in sides)
        if likely < (2 if at_border else 4):
            return None
        moved = [_crossing(sides[i - 1], sides[i]) for i in range(4)]
        if any(corner is None for corner in moved):
            return None
        fresh = np.array(moved, dtype=np.float64)
        if not at_border and np.abs(fresh - corners).max() > reach * 2.5:
            return None
        if not at_border:
            corners = fresh
    horizontal = min(sides[0].rise_px, sides[2].rise_px)
    vertical = min(sides[1].rise_px, sides[3].rise_px)
    above, right, below, left = (side.support for side in sides)
    gap = max(side.gap for side in sides)
    return FoundPage(corners, (above, right, below, left), gap, max(horizontal, vertical), at_border)


def _side(
    grey: Picture, begins: NDArray[np.float64], ends: NDArray[np.float64], reach: float, inside: NDArray[np.float64]
) -> _Side:
    """Look across one side at many places, and lay a line through the edges that are there."""
    along = (ends - begins) / max(1e-9, float(np.linalg.norm(ends - begins)))
    across = np.array([-along[1], along[0]])
    if (inside - begins) @ across < 0:
        across = -across
    steps = np.arange(-reach, reach + 0.5, 0.5)
    places = begins + np.linspace(0.03, 0.97, PLACES)[:, None] * (ends - begins)
    points = places[:, None, :] + steps[None, :, None] * across
    profiles = cv2.remap(
        grey, points[:, :, 0].astype(np.float32), points[:, :, 1].astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float64)  # fmt: skip
    smooth = cv2.GaussianBlur(profiles, (0, 0), sigmaX=2.0, sigmaY=0.01)
    slopes = np.gradient(smooth, axis=1)
    light_inside = np.median(smooth[:, -6:]) >= np.median(smooth[:, :6])
    slopes = slopes if light_inside else -slopes
    peaks = slopes.argmax(axis=1)
    rows = np.arange(len(places))
    near = np.clip(np.stack([peaks - 4, peaks + 4]), 0, len(steps) - 1)
    contrasts = np.abs(smooth[rows, near[1]] - smooth[rows, near[0]])
    offsets = steps[peaks] + 0.5 * _between(slopes, peaks)
    has_edge = contrasts >= LEAST_CONTRAST
    found = places + offsets[:, None] * across
    return _fitted(found, has_edge, along, profiles, peaks)


def _between(slopes: NDArray[np.float64], peaks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far between two steps the steepest place lies, by a parabola through three."""
    rows = np.arange(len(peaks))
    middle = np.clip(peaks, 1, slopes.shape[1] - 2)
    before, at, after = slopes[rows, middle - 1], slopes[rows, middle], slopes[rows, middle + 1]
    bend = before - 2 * at + after
    return np.where(np.abs(bend) > 1e-9, np.clip(0.5 * (before - after) / np.where(bend == 0, 1, bend), -1, 1), 0.0)


def _fitted(
    found: NDArray[np.float64],
    has_edge: NDArray[np.bool_],
    along: NDArray[np.float64],
    profiles: NDArray[np.float64],
    peaks: NDArray[np.int64],
) -> _Side:
    """Lay a line through most of `found`, and leave out what does not lie on it."""
    point, direction = found.mean(axis=0), along
    kept = has_edge.copy()
    for straight_px in (6.0, 3.0, STRAIGHT_PX):
        if kept.sum() < PLACES * 0.2:
            return _Side(point, direction, 0.0, 1.0, np.inf)
        vx, vy, x, y = cv2.fitLine(found[kept].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        point, direction = np.array([x, y], dtype=np.float64), np.array([vx, vy], dtype=np.float64)
        normal = np.array([-direction[1], direction[0]])
        kept = has_edge & (np.abs((found - point) @ normal) <= straight_px)
    return _Side(point, direction, float(kept.mean()), _longest_gap(kept), _rise_px(profiles[kept], peaks[kept]))


def _longest_gap(kept: NDArray[np.bool_]) -> float:
    """Return the longest run of places that are not kept, as a share of all."""
    there = np.concatenate([[-1], np.flatnonzero(kept), [len(kept)]])
    return float(np.diff(there).max() - 1) / len(kept)


def _rise_px(profiles: NDArray[np.float64], peaks: NDArray[np.int64]) -> float:
    """Return how many pixels the edge takes from 10 to 90 % of its height, of all places laid over each other."""
    if not len(profiles):
        return float(np.inf)
    half = min(18, profiles.shape[1] // 2 - 1)
    usable = (peaks >= half) & (peaks < profiles.shape[1] - half)
    if usable.sum() < 8:
        return float(np.inf)
    windows = np.stack(
        [row[peak - half : peak + half + 1] for row, peak in zip(profiles[usable], peaks[usable], strict=True)]
    )
    edge = np.median(windows, axis=0)
    low, high = float(np.median(edge[:4])), float(np.median(edge[-4:]))
    if abs(high - low) < LEAST_CONTRAST:
        return float(np.inf)
    level = np.clip((edge - low) / (high - low), 0.0, 1.0)
    return float(((level > 0.1) & (level < 0.9)).sum()) * 0.5


def _crossing(one: _Side, other: _Side) -> NDArray[np.float64] | None:
    """Return where two sides meet, or None where they hardly do."""
    matrix = np.stack([one.direction, -other.direction], axis=1)
    if abs(float(np.linalg.det(matrix))) < 0.3:
        return None
    way = np.linalg.solve(matrix, other.point - one.point)
    return np.asarray(one.point + way[0] * one.direction, dtype=np.float64)
