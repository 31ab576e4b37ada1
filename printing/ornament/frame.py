"""The guilloche frame of an A4 page: braided bands between rules, a small rosette in each corner.

One wave of the braid is drawn once and repeated; a side holds a whole number of waves, so every corner is met alike.
"""

from functools import cache
from math import pi, sin
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from printing.ornament.curves import QUARTER, Curve, draw_curve, turned
from printing.ornament.palette import FOREST, GOLD, SAGE, stroke
from printing.ornament.rosette import Ring, rosette
from printing.pdf.form import Form, resource_key

EDGE_MM: Final = 10.0
"""From the edge of the paper to the outermost rule: every office printer reaches it."""
BAND_MM: Final = 7.0
INSIDE_MM: Final = EDGE_MM + BAND_MM + 1.9
"""From the edge of the paper to the innermost rule."""

_WAVE_MM: Final = 11.0
_STRANDS: Final[tuple[tuple[float, float, Color, int, float], ...]] = (
    (0.0, 0.55, SAGE, 7, 0.28),
    (pi, -0.55, SAGE, 7, 0.28),
    (QUARTER, 0.0, GOLD, 4, 0.26),
    (QUARTER + pi, 0.0, GOLD, 4, 0.26),
)
"""Phase, lean, ink, lines and pen of each strand of the braid. The leans are opposite, so both ends look alike."""


@cache
def frame(width_pt: float, height_pt: float) -> Form:
    """Return the frame for a page of this size, with its origin at the page's lower left corner."""
    edge, band = EDGE_MM * mm, BAND_MM * mm
    left, bottom, right, top = edge, edge, width_pt - edge, height_pt - edge
    across, up = right - left - 2 * band, top - bottom - 2 * band
    waves_across, waves_up = round(across / (_WAVE_MM * mm)), round(up / (_WAVE_MM * mm))
    lying, standing = _wave(across / waves_across), _wave(up / waves_up)
    corner = rosette(
        "frame-corner",
        band * 0.46,
        (
            Ring(0.80, 0.20, 12, 6, SAGE, 0.28, 5),
            Ring(0.42, 0.24, 12, 4, GOLD, 0.26, 5),
        ),
    )
    operators: list[str] = []
    middle = band / 2
    for x, y, angle, wave, count, step in (
        (left + band, bottom + middle, 0.0, lying, waves_across, across / waves_across),
        (left + band, top - middle, 0.0, lying, waves_across, across / waves_across),
        (left + middle, bottom + band, QUARTER, standing, waves_up, up / waves_up),
        (right - middle, bottom + band, QUARTER, standing, waves_up, up / waves_up),
    ):
        operators.append(f"q {turned(angle, x, y)}")
        place = f"/{resource_key(wave)} Do 1 0 0 1 {step:.4f} 0 cm"
        operators += [place] * count
        operators.append("Q")
    for x in (left + middle, right - middle):
        for y in (bottom + middle, top - middle):
            operators.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /{resource_key(corner)} Do Q")
    operators.append(_rules(left, bottom, right, top))
    size = f"{width_pt:.0f}x{height_pt:.0f}"
    return Form.of(f"frame-{size}", (0, 0, width_pt, height_pt), " ".join(operators), (lying, standing, corner))


def _rules(left: float, bottom: float, right: float, top: float) -> str:
    """The rules on both sides of the band, and the squares around the corner rosettes."""
    parts = [stroke(FOREST, 0.5), _box(left, bottom, right, top, 0.0)]
    band = BAND_MM * mm
    parts += [stroke(FOREST, 1.0), _box(left, bottom, right, top, band + 0.5 * mm)]
    parts += [stroke(FOREST, 0.3), _box(left, bottom, right, top, (INSIDE_MM - EDGE_MM) * mm)]
    parts += [stroke(SAGE, 0.4), _box(left, bottom, right, top, band)]
    for x in (left + band, right - band):
        parts.append(f"{x:.2f} {bottom:.2f} m {x:.2f} {bottom + band:.2f} l S")
        parts.append(f"{x:.2f} {top:.2f} m {x:.2f} {top - band:.2f} l S")
    for y in (bottom + band, top - band):
        parts.append(f"{left:.2f} {y:.2f} m {left + band:.2f} {y:.2f} l S")
        parts.append(f"{right:.2f} {y:.2f} m {right - band:.2f} {y:.2f} l S")
    return " ".join(parts)


def _box(left: float, bottom: float, right: float, top: float, inset: float) -> str:
    return f"{left + inset:.2f} {bottom + inset:.2f} {right - left - 2 * inset:.2f} {top - bottom - 2 * inset:.2f} re S"


def _wave(length_pt: float) -> Form:
    """One wave of the braid, `length_pt` long, around the base line."""
    reach = BAND_MM * mm * 0.42
    parts = ["1 J"]
    for phase, lean, ink, lines, pen in _STRANDS:
        parts.append(stroke(ink, pen))
        for line in range(lines):
            share = line / (lines - 1)
            strand = _strand(length_pt, reach * (0.30 + 0.70 * share), phase + lean * (share - 0.5))
            parts.append(draw_curve(strand, 0, 1, 8))
        parts.append("S")
    return Form.of(f"wave-{length_pt:.3f}", (-1, -reach - 1, length_pt + 1, reach + 1), " ".join(parts))


def _strand(length_pt: float, reach: float, phase: float) -> Curve:
    def point(at: float) -> tuple[float, float]:
        return length_pt * at, reach * sin(2 * pi * at + phase)

    return point
