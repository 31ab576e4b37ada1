"""What papers on a roll share. 58 mm is a layout of its own: labels above values, the code on a line of its own."""

from dataclasses import dataclass
from typing import Final

from printing.codes import make_code
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import SIDE, Column
from printing.layouts.receipt.items import PaperWidth
from printing.typesetting.paragraph import Align

MODULE: Final = 5
"""Dots a module of the code: 0.63 mm, which a phone reads from faded paper."""

_SIGN_DOTS: Final = 40
_LONGER_DOTS: Final = 17
"""How much room the number of an entry takes, and how much more for every further figure."""
_WITH_NUMBERS: Final = "或凭办件编号和查询码，在自助终端、服务窗口查询。"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letter sizes in dots (8 dots are 1 mm), and whether labels stand beside their values."""

    hall: int
    title: int
    item: int
    value: int
    small: int
    verifier: int
    figure: int
    beside: bool


_WIDE: Final = Sizes(hall=30, title=60, item=36, value=30, small=26, verifier=60, figure=190, beside=True)
_NARROW: Final = Sizes(hall=28, title=50, item=34, value=30, small=26, verifier=46, figure=150, beside=False)


def sizes_for(width: PaperWidth) -> Sizes:
    """The sizes for a paper."""
    return _WIDE if width is PaperWidth.MM_80 else _NARROW


def begin(column: Column, hall: str, title: str, sizes: Sizes, *, specimen: bool, copy_number: int, item: str) -> None:
    """Hall, title, marks, and what it is about."""
    column.skip(6)
    column.heading(hall, Face.SANS_MEDIUM, sizes.hall, tracking_em=0.14)
    column.skip(2)
    column.heading(title, Face.SANS_BOLD, sizes.title, tracking_em=0.24)
    mark(column, sizes, specimen=specimen, copy_number=copy_number)
    column.rule(4, above=8, below=10)
    column.text(item, Face.SANS_BOLD, sizes.item)
    column.rule(2, dash=6, above=8, below=10)


def mark(column: Column, sizes: Sizes, *, specimen: bool, copy_number: int) -> None:
    """A specimen and a second copy say so before anything else is read."""
    marks = []
    if specimen:
        marks.append("样张·非正式凭证")
    if copy_number > 1:
        marks.append(f"补打·第{copy_number}份")
    if marks:
        column.skip(8)
    for text in marks:
        column.banner(text, Face.SANS_BOLD, sizes.small)
        column.skip(2)


def facts(column: Column, given: list[tuple[str, str]], sizes: Sizes) -> None:
    """Labels and values, those without a value left out."""
    for label, value in given:
        if value:
            fact(column, label, value, sizes)


def fact(column: Column, label: str, value: str, sizes: Sizes) -> None:
    """A label and its value: beside it, or below it on narrow paper and where a number would be cut."""
    if sizes.beside:
        spread = 4 * sizes.value
        left = spread + 22
        column.label(label, Face.SANS, sizes.value, spread=spread)
        if value.isascii() and " " not in value and not column.has_room(value, Face.SANS_MEDIUM, sizes.value, left):
            column.skip_line(sizes.value)
            left = 0
        column.text(value, Face.SANS_MEDIUM, sizes.value, left=left)
    else:
        column.text(label, Face.SANS, sizes.small)
        column.skip(-4)
        column.text(value, Face.SANS_MEDIUM, sizes.value)
        column.skip(3)


def entry(column: Column, sign: str, text: str, under: str, sizes: Sizes) -> None:
    """An entry behind its number or box and, under it, what else is to be said of it."""
    left = _SIGN_DOTS + _LONGER_DOTS * max(0, len(sign) - 2)
    column.label(sign, Face.SANS_MEDIUM, sizes.value, spread=0)
    column.text(text, Face.SANS_MEDIUM, sizes.value, left=left)
    if under:
        column.text(under, Face.SANS, sizes.small, left=left)


def case_and_code(
    column: Column, case_number: str, verifier: str, code: str, help_line: str, sizes: Sizes, width: PaperWidth
) -> None:
    """The case's number, what a person types to ask about it, and the code that asks for them.

    Raises:
        CodeTooLong: the code's text does not fit a version 10 code.
    """
    fact(column, "办件编号", case_number, sizes)
    column.skip(6)
    column.boxed("查询码", verifier, Face.SANS_BOLD, label_size=sizes.value, size=sizes.verifier)
    column.skip(4)
    code_beside(column, code, "扫码查办理进度", _WITH_NUMBERS, help_line, sizes, width)


def code_beside(
    column: Column, text: str, how: str, otherwise: str, help_line: str, sizes: Sizes, width: PaperWidth
) -> None:
    """A code, and beside it (58 mm: below it) what it is good for, for those who have no phone too."""
    code = make_code(text)
    ask = f"咨询电话 {help_line}" if help_line else ""
    top = column.y
    if sizes.beside:
        side = column.code(code, MODULE, left=0)
        left = side - SIDE + 4
        quiet = (side - code.modules * MODULE) // 2
        column.skip(quiet - 6)
        column.text(how, Face.SANS_BOLD, sizes.value + 2, left=left)
        column.skip(4)
        column.text(otherwise, Face.SANS_MEDIUM, sizes.small, left=left)
        column.skip(4)
        if ask:
            column.text(ask, Face.SANS_MEDIUM, sizes.small, left=left)
        column.go_to(max(column.y, top + side))
        return
    side = code.side * MODULE
    column.code(code, MODULE, left=(width.dots - side) // 2)
    column.skip(side)
    column.text(how, Face.SANS_BOLD, sizes.value, align=Align.CENTRE)
    column.text(otherwise, Face.SANS_MEDIUM, sizes.small)
    if ask:
        column.text(ask, Face.SANS_MEDIUM, sizes.small)


def end(column: Column, notes: tuple[str, ...], terminal_id: str, last: str, sizes: Sizes) -> None:
    """Notes, the terminal, and the last words."""
    column.rule(2, above=6, below=10)
    for note in notes:
        column.text(f"※ {note}", Face.SANS_MEDIUM, sizes.small)
    column.text(f"终端 {terminal_id}", Face.SANS_MEDIUM, sizes.small, align=Align.CENTRE)
    column.text(last, Face.SANS_MEDIUM, sizes.small, align=Align.CENTRE)


FADES: Final = "热敏纸遇热褪色，请拍照留存"
"""The last words of what a citizen has to keep."""
