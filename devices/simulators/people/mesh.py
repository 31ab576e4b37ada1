"""Surfaces made of triangles, and how a grid of points becomes one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A part of the figure at rest.

    Attributes:
        points: N x 3, mm.
        normals: N x 3, of length 1, outwards.
        texels: N x 2, where in the part's own texture each point's colour lies (x right, y down), in texels.
        triangles: M x 3 indices into `points`.
        follows_head: 1 where a point turns with the head, 0 where it stays with the body; N values.
        gloss: how much light it throws back like a mirror: skin a little, hair more.
    """

    points: Floats
    normals: Floats
    texels: Floats
    triangles: NDArray[np.int32]
    follows_head: Floats
    gloss: float


def grid_triangles(rows: int, columns: int, *, first: int = 0) -> NDArray[np.int32]:
    """Return the triangles of a grid whose points are numbered row by row from `first`."""
    index = np.arange(first, first + rows * columns, dtype=np.int32).reshape(rows, columns)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
    upper = np.stack([a, b, c], axis=-1).reshape(-1, 3)
    lower = np.stack([b, d, c], axis=-1).reshape(-1, 3)
    return np.concatenate([upper, lower])


def grid_normals(points: Floats, *, closed: bool) -> Floats:
    """Return outward normals of a rows x columns x 3 grid whose rows run down and whose columns run to +x in front.

    `closed` says that the first and last column are the same line.
    """
    down = np.gradient(points, axis=0)
    if closed:
        ring = np.concatenate([points[:, -2:-1], points, points[:, 1:2]], axis=1)
        along = np.gradient(ring, axis=1)[:, 1:-1]
    else:
        along = np.gradient(points, axis=1)
    normals = np.cross(down, along)
    length = np.linalg.norm(normals, axis=2, keepdims=True)
    return np.asarray(normals / np.maximum(length, 1e-6), np.float32)


def grid_surface(
    points: Floats, texels: Floats, *, closed: bool, gloss: float, follows_head: Floats | float = 1.0
) -> Surface:
    """Make a surface of a rows x columns x 3 grid and its rows x columns x 2 texels."""
    rows, columns = points.shape[:2]
    follows = np.broadcast_to(np.asarray(follows_head, np.float32), (rows, columns)).reshape(-1)
    return Surface(
        points=points.reshape(-1, 3).astype(np.float32),
        normals=grid_normals(points, closed=closed).reshape(-1, 3),
        texels=texels.reshape(-1, 2).astype(np.float32),
        triangles=grid_triangles(rows, columns),
        follows_head=np.ascontiguousarray(follows),
        gloss=gloss,
    )


def smoothstep(low: float, high: float, values: NDArray[np.floating]) -> Floats:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    at = np.clip((values - low) / (high - low), 0.0, 1.0)
    return np.asarray(at * at * (3.0 - 2.0 * at), np.float32)


def bump(
    x: NDArray[np.floating], y: NDArray[np.floating], *, at: tuple[float, float], size: tuple[float, float]
) -> Floats:
    """Return a Gaussian hill of height 1 at `at` (mm) with the given half-sizes (mm)."""
    return np.asarray(np.exp(-(((x - at[0]) / size[0]) ** 2) - ((y - at[1]) / size[1]) ** 2), np.float32)


def smooth_curve(
    heights: NDArray[np.floating], knots: list[tuple[float, float]], *, smoothing_mm: float = 5.0
) -> Floats:
    """Return a smooth curve through about the `knots` (height mm, value), read off at `heights`."""
    known = sorted(knots)
    fine = np.arange(known[0][0] - 30.0, known[-1][0] + 30.0, 1.0)
    line = np.interp(fine, [height for height, _ in known], [value for _, value in known])
    reach = int(3 * smoothing_mm)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / smoothing_mm) ** 2)
    soft = np.convolve(np.pad(line, reach, mode="edge"), kernel / kernel.sum(), mode="valid")
    return np.asarray(np.interp(heights, fine, soft), np.float32)
