"""A round official seal, drawn as shapes: rim, star, the organisation around the rim, what the seal is for, its code.

The caller places it before the text it lies on: black text stays black over it, as over red ink, and the document
needs no transparency, which printers flatten slowly and badly.

Source: State Council document Guofa (1999) 25 (size, star, simplified Song type); GB/T 9704-2012, 7.3.5 (its place).
"""

from functools import cache
from hashlib import sha256
from math import cos, pi, sin
from typing import Final

from reportlab.lib.units import mm

from printing.fonts.catalogue import Face
from printing.ornament.curves import circle
from printing.ornament.lettering import letter_path
from printing.ornament.palette import SEAL_RED, fill, stroke
from printing.pdf.form import Form

DIAMETER_MM: Final = 40.0

_RIM_MM: Final = 1.2
_STAR_MM: Final = 6.6
_LETTER_TALL_MM: Final = 6.0
_PURPOSE_MM: Final = 4.3
_CODE_MM: Final = 2.0
_SPECIMEN_MM: Final = 3.4
_GOLDEN: Final = 0.381966
_ARC: Final = 0.65
"""The largest part of the ring that the name may take: below it stands what the seal is for."""
_INK_CENTRE_EM: Final = 0.38
"""The middle of a Han character's ink above the base line."""


@cache
def seal(organisation: str, purpose: str, seal_code: str, *, specimen: bool) -> Form:
    """Return the seal around the origin. On a specimen the code's place says 样张.

    Raises:
        MissingGlyph: the font has no such character.
    """
    radius = DIAMETER_MM / 2 * mm
    rim = _RIM_MM * mm
    parts = [
        stroke(SEAL_RED, rim),
        circle(0, 0, radius - rim / 2),
        "S",
        fill(SEAL_RED),
        _star(_STAR_MM * mm),
        _around(organisation, radius),
        _straight(purpose, _PURPOSE_MM * mm, -10.4 * mm, 0.82),
    ]
    if specimen:
        parts.append(_straight("样张", _SPECIMEN_MM * mm, -15.2 * mm, 0.95))
    else:
        parts.append(_below(seal_code, radius))
    parts.append("f")
    identity = sha256(repr((organisation, purpose, seal_code, specimen)).encode()).hexdigest()[:16]
    reach = radius + 1
    return Form.of(f"seal-{identity}", (-reach, -reach, reach, reach), " ".join(parts))


def _star(radius: float) -> str:
    points = [
        (
            (radius if corner % 2 == 0 else radius * _GOLDEN) * cos(pi / 2 + corner * pi / 5),
            (radius if corner % 2 == 0 else radius * _GOLDEN) * sin(pi / 2 + corner * pi / 5),
        )
        for corner in range(10)
    ]
    first, *rest = points
    return f"{first[0]:.2f} {first[1]:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest) + " h"


def _around(text: str, radius: float) -> str:
    """Letters upright to the rim, evenly apart, their middle at the top; long names close the ring and narrow."""
    tall = _LETTER_TALL_MM * mm
    middle_radius = radius - _RIM_MM * mm - 1.1 * mm - tall / 2
    count = len(text)
    pitch = min(2 * pi * _ARC / max(count, 2), 0.40)
    wide = min(pitch * (middle_radius - tall / 2) - 0.25 * mm, tall * 0.80)
    parts = []
    for index, character in enumerate(text):
        angle = pi / 2 + pitch * (count - 1) / 2 - pitch * index
        parts.append(_turned_letter(character, angle - pi / 2, angle, middle_radius, wide, tall))
    return " ".join(parts)


def _below(text: str, radius: float) -> str:
    """The code along the lower rim, read from the left, feet outwards."""
    size = _CODE_MM * mm
    middle_radius = radius - _RIM_MM * mm - 0.9 * mm - size / 2
    pitch = 0.095
    parts = []
    for index, character in enumerate(text):
        angle = -pi / 2 - pitch * (len(text) - 1) / 2 + pitch * index
        parts.append(_turned_letter(character, angle + pi / 2, angle, middle_radius, size, size, half_width=True))
    return " ".join(parts)


def _turned_letter(
    character: str, turn: float, angle: float, at_radius: float, wide: float, tall: float, *, half_width: bool = False
) -> str:
    """One letter centred at a place on a circle, `wide` by `tall` an em, turned by `turn`."""
    half = 0.277 if half_width else 0.5
    c, s = cos(turn), sin(turn)
    a, b, d, e = wide * c, wide * s, -tall * s, tall * c
    x = at_radius * cos(angle) - half * a - _INK_CENTRE_EM * d
    y = at_radius * sin(angle) - half * b - _INK_CENTRE_EM * e
    face = Face.SANS_MEDIUM if half_width else Face.SERIF_BOLD
    return letter_path(character, face, (a, b, d, e, x, y))


def _straight(text: str, size: float, middle_y: float, narrow: float) -> str:
    """A centred line; a long one narrows until it fits between the rims."""
    room = 2 * ((DIAMETER_MM / 2 - _RIM_MM - 1.6) ** 2 - (middle_y / mm) ** 2) ** 0.5 * mm
    wide = min(size * narrow, room / max(len(text), 1))
    left = -wide * len(text) / 2
    return " ".join(
        letter_path(character, Face.SERIF_BOLD, (wide, 0, 0, size, left + wide * index, middle_y - 0.38 * size))
        for index, character in enumerate(text)
    )
