"""Cut a font down to the glyphs that a document uses, as the font program that a PDF embeds.

Source: ISO 32000-1, 9.9 (a CIDFontType2 font program needs glyf, head, hhea, hmtx, loca, maxp and the hinting tables).
"""

import struct
from collections.abc import Sequence
from typing import Final

from printing.fonts.composite import is_composite, parts
from printing.fonts.sfnt import SfntFont

_HINTING: Final = ("cvt ", "fpgm", "prep")
_MAGIC: Final = 0xB1B0AFBA


def subset(font: SfntFont, glyphs: Sequence[int]) -> bytes:
    """Return a TrueType font whose glyph n is `glyphs[n]` of `font`; glyph 0 should be 0, the missing glyph.

    A glyph may stand twice (two characters, one shape). Parts of composite glyphs follow after the glyphs asked for.
    The same input gives the same bytes.
    """
    order, programs = _collect(font, glyphs)
    offsets, body = [0], bytearray()
    for program in programs:
        body += program
        body += b"\0" * (-len(body) % 4)
        offsets.append(len(body))
    head = bytearray(font.table("head"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(font.table("hhea"))
    struct.pack_into(">H", hhea, 34, len(order))
    maxp = bytearray(font.table("maxp"))
    struct.pack_into(">H", maxp, 4, len(order))
    tables = {
        "glyf": bytes(body) or b"\0\0\0\0",
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": b"".join(struct.pack(">Hh", font.advance_units(g), font.left_side_bearing(g)) for g in order),
        "loca": struct.pack(f">{len(offsets)}L", *offsets),
        "maxp": bytes(maxp),
    }
    tables.update({tag: font.table(tag) for tag in _HINTING if font.has_table(tag)})
    return _assemble(tables)


def _collect(font: SfntFont, glyphs: Sequence[int]) -> tuple[list[int], list[bytes]]:
    """Glyphs in their new order with their parts behind them, and their programs with parts renumbered."""
    order = list(glyphs)
    new_number: dict[int, int] = {}
    for number, glyph in enumerate(order):
        new_number.setdefault(glyph, number)
    programs: list[bytes] = []
    position = 0
    while position < len(order):
        program = font.glyph_bytes(order[position])
        if is_composite(program):
            renumbered = bytearray(program)
            for part in parts(program):
                if part.glyph not in new_number:
                    new_number[part.glyph] = len(order)
                    order.append(part.glyph)
                struct.pack_into(">H", renumbered, part.number_at, new_number[part.glyph])
            program = bytes(renumbered)
        programs.append(program)
        position += 1
    return order, programs


def _assemble(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory, body = bytearray(), bytearray()
    start = len(header) + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(padded), start + len(body), len(data))
        body += padded
    whole = bytearray(header + directory + body)
    head_at = next(
        struct.unpack_from(">L", directory, at + 8)[0]
        for at in range(0, len(directory), 16)
        if directory[at : at + 4] == b"head"
    )
    struct.pack_into(">L", whole, head_at + 8, (_MAGIC - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
