"""A table and the count under it, which forbids another row: it is never on a page without the last of them."""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from printing.layouts.styles import LIST_CENTRE
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.paragraph import Paragraph, SetParagraph
from printing.typesetting.table import SetTable, Table

_GAP_PT: Final = 1.5 * mm


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table, and how many rows it has."""

    table: Table
    count: Paragraph
    gap_pt: float = _GAP_PT

    @staticmethod
    def of(table: Table) -> "CountedTable":
        """Count the rows of a table."""
        return CountedTable(table, Paragraph.of(f"（以上共{len(table.rows)}条，以下空白）", LIST_CENTRE))

    def tightened(self, share: float) -> "CountedTable":
        """See `Tightenable.tightened`."""
        return CountedTable(self.table.tightened(share), self.count.tightened(share), self.gap_pt * share)

    def set(self, width_pt: float) -> "SetCountedTable":
        """See `Block.set`."""
        return SetCountedTable(self.table.set(width_pt), self.count.set(width_pt), self.gap_pt)


@dataclass(frozen=True, slots=True)
class SetCountedTable:
    """A `CountedTable` that has been set."""

    table: SetTable
    count: SetParagraph
    gap_pt: float

    @property
    def height_pt(self) -> float:
        """Its height, the count included."""
        return self.table.height_pt + self._count_pt

    def divide(self, room_pt: float) -> "tuple[SetTable, SetCountedTable] | None":
        """See `SetBlock.divide`: between two rows; the last one goes where the count goes."""
        without_last = self.table.height_pt - self.table.rows[-1].height_pt if self.table.rows else 0.0
        return self._parted(self.table.divide(min(room_pt, without_last)))

    def cut(self, room_pt: float) -> "tuple[SetTable, SetCountedTable] | None":
        """See `Cuttable.cut`: inside a row that is taller than a page with the count."""
        return self._parted(self.table.cut(room_pt - self._count_pt))

    def draw(self, canvas: PaperCanvas, x_pt: float, top_pt: float) -> None:
        """See `SetBlock.draw`."""
        self.table.draw(canvas, x_pt, top_pt)
        self.count.draw(canvas, x_pt, top_pt - self.table.height_pt - self.gap_pt)

    @property
    def _count_pt(self) -> float:
        return self.gap_pt + self.count.height_pt

    def _parted(self, parts: tuple[SetTable, SetTable] | None) -> "tuple[SetTable, SetCountedTable] | None":
        return (parts[0], replace(self, table=parts[1])) if parts is not None else None
