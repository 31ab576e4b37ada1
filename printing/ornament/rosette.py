"""A guilloche rosette: rings of interlaced waves, as one sector that is turned until the circle is full."""

from dataclasses import dataclass
from functools import cache
from math import cos, gcd, pi, sin

from reportlab.lib.colors import Color

from printing.ornament.curves import Curve, draw_curve, turned
from printing.ornament.palette import MIST, SAND, stroke
from printing.pdf.form import Form, resource_key


@dataclass(frozen=True, slots=True)
class Ring:
    """Waves around a circle. Radius and reach are shares of the rosette's radius.

    Attributes:
        petals: waves around the whole ring.
        lines: how many lines, their phases evenly apart.
        arcs: Bezier arcs a wave.
    """

    radius: float
    reach: float
    petals: int
    lines: int
    ink: Color
    pen_pt: float
    arcs: int


BEHIND_TEXT = (
    Ring(0.860, 0.140, 24, 8, MIST, 0.32, 6),
    Ring(0.700, 0.075, 48, 6, SAND, 0.30, 5),
    Ring(0.520, 0.150, 24, 8, MIST, 0.32, 6),
    Ring(0.300, 0.095, 24, 6, SAND, 0.30, 5),
    Ring(0.140, 0.100, 12, 6, MIST, 0.32, 6),
)
"""The rings of the rosette behind a certificate's text: pale enough to read over, fine enough to lose in a copier."""


@cache
def rosette(name: str, radius_pt: float, rings: tuple[Ring, ...]) -> Form:
    """Return a rosette around the origin. One sector is drawn; it is placed as often as the rings' petals allow."""
    sectors = gcd(*(ring.petals for ring in rings))
    angle = 2 * pi / sectors
    parts = ["1 J"]
    for ring in rings:
        parts.append(stroke(ring.ink, ring.pen_pt))
        waves = ring.petals // sectors
        for line in range(ring.lines):
            curve = _wave(ring, radius_pt, 2 * pi * line / ring.lines)
            parts.append(draw_curve(curve, 0.0, angle, ring.arcs * waves))
        parts.append("S")
    box = (-radius_pt - 1, -radius_pt - 1, radius_pt + 1, radius_pt + 1)
    sector = Form.of(f"{name}-sector", box, " ".join(parts))
    place = f"/{resource_key(sector)} Do {turned(angle, 0.0, 0.0)}"
    return Form.of(name, box, " ".join([place] * sectors), (sector,))


def _wave(ring: Ring, radius_pt: float, phase: float) -> Curve:
    def point(at: float) -> tuple[float, float]:
        r = radius_pt * (ring.radius + ring.reach * sin(ring.petals * at + phase))
        return r * cos(at), r * sin(at)

    return point
