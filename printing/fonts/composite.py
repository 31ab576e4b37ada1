"""The parts of a composite glyph. Source: ISO/IEC 14496-22, 5.3.4.2 (composite glyph description)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ARGS_ARE_WORDS: Final = 0x0001
_ARGS_ARE_XY: Final = 0x0002
_ONE_SCALE: Final = 0x0008
_MORE_PARTS: Final = 0x0020
_TWO_SCALES: Final = 0x0040
_TWO_BY_TWO: Final = 0x0080


@dataclass(frozen=True, slots=True)
class Part:
    """One part: where its glyph number stands in the bytes, which glyph, moved and scaled how."""

    number_at: int
    glyph: int
    transform: tuple[float, float, float, float, float, float]


def is_composite(glyph: bytes) -> bool:
    """Whether the outline is made of other glyphs."""
    return len(glyph) > 2 and bool(glyph[0] & 0x80)


def parts(glyph: bytes) -> Iterator[Part]:
    """Yield the parts of a composite glyph. Parts placed by matching points are placed at the origin."""
    at, flags = 10, _MORE_PARTS
    while flags & _MORE_PARTS:
        flags, number = struct.unpack_from(">HH", glyph, at)
        number_at = at + 2
        at += 4
        dx, dy = struct.unpack_from(">hh" if flags & _ARGS_ARE_WORDS else ">bb", glyph, at)
        at += 4 if flags & _ARGS_ARE_WORDS else 2
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if flags & _ONE_SCALE:
            a = d = struct.unpack_from(">h", glyph, at)[0] / 16384
            at += 2
        elif flags & _TWO_SCALES:
            a, d = (value / 16384 for value in struct.unpack_from(">hh", glyph, at))
            at += 4
        elif flags & _TWO_BY_TWO:
            a, b, c, d = (value / 16384 for value in struct.unpack_from(">hhhh", glyph, at))
            at += 8
        if not flags & _ARGS_ARE_XY:
            dx = dy = 0
        yield Part(number_at, number, (a, b, c, d, float(dx), float(dy)))
