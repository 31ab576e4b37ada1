"""A table of rows under heads that are repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from printing.fonts.catalogue import Face
from printing.fonts.runs import width_em
from printing.layouts.one_line import OneLine
from printing.layouts.styles import EMPTY, LIST_CENTRE, LIST_HEAD, LIST_LOOK, LIST_MAIN, TABLE_TITLE
from printing.typesetting.paragraph import Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_SHORT_EM: Final = 9.0
"""A column none of whose cells is longer is set in its middle: dates, amounts, numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A head, how wide against the others, and how its cells are set: by their length unless `style` says.

    The cells of a `whole` column are one line each: an amount in two pieces is two amounts.
    """

    head: str
    share: float = 1.0
    style: TextStyle | None = None
    whole: bool = False


def list_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, title: str = "") -> Table:
    """Return the table; an empty cell is printed as a dash.

    The title is part of the head: it never stands alone at a page's end, and says on each page what goes on there.

    Raises:
        MissingGlyph: no font has a character.
    """
    whole = sum(column.share for column in columns)
    parts = [column.share / whole for column in columns]
    header = Row(
        tuple(
            Cell(Paragraph.of(column.head, LIST_HEAD), part, tinted=True)
            for column, part in zip(columns, parts, strict=True)
        )
    )
    heads = (Row((Cell(Paragraph.of(title, TABLE_TITLE), 1.0, tinted=True),)), header) if title else (header,)
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    styles = [column.style or _style(held) for column, held in zip(columns, cells, strict=True)]
    kinds = [OneLine if column.whole else Paragraph.of for column in columns]
    laid_out = [
        Row(
            tuple(
                Cell(kind(cell or EMPTY, style), part)
                for cell, kind, style, part in zip(row, kinds, styles, parts, strict=True)
            )
        )
        for row in rows
    ]
    return Table(heads, tuple(laid_out), LIST_LOOK)


def _style(cells: Sequence[str]) -> TextStyle:
    return LIST_CENTRE if all(width_em(cell, Face.SERIF) <= _SHORT_EM for cell in cells) else LIST_MAIN
