"""A glyph's outline as path operators, for seals and micro text: shapes there are ornament, not text to be copied.

Source: ISO/IEC 14496-22, 5.3.4.1 (simple glyph description).
"""

import struct
from typing import Final

from printing.errors import MissingGlyph
from printing.fonts.composite import is_composite, parts
from printing.fonts.sfnt import SfntFont

_ON_CURVE: Final = 0x01
_X_SHORT: Final = 0x02
_Y_SHORT: Final = 0x04
_REPEAT: Final = 0x08
_X_SAME: Final = 0x10
_Y_SAME: Final = 0x20

Point = tuple[float, float, bool]
Matrix = tuple[float, float, float, float, float, float]
"""PDF order: x' = a x + c y + e, y' = b x + d y + f."""


def outline(font: SfntFont, character: str, matrix: Matrix) -> str:
    """Return PDF path operators (m, l, c, h) of a character, one em being 1 before `matrix`; the caller fills them.

    Raises:
        MissingGlyph: the font has no such character.
    """
    glyph = font.glyph_of(ord(character))
    if not glyph:
        raise MissingGlyph(character)
    unit = 1 / font.units_per_em
    scale: Matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    return " ".join(_contour(contour) for contour in _contours(font, glyph, _chain(scale, matrix)))


def _chain(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _contours(font: SfntFont, glyph: int, matrix: Matrix) -> list[list[Point]]:
    program = font.glyph_bytes(glyph)
    if not program:
        return []
    if is_composite(program):
        return [
            contour
            for part in parts(program)
            for contour in _contours(font, part.glyph, _chain(part.transform, matrix))
        ]
    a, b, c, d, e, f = matrix
    return [
        [(a * x + c * y + e, b * x + d * y + f, on_curve) for x, y, on_curve in contour]
        for contour in _simple_contours(program)
    ]


def _simple_contours(program: bytes) -> list[list[Point]]:
    (count,) = struct.unpack_from(">h", program)
    ends = struct.unpack_from(f">{count}H", program, 10)
    (instructions,) = struct.unpack_from(">H", program, 10 + 2 * count)
    at = 12 + 2 * count + instructions
    total = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < total:
        flag = program[at]
        at += 1
        repeats = 1
        if flag & _REPEAT:
            repeats += program[at]
            at += 1
        flags += [flag] * repeats
    xs, at = _coordinates(program, at, flags, _X_SHORT, _X_SAME)
    ys, at = _coordinates(program, at, flags, _Y_SHORT, _Y_SAME)
    points = [(float(x), float(y), bool(flag & _ON_CURVE)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = (0, *(end + 1 for end in ends[:-1]))
    return [points[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def _coordinates(program: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += program[at] if flag & same else -program[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", program, at)[0]
            at += 2
        values.append(value)
    return values, at


def _contour(points: list[Point]) -> str:
    """Quadratic curves with implied middle points, raised to the cubic ones that PDF has."""
    start = next((index for index, point in enumerate(points) if point[2]), None)
    if start is None:
        middle = _between(points[0], points[-1])
        points = [middle, *points]
        start = 0
    ring = [*points[start:], *points[: start + 1]]
    x, y, _ = ring[0]
    operators = [f"{x:.2f} {y:.2f} m"]
    control: Point | None = None
    for point in ring[1:]:
        if control is None:
            if point[2]:
                operators.append(f"{point[0]:.2f} {point[1]:.2f} l")
                x, y = point[0], point[1]
            else:
                control = point
            continue
        end = point if point[2] else _between(control, point)
        operators.append(
            f"{(x + 2 * control[0]) / 3:.2f} {(y + 2 * control[1]) / 3:.2f} "
            f"{(end[0] + 2 * control[0]) / 3:.2f} {(end[1] + 2 * control[1]) / 3:.2f} {end[0]:.2f} {end[1]:.2f} c"
        )
        x, y = end[0], end[1]
        control = None if point[2] else point
    operators.append("h")
    return " ".join(operators)


def _between(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2, True)
