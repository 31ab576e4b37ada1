"""A texture that is painted on in millimetres: soft shapes blended over what is there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulators.people.mesh import Floats

TEXELS_PER_MM: Final = 3.0
_SHIFT: Final = 4
Point = tuple[float, float]
Colour = tuple[float, float, float] | NDArray[np.floating]


class Canvas:
    """BGR, 0 to 255, as floats while it is painted. x runs right, y up, as on the figure itself."""

    def __init__(self, *, left_mm: float, top_mm: float, width_mm: float, height_mm: float, colour: Colour) -> None:
        """Prepare a canvas of one colour whose top left corner is the point (left, top)."""
        self._left, self._top = left_mm, top_mm
        self.width = round(width_mm * TEXELS_PER_MM)
        self.height = round(height_mm * TEXELS_PER_MM)
        self.colours: Floats = np.empty((self.height, self.width, 3), np.float32)
        self.colours[:] = np.asarray(colour, np.float32)

    def texels(self, x: NDArray[np.floating], y: NDArray[np.floating]) -> Floats:
        """Return where the points (mm) lie in the texture, clipped to it."""
        across = np.clip((x - self._left) * TEXELS_PER_MM, 1.0, self.width - 2.0)
        down = np.clip((self._top - y) * TEXELS_PER_MM, 1.0, self.height - 2.0)
        return np.stack([across, down], axis=-1).astype(np.float32)

    def coordinates(self) -> tuple[Floats, Floats]:
        """Return x and y (mm) of every texel, as a row and a column that broadcast."""
        x = self._left + (np.arange(self.width, dtype=np.float32) + 0.5) / TEXELS_PER_MM
        y = self._top - (np.arange(self.height, dtype=np.float32) + 0.5) / TEXELS_PER_MM
        return x[None, :], y[:, None]

    def copy(self) -> "Canvas":
        """Return a canvas that can be painted on further without changing this one."""
        twin = object.__new__(Canvas)
        twin._left, twin._top, twin.width, twin.height = self._left, self._top, self.width, self.height
        twin.colours = self.colours.copy()
        return twin

    def polygon(
        self, points: Sequence[Point], colour: Colour, *, strength: float = 1.0, feather_mm: float = 0.3
    ) -> None:
        """Fill a shape; its edge fades over about `feather_mm`."""
        box, mask = self._mask(points, margin_mm=3 * feather_mm + 1)
        if mask is None:
            return
        cv2.fillPoly(mask, [self._fixed(points, box)], 1.0, cv2.LINE_8, _SHIFT)
        self._lay(box, mask, colour, strength, feather_mm)

    def stroke(
        self,
        points: Sequence[Point],
        colour: Colour,
        *,
        width_mm: float,
        strength: float = 1.0,
        feather_mm: float = 0.25,
        taper: float = 0.0,
    ) -> None:
        """Draw a line; `taper` 1 lets its width fall to nothing at both ends."""
        box, mask = self._mask(points, margin_mm=width_mm + 3 * feather_mm + 1)
        if mask is None:
            return
        line = self._fixed(points, box)
        if taper <= 0.0:
            cv2.polylines(mask, [line], False, 1.0, max(1, round(width_mm * TEXELS_PER_MM)), cv2.LINE_8, _SHIFT)
        else:
            count = len(line) - 1
            for index in range(count):
                middle = abs((index + 0.5) / count * 2.0 - 1.0)
                width = width_mm * (1.0 - taper * middle**1.6) * TEXELS_PER_MM
                cv2.polylines(mask, [line[index : index + 2]], False, 1.0, max(1, round(width)), cv2.LINE_8, _SHIFT)
        self._lay(box, mask, colour, strength, feather_mm)

    def glow(self, at: Point, size: Point, colour: Colour, *, strength: float) -> None:
        """Lay a soft round patch whose colour falls off like a Gaussian of the half-sizes `size` (mm)."""
        edge = [(at[0] - 2.5 * size[0], at[1] - 2.5 * size[1]), (at[0] + 2.5 * size[0], at[1] + 2.5 * size[1])]
        box, mask = self._mask(edge, margin_mm=1)
        if mask is None:
            return
        left, top, right, bottom = box
        x = (np.arange(left, right) + 0.5) / TEXELS_PER_MM + self._left - at[0]
        y = self._top - (np.arange(top, bottom) + 0.5) / TEXELS_PER_MM - at[1]
        mask[:] = np.exp(-((y[:, None] / size[1]) ** 2)) * np.exp(-((x[None, :] / size[0]) ** 2))
        self._lay(box, mask, colour, strength, 0.0)

    def shade(self, factor: NDArray[np.floating]) -> None:
        """Multiply every texel; `factor` broadcasts to height x width."""
        self.colours *= np.broadcast_to(factor, (self.height, self.width))[:, :, None]

    def cover(self, mask: NDArray[np.floating], colours: Floats) -> None:
        """Blend `colours` (one, or one a texel) over everything, as far as `mask` (height x width, 0 to 1) says."""
        weight = mask[:, :, None].astype(np.float32)
        self.colours += (np.asarray(colours, np.float32) - self.colours) * weight

    @contextmanager
    def within(self, outline: Sequence[Point], *, feather_mm: float) -> Iterator[None]:
        """Keep what is painted inside the block only where it lies within `outline`, and up to 8 mm around it."""
        box, mask = self._mask(outline, margin_mm=8.0)
        left, top, right, bottom = box
        before = self.colours[top:bottom, left:right].copy()
        yield
        if mask is None:
            return
        cv2.fillPoly(mask, [self._fixed(outline, box)], 1.0, cv2.LINE_8, _SHIFT)
        soft = np.asarray(cv2.GaussianBlur(mask, (0, 0), feather_mm * TEXELS_PER_MM), np.float32)
        part = self.colours[top:bottom, left:right]
        part[:] = before + (part - before) * soft[:, :, None]

    def pixels(self) -> NDArray[np.uint8]:
        """Return the finished texture."""
        return np.clip(self.colours, 0, 255).astype(np.uint8)

    def _mask(self, points: Sequence[Point], *, margin_mm: float) -> tuple[tuple[int, int, int, int], Floats | None]:
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        left = max(0, int((min(xs) - margin_mm - self._left) * TEXELS_PER_MM))
        right = min(self.width, int((max(xs) + margin_mm - self._left) * TEXELS_PER_MM) + 1)
        top = max(0, int((self._top - max(ys) - margin_mm) * TEXELS_PER_MM))
        bottom = min(self.height, int((self._top - min(ys) + margin_mm) * TEXELS_PER_MM) + 1)
        box = (left, top, right, bottom)
        if right <= left or bottom <= top:
            return box, None
        return box, np.zeros((bottom - top, right - left), np.float32)

    def _fixed(self, points: Sequence[Point], box: tuple[int, int, int, int]) -> NDArray[np.int32]:
        flat = np.asarray(points, np.float64)
        across = (flat[:, 0] - self._left) * TEXELS_PER_MM - box[0]
        down = (self._top - flat[:, 1]) * TEXELS_PER_MM - box[1]
        return np.round(np.stack([across, down], axis=-1) * 2**_SHIFT).astype(np.int32)

    def _lay(
        self, box: tuple[int, int, int, int], mask: Floats, colour: Colour, strength: float, feather_mm: float
    ) -> None:
        if feather_mm > 0:
            mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), feather_mm * TEXELS_PER_MM), np.float32)
        left, top, right, bottom = box
        part = self.colours[top:bottom, left:right]
        part += (np.asarray(colour, np.float32) - part) * (mask * strength)[:, :, None]


def soft_noise(height: int, width: int, *, grain_px: float, seed: int) -> Floats:
    """Return smooth noise around 0 with standard deviation 1; `grain_px` is the size of its spots."""
    rng = np.random.default_rng(seed)
    small = max(2, round(height / grain_px)), max(2, round(width / grain_px))
    field = cv2.resize(rng.standard_normal(small).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(field / max(float(field.std()), 1e-6), np.float32)
