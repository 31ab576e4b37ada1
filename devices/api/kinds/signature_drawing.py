"""A signature as SVG and as PNG.

Lines are smooth and swell where the pen pressed or, without pressure, where it was slow. Trimmed to the ink with a
little air, on nothing (transparent), so that it can lie on a line of any paper.
"""

from dataclasses import dataclass
from math import hypot
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.api.kinds.signature_pad import Signature, Stroke

INK: Final = "#101828"
_THIN_MM: Final = 0.35
_THICK_MM: Final = 0.95
_SLOW_MM_S: Final = 20.0
_FAST_MM_S: Final = 220.0
_AIR_MM: Final = 1.0
_STEPS: Final = 6
_FINER: Final = 4
"""Drawn so many times larger, then made small: edges without steps."""
_MM_PER_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A straight piece of a line. Millimetres."""

    from_mm: tuple[float, float]
    to_mm: tuple[float, float]
    width_mm: float


def svg_of(signature: Signature) -> bytes:
    """Return it as SVG 1.1, its size in millimetres. Raises ValueError for one without a stroke."""
    pieces, (left, top, width, height) = _pieces(signature)
    lines = [
        f'<path d="M{a[0] - left:.2f} {a[1] - top:.2f}L{b[0] - left:.2f} {b[1] - top:.2f}" stroke-width="{wide:.2f}"/>'
        for a, b, wide in ((piece.from_mm, piece.to_mm, piece.width_mm) for piece in pieces)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}mm" height="{height:.2f}mm" '
        f'viewBox="0 0 {width:.2f} {height:.2f}"><g stroke="{INK}" stroke-linecap="round" fill="none">'
    )
    return "".join([head, *lines, "</g></svg>\n"]).encode()


def png_of(signature: Signature, *, dots_per_inch: int = 300) -> bytes:
    """Return it as PNG with transparency. Raises ValueError for one without a stroke, or for a silly resolution."""
    if not 50 <= dots_per_inch <= 1200:
        raise ValueError(f"{dots_per_inch} dots an inch")
    pieces, (left, top, width, height) = _pieces(signature)
    scale = dots_per_inch / _MM_PER_INCH * _FINER
    size = (max(1, round(height * scale / _FINER)), max(1, round(width * scale / _FINER)))
    cover: NDArray[np.uint8] = np.zeros((size[0] * _FINER, size[1] * _FINER), np.uint8)
    for piece in pieces:
        ends = [(round((x - left) * scale), round((y - top) * scale)) for x, y in (piece.from_mm, piece.to_mm)]
        cv2.line(cover, ends[0], ends[1], 255, max(1, round(piece.width_mm * scale)), cv2.LINE_8)
    alpha = cv2.resize(cover, (size[1], size[0]), interpolation=cv2.INTER_AREA)
    picture = np.zeros((*size, 4), np.uint8)
    picture[:, :, :3] = [int(INK[place : place + 2], 16) for place in (5, 3, 1)]
    picture[:, :, 3] = alpha
    done, coded = cv2.imencode(".png", picture)
    assert done, "a picture of four channels can be coded"
    return coded.tobytes()


def _pieces(signature: Signature) -> tuple[list[_Piece], tuple[float, float, float, float]]:
    """Return all pieces and the box around them: left, top, width, height."""
    pieces = [piece for stroke in signature.strokes for piece in _of_stroke(stroke)]
    if not pieces:
        raise ValueError("a signature without a stroke")
    xs = [end[0] for piece in pieces for end in (piece.from_mm, piece.to_mm)]
    ys = [end[1] for piece in pieces for end in (piece.from_mm, piece.to_mm)]
    air = _AIR_MM + _THICK_MM / 2
    left, top = min(xs) - air, min(ys) - air
    return pieces, (left, top, max(xs) + air - left, max(ys) + air - top)


def _of_stroke(stroke: Stroke) -> list[_Piece]:
    """Smooth one stroke by a Catmull-Rom curve through its points; a dot is a piece without length."""
    if len(stroke) == 1:
        here = (stroke[0].x_mm, stroke[0].y_mm)
        return [_Piece(here, here, _THICK_MM)]
    widths = _widths(stroke)
    spots = [(point.x_mm, point.y_mm) for point in stroke]
    pieces: list[_Piece] = []
    for number in range(len(spots) - 1):
        around = [spots[min(max(place, 0), len(spots) - 1)] for place in range(number - 1, number + 3)]
        curve = [_catmull_rom(around, step / _STEPS) for step in range(_STEPS + 1)]
        for step in range(_STEPS):
            share = (step + 0.5) / _STEPS
            width = widths[number] * (1 - share) + widths[number + 1] * share
            pieces.append(_Piece(curve[step], curve[step + 1], width))
    return pieces


def _widths(stroke: Stroke) -> list[float]:
    """How wide the line is at each point: by pressure, else by speed, evened out over neighbours."""
    shares: list[float] = []
    for number, point in enumerate(stroke):
        if point.pressure is not None:
            shares.append(min(1.0, max(0.0, point.pressure)))
            continue
        before = stroke[max(0, number - 1)]
        took_s = max(1e-3, point.t_s - before.t_s)
        speed = hypot(point.x_mm - before.x_mm, point.y_mm - before.y_mm) / took_s
        shares.append(1.0 - min(1.0, max(0.0, (speed - _SLOW_MM_S) / (_FAST_MM_S - _SLOW_MM_S))))
    evened = [sum(near := shares[max(0, number - 2) : number + 3]) / len(near) for number in range(len(shares))]
    return [_THIN_MM + (_THICK_MM - _THIN_MM) * share for share in evened]


def _catmull_rom(around: list[tuple[float, float]], t: float) -> tuple[float, float]:
    """Return a point between the second and the third of four. Source: Catmull and Rom, 1974 (uniform)."""
    a, b, c, d = around

    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])
