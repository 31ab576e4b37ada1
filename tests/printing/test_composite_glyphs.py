"""Glyphs made of glyphs: Noto has none, other fonts of the chain may, so a small font is built that does."""

import re
import struct
from itertools import pairwise
from pathlib import Path

import pytest

from printing.errors import FontFileError, MissingGlyph
from printing.fonts.catalogue import Face, font
from printing.fonts.composite import is_composite, parts
from printing.fonts.outline import outline
from printing.fonts.sfnt import SfntFont
from printing.fonts.subset import _assemble, subset

UNIT = (1000.0, 0.0, 0.0, 1000.0, 0.0, 0.0)
WORDS, XY, SCALE, MORE, TWO_SCALES, MATRIX = 0x0001, 0x0002, 0x0008, 0x0020, 0x0040, 0x0080


def composite(*components: bytes) -> bytes:
    """A composite glyph of components, each as `component` makes it."""
    return struct.pack(">hhhhh", -1, 0, 0, 1000, 1000) + b"".join(components)


def component(flags: int, glyph: int, *values: int, sizes: str) -> bytes:
    """One component: offsets and scales packed as `sizes` says."""
    return struct.pack(f">HH{sizes}", flags, glyph, *values)


TWICE = composite(
    component(WORDS | XY | MORE, 1, 300, -200, sizes="hh"),
    component(XY | SCALE, 1, 10, 20, 0x2000, sizes="bbh"),
)
STRETCHED = composite(component(WORDS | XY | TWO_SCALES, 1, 0, 0, 0x4000, 0x2000, sizes="hhhh"))
TURNED = composite(component(WORDS | XY | MATRIX, 1, 0, 0, 0, 0x4000, -0x4000, 0, sizes="hhhhhh"))
BY_POINTS = composite(component(WORDS, 1, 3, 4, sizes="hh"))
NESTED = composite(component(WORDS | XY, 2, 100, 0, sizes="hh"))


def write_font(file: Path, *, short_offsets: bool = False, names: bytes | None = None) -> SfntFont:
    """A font of seven glyphs: nothing, 口 as A, and the composites above as B to F."""
    whole = font(Face.SANS)
    programs = [b"", whole.glyph_bytes(whole.glyph_of(ord("口"))), TWICE, STRETCHED, TURNED, BY_POINTS, NESTED]
    padded = [program + b"\0" * (-len(program) % 4) for program in programs]
    offsets = [sum(map(len, padded[:number])) for number in range(len(padded) + 1)]
    head = bytearray(whole.table("head"))
    struct.pack_into(">h", head, 50, 0 if short_offsets else 1)
    count = len(programs)
    groups = struct.pack(">LLL", ord("A"), ord("A") + count - 2, 1)
    loca = [offset // 2 for offset in offsets] if short_offsets else offsets
    tables = {
        "cmap": struct.pack(">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(groups), 0, 1) + groups,
        "glyf": b"".join(padded),
        "head": bytes(head),
        "hhea": whole.table("hhea")[:34] + struct.pack(">H", 1),
        "hmtx": struct.pack(">Hh", 1000, 0) + struct.pack(f">{count - 1}h", *([-5] * (count - 1))),
        "loca": struct.pack(f">{count + 1}{'H' if short_offsets else 'L'}", *loca),
        "maxp": whole.table("maxp")[:4] + struct.pack(">H", count) + whole.table("maxp")[6:],
        "name": whole.table("name") if names is None else names,
        "OS/2": whole.table("OS/2"),
    }
    file.write_bytes(_assemble(tables))
    return SfntFont(file)


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path, to a tenth: the operators carry hundredths."""
    return [(round(float(x), 1), round(float(y), 1)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]", path)]


@pytest.mark.parametrize("short_offsets", [False, True])
def test_components_are_placed_and_scaled(tmp_path: Path, short_offsets: bool) -> None:
    """Moved, halved, stretched, turned and nested components are drawn where the standard puts them."""
    made = write_font(tmp_path / "made.ttf", short_offsets=short_offsets)
    plain = points(outline(made, "A", UNIT))
    twice = points(outline(made, "B", UNIT))
    assert twice == [(x + 300, y - 200) for x, y in plain] + [(x / 2 + 10, y / 2 + 20) for x, y in plain]
    assert points(outline(made, "C", UNIT)) == [(x, y / 2) for x, y in plain]
    assert points(outline(made, "D", UNIT)) == [(-y, x) for x, y in plain]
    assert points(outline(made, "E", UNIT)) == plain
    assert points(outline(made, "F", UNIT)) == [(x + 100, y) for x, y in twice]


def test_subset_takes_components_along_and_renumbers_them(tmp_path: Path) -> None:
    """A composite alone in a subset brings its parts, also parts of parts, under their new numbers."""
    made = write_font(tmp_path / "made.ttf")
    tables = _tables(subset(made, [0, made.glyph_of(ord("F"))]))
    assert struct.unpack(">H", tables["maxp"][4:6]) == (4,)
    offsets = struct.unpack(">5L", tables["loca"])
    programs = [tables["glyf"][start:end] for start, end in pairwise(offsets)]
    assert [is_composite(program) for program in programs] == [False, True, True, False]
    assert [part.glyph for part in parts(programs[1])] == [2]
    assert [part.glyph for part in parts(programs[2])] == [3, 3]


def _tables(data: bytes) -> dict[str, bytes]:
    count = struct.unpack(">H", data[4:6])[0]
    rows = [struct.unpack(">4sLLL", data[at : at + 16]) for at in range(12, 12 + 16 * count, 16)]
    return {tag.decode(): data[offset : offset + length] for tag, _, offset, length in rows}


def test_glyphs_beyond_the_long_metrics_have_the_last_width(tmp_path: Path) -> None:
    """A font may give one width for all; bearings go on after it and may be negative."""
    made = write_font(tmp_path / "made.ttf")
    assert made.advance(5) == 1000
    assert made.left_side_bearing(5) == -5
    assert made.left_side_bearing(0) == 0


def test_character_outside_the_map_has_no_glyph(tmp_path: Path) -> None:
    """Before, after and between the groups there is nothing."""
    made = write_font(tmp_path / "made.ttf")
    assert made.glyph_of(ord("Z")) == made.glyph_of(ord("@")) == 0
    with pytest.raises(MissingGlyph):
        outline(made, "Z", UNIT)


def test_font_without_a_name_is_refused(tmp_path: Path) -> None:
    """A font that could not be named in a document is refused."""
    with pytest.raises(FontFileError):
        write_font(tmp_path / "made.ttf", names=struct.pack(">HHH", 0, 0, 6))
