"""Text as shapes. It is ornament: nobody copies it, no font is embedded for it, it may be as small as ink allows."""

from functools import cache
from typing import Final

from reportlab.lib.units import mm

from printing.fonts.catalogue import Face, font, source
from printing.fonts.outline import Matrix, outline
from printing.ornament.curves import turned
from printing.ornament.palette import FOREST, SPECIMEN_GREY, fill
from printing.pdf.form import Form, resource_key

_MICRO_PT: Final = 1.5


def letter_path(character: str, face: Face, matrix: Matrix) -> str:
    """Return the path of a character, one em being 1 before `matrix`, from the font of the chain that has it.

    Raises:
        MissingGlyph: no font has it.
    """
    return outline(font(source(character, face)[0]), character, matrix)


def micro_text(text: str, length_pt: float) -> Form:
    """Return a line of tiny text, `text` again and again over `length_pt`, drawn once and repeated.

    It reads as a hair line; a copier turns it into one.

    Raises:
        MissingGlyph: no font has a character.
    """
    x = 0.0
    parts = [fill(FOREST)]
    for character in text:
        parts.append(letter_path(character, Face.SANS_MEDIUM, (_MICRO_PT, 0, 0, _MICRO_PT, x, 0)))
        x += source(character, Face.SANS_MEDIUM)[2] * _MICRO_PT
    x += _MICRO_PT
    parts.append("f")
    times = max(1, int(length_pt / x))
    step = length_pt / times
    unit = Form.of("micro-unit", (0, -_MICRO_PT, x, _MICRO_PT), " ".join(parts))
    place = f"/{resource_key(unit)} Do 1 0 0 1 {step:.4f} 0 cm"
    return Form.of("micro-text", (0, -_MICRO_PT, length_pt, _MICRO_PT), " ".join([place] * times), (unit,))


@cache
def specimen_mark(width_pt: float, height_pt: float) -> Form:
    """Return 样张 in large pale letters across a page of this size: no specimen can be taken for a paper."""
    size = 58 * mm
    gap = 16 * mm
    length = 2 * size + gap
    angle = 0.62
    parts = [
        fill(SPECIMEN_GREY),
        turned(angle, width_pt / 2, height_pt / 2),
    ]
    for index, character in enumerate("样张"):
        x = -length / 2 + index * (size + gap)
        parts.append(letter_path(character, Face.SANS_BOLD, (size, 0, 0, size, x, -0.38 * size)))
    parts.append("f")
    return Form.of(f"specimen-{width_pt:.0f}x{height_pt:.0f}", (0, 0, width_pt, height_pt), " ".join(parts))
