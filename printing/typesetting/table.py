"""Rows and cells: ruled, tinted, divided between rows, with the header repeated on every page.

A row is divided only when it is taller than a page: its cells then go on, line by line, under the same header.
"""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.colors import Color

from printing.typesetting.blocks import Block, SetBlock, cut_block, tightened
from printing.typesetting.canvas import PaperCanvas

_HAIR_PT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class TableLook:
    """Rules, tint and the room around a cell's content."""

    padding_x_pt: float
    padding_y_pt: float
    outer_rule_pt: float
    inner_rule_pt: float
    rule_colour: Color
    tint: Color


@dataclass(frozen=True, slots=True)
class Cell:
    """Content `share` of the table's width wide. A tinted cell is a heading."""

    content: Block
    share: float
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; their shares add up to one. Content stands in the middle of its cell, or `from_top`."""

    cells: tuple[Cell, ...]
    from_top: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Header rows, repeated on every page, and rows, which stay whole wherever a page can hold them."""

    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    look: TableLook

    def tightened(self, share: float) -> "Table":
        """See `Tightenable.tightened`: the room above and below the content of cells shrinks twice as much."""
        padding = self.look.padding_y_pt * max(2 * share - 1, 0.5)
        return Table(
            header=tuple(_tightened_row(row, share) for row in self.header),
            rows=tuple(_tightened_row(row, share) for row in self.rows),
            look=replace(self.look, padding_y_pt=padding),
        )

    def set(self, width_pt: float) -> "SetTable":
        """See `Block.set`."""
        return SetTable(
            header=tuple(_set_row(row, width_pt, self.look) for row in self.header),
            rows=tuple(_set_row(row, width_pt, self.look) for row in self.rows),
            look=self.look,
            width_pt=width_pt,
        )


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell in its place within the row."""

    content: SetBlock
    x_pt: float
    width_pt: float
    tinted: bool


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row and its height, padding included. In a part of a divided row, content stands at the top of its cells."""

    cells: tuple[SetCell, ...]
    height_pt: float
    divided: bool = False
    from_top: bool = False


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table whose cells are set."""

    header: tuple[SetRow, ...]
    rows: tuple[SetRow, ...]
    look: TableLook
    width_pt: float

    @property
    def height_pt(self) -> float:
        """Its height, header included."""
        return sum(row.height_pt for row in (*self.header, *self.rows))

    def divide(self, room_pt: float) -> "tuple[SetTable, SetTable] | None":
        """See `SetBlock.divide`: between two rows, at least one row on either side."""
        used = sum(row.height_pt for row in self.header)
        fitting = 0
        for row in self.rows:
            used += row.height_pt
            if used > room_pt + _HAIR_PT:
                break
            fitting += 1
        if not 0 < fitting < len(self.rows):
            return None
        return (
            SetTable(self.header, self.rows[:fitting], self.look, self.width_pt),
            SetTable(self.header, self.rows[fitting:], self.look, self.width_pt),
        )

    def cut(self, room_pt: float) -> "tuple[SetTable, SetTable] | None":
        """See `Cuttable.cut`: inside the first row, which is taller than a page."""
        header_pt = sum(row.height_pt for row in self.header)
        parts = _cut_row(self.rows[0], room_pt - header_pt, self.look) if self.rows else None
        if parts is None:
            return None
        return (
            SetTable(self.header, parts[:1], self.look, self.width_pt),
            SetTable(self.header, (parts[1], *self.rows[1:]), self.look, self.width_pt),
        )

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`: tints, then rules, then content, so that no tint covers a rule."""
        rows = (*self.header, *self.rows)
        tops = [top_pt]
        for row in rows:
            tops.append(tops[-1] - row.height_pt)
        with canvas.artifact():
            self._draw_tints(canvas, rows, x_pt, tops)
            self._draw_rules(canvas, rows, x_pt, tops)
        for row, top in zip(rows, tops, strict=False):
            for cell in row.cells:
                at_top = row.divided or row.from_top
                inset = self.look.padding_y_pt if at_top else (row.height_pt - cell.content.height_pt) / 2
                cell.content.draw(canvas, x_pt + cell.x_pt + self.look.padding_x_pt, top - inset)

    def _draw_tints(self, canvas: PaperCanvas, rows: tuple[SetRow, ...], x_pt: float, tops: list[float]) -> None:
        canvas.saveState()
        canvas.setFillColor(self.look.tint)
        for row, top in zip(rows, tops, strict=False):
            for cell in row.cells:
                if cell.tinted:
                    canvas.rect(x_pt + cell.x_pt, top - row.height_pt, cell.width_pt, row.height_pt, stroke=0, fill=1)
        canvas.restoreState()

    def _draw_rules(self, canvas: PaperCanvas, rows: tuple[SetRow, ...], x_pt: float, tops: list[float]) -> None:
        canvas.saveState()
        canvas.setStrokeColor(self.look.rule_colour)
        canvas.setLineWidth(self.look.inner_rule_pt)
        for row, top in zip(rows, tops, strict=False):
            for cell in row.cells[1:]:
                canvas.line(x_pt + cell.x_pt, top, x_pt + cell.x_pt, top - row.height_pt)
        for top in tops[1:-1]:
            canvas.line(x_pt, top, x_pt + self.width_pt, top)
        canvas.setLineWidth(self.look.outer_rule_pt)
        canvas.setLineJoin(0)
        canvas.rect(x_pt, tops[-1], self.width_pt, tops[0] - tops[-1], stroke=1, fill=0)
        canvas.restoreState()


def _set_row(row: Row, width_pt: float, look: TableLook) -> SetRow:
    cells: list[SetCell] = []
    x = 0.0
    for cell in row.cells:
        cell_width = cell.share * width_pt
        cells.append(SetCell(cell.content.set(cell_width - 2 * look.padding_x_pt), x, cell_width, cell.tinted))
        x += cell_width
    height = max(cell.content.height_pt for cell in cells) + 2 * look.padding_y_pt
    return SetRow(tuple(cells), height, from_top=row.from_top)


def _cut_row(row: SetRow, room_pt: float, look: TableLook) -> tuple[SetRow, SetRow] | None:
    """Cut every cell at the same height; None when some cell has not even a line above it."""
    upper: list[SetCell] = []
    lower: list[SetCell] = []
    for cell in row.cells:
        parts = cut_block(cell.content, room_pt - 2 * look.padding_y_pt)
        if parts is None:
            return None
        upper.append(replace(cell, content=parts[0]))
        lower.append(replace(cell, content=parts[1]))
    return _divided_row(upper, look), _divided_row(lower, look)


def _divided_row(cells: list[SetCell], look: TableLook) -> SetRow:
    return SetRow(tuple(cells), max(cell.content.height_pt for cell in cells) + 2 * look.padding_y_pt, divided=True)


def _tightened_row(row: Row, share: float) -> Row:
    cells = tuple(replace(cell, content=tightened(cell.content, share)) for cell in row.cells)
    return replace(row, cells=cells)
