"""Smooth lines as PDF operators: a curve is sampled with its direction and drawn as Bezier arcs through the samples."""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

Curve = Callable[[float], tuple[float, float]]
"""A point in points for a parameter."""

_NUDGE: Final = 1e-4


def draw_curve(curve: Curve, start: float, end: float, arcs: int) -> str:
    """Return the path (m, c) of `curve` from `start` to `end` as `arcs` cubic arcs; the caller strokes it.

    Each arc takes its ends and directions from the curve (Hermite to Bezier): eight arcs a wave are within a
    hundredth of a point of a sine of this size.
    """
    step = (end - start) / arcs
    x, y = curve(start)
    dx, dy = _direction(curve, start)
    parts = [f"{x:.2f} {y:.2f} m"]
    for index in range(1, arcs + 1):
        at = start + step * index
        to_x, to_y = curve(at)
        to_dx, to_dy = _direction(curve, at)
        parts.append(
            f"{x + dx * step / 3:.2f} {y + dy * step / 3:.2f} "
            f"{to_x - to_dx * step / 3:.2f} {to_y - to_dy * step / 3:.2f} {to_x:.2f} {to_y:.2f} c"
        )
        x, y, dx, dy = to_x, to_y, to_dx, to_dy
    return " ".join(parts)


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle in four arcs."""
    k = radius * 0.5522847498
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def turned(angle: float, x: float, y: float) -> str:
    """Return the operator that turns by `angle` radians about (`x`, `y`) as the new origin."""
    c, s = cos(angle), sin(angle)
    return f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {x:.3f} {y:.3f} cm"


QUARTER: Final = pi / 2


def _direction(curve: Curve, at: float) -> tuple[float, float]:
    x0, y0 = curve(at - _NUDGE)
    x1, y1 = curve(at + _NUDGE)
    return (x1 - x0) / (2 * _NUDGE), (y1 - y0) / (2 * _NUDGE)
