"""What a service receipt says. 58 mm is a layout of its own: labels above values, the code on a line of its own."""

from dataclasses import dataclass
from typing import Final

from printing.codes import Code, make_code
from printing.documents.moments import stamp
from printing.documents.service_receipt import ServiceReceipt
from printing.fonts.catalogue import Face
from printing.layouts.receipt.column import SIDE, Column
from printing.layouts.receipt.items import PaperWidth, ReceiptSheet
from printing.typesetting.paragraph import Align

MODULE: Final = 5
"""Dots a module of the code: 0.63 mm, which a phone reads from faded paper."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Letter sizes in dots (8 dots are 1 mm)."""

    hall: int
    title: int
    item: int
    value: int
    small: int
    verifier: int
    beside: bool


_WIDE: Final = _Sizes(hall=30, title=60, item=36, value=30, small=26, verifier=60, beside=True)
_NARROW: Final = _Sizes(hall=28, title=50, item=34, value=30, small=26, verifier=46, beside=False)


def compose(receipt: ServiceReceipt, width: PaperWidth) -> ReceiptSheet:
    """Return the receipt for a paper.

    Raises:
        MissingGlyph: no font has a character.
        CodeTooLong: the code's text does not fit a version 10 code.
    """
    sizes = _WIDE if width is PaperWidth.MM_80 else _NARROW
    column = Column(width)
    column.skip(6)
    column.heading(receipt.hall, Face.SANS_MEDIUM, sizes.hall, tracking_em=0.14)
    column.skip(2)
    column.heading(receipt.title, Face.SANS_BOLD, sizes.title, tracking_em=0.24)
    _marks(column, receipt, sizes)
    column.rule(4, above=8, below=10)
    column.text(receipt.item, Face.SANS_BOLD, sizes.item)
    column.rule(2, dash=6, above=8, below=10)
    for label, value in _facts(receipt):
        _fact(column, label, value, sizes)
    _papers(column, receipt, sizes)
    column.rule(4, above=8, below=12)
    _fact(column, "办件编号", receipt.case_number, sizes)
    column.skip(6)
    column.boxed("查询码", receipt.verifier, Face.SANS_BOLD, label_size=sizes.value, size=sizes.verifier)
    column.skip(4)
    _code(column, receipt, make_code(receipt.code), sizes, width)
    column.rule(2, above=6, below=10)
    for note in receipt.notes:
        column.text(f"※ {note}", Face.SANS_MEDIUM, sizes.small)
    column.text(f"终端 {receipt.terminal_id}", Face.SANS_MEDIUM, sizes.small, align=Align.CENTRE)
    column.text("热敏纸遇热褪色，请拍照留存", Face.SANS_MEDIUM, sizes.small, align=Align.CENTRE)
    return column.finish(below=16)


def _marks(column: Column, receipt: ServiceReceipt, sizes: _Sizes) -> None:
    """A specimen and a second copy say so before anything else is read."""
    marks = []
    if receipt.specimen:
        marks.append("样张·非正式凭证")
    if receipt.copy_number > 1:
        marks.append(f"补打·第{receipt.copy_number}份")
    if marks:
        column.skip(8)
    for mark in marks:
        column.banner(mark, Face.SANS_BOLD, sizes.small)
        column.skip(2)


def _facts(receipt: ServiceReceipt) -> list[tuple[str, str]]:
    who = "　".join(part for part in (receipt.masked_name, receipt.masked_number) if part)
    facts = [
        ("办理状态", receipt.state),
        ("申请人", who),
        ("受理时间", stamp(receipt.accepted_at)),
        ("办结时限", receipt.time_limit),
        ("费用", receipt.fee),
    ]
    return [(label, value) for label, value in facts if value]


def _fact(column: Column, label: str, value: str, sizes: _Sizes) -> None:
    if sizes.beside:
        spread = 4 * sizes.value
        column.label(label, Face.SANS, sizes.value, spread=spread)
        column.text(value, Face.SANS_MEDIUM, sizes.value, left=spread + 22)
    else:
        column.text(label, Face.SANS, sizes.small)
        column.skip(-4)
        column.text(value, Face.SANS_MEDIUM, sizes.value)
        column.skip(3)


def _papers(column: Column, receipt: ServiceReceipt, sizes: _Sizes) -> None:
    if not receipt.papers:
        return
    column.rule(2, dash=6, above=8, below=10)
    column.text("本次打印", Face.SANS, sizes.small if not sizes.beside else sizes.value)
    for number, paper in enumerate(receipt.papers, start=1):
        column.text(f"{number}.", Face.SANS_MEDIUM, sizes.value, width=40)
        column.skip(-round(sizes.value * 1.38))
        column.text(paper.title, Face.SANS_MEDIUM, sizes.value, left=40)
        column.text(f"{paper.paper_number}　共{paper.sheets}张", Face.SANS, sizes.small, left=40)


def _code(column: Column, receipt: ServiceReceipt, code: Code, sizes: _Sizes, width: PaperWidth) -> None:
    """The code, and beside it (58 mm: below it) what it is good for, for those who have no phone too."""
    help_line = f"咨询电话 {receipt.help_line}" if receipt.help_line else ""
    how = "扫码查办理进度"
    otherwise = "或凭办件编号和查询码，在自助终端、服务窗口查询。"
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
        if help_line:
            column.text(help_line, Face.SANS_MEDIUM, sizes.small, left=left)
        column.go_to(max(column.y, top + side))
        return
    side = code.side * MODULE
    column.code(code, MODULE, left=(width.dots - side) // 2)
    column.skip(side)
    column.text(how, Face.SANS_BOLD, sizes.value, align=Align.CENTRE)
    column.text(otherwise, Face.SANS_MEDIUM, sizes.small)
    if help_line:
        column.text(help_line, Face.SANS_MEDIUM, sizes.small)
