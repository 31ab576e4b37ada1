"""What stands on a listing of registered rights."""

from reportlab.lib.units import mm

from printing.documents.property_listing import PropertyListing, PropertyRecord
from printing.fonts.catalogue import Face
from printing.layouts.applicant_table import applicant_table
from printing.layouts.closing import Closing
from printing.layouts.counted import CountedTable
from printing.layouts.sheet import Part, lay_out
from printing.layouts.styles import (
    BODY,
    EMPTY,
    LIST_CENTRE,
    LIST_HEAD,
    LIST_LOOK,
    LIST_MAIN,
    LIST_RIGHT,
)
from printing.layouts.wording import basis, looked_up
from printing.rendered import RenderedPdf
from printing.typesetting.atoms import Span
from printing.typesetting.blocks import Block, Stack
from printing.typesetting.paragraph import Paragraph, TextStyle
from printing.typesetting.table import Cell, Row, Table

_COLUMNS = (
    (("序号",), 0.060),
    (("坐落",), 0.248),
    (("不动产单元号", "不动产权证号"), 0.264),
    (("权利类型", "共有情况"), 0.190),
    (("建筑面积", "（㎡）"), 0.108),
    (("登记日期",), 0.130),
)
_UNIT_NUMBER_LENGTH = 28
_UNIT_NUMBER_CUTS = ((0, 6), (6, 12), (12, 19), (19, 28))
_GAP_PT = 4.5 * mm


def render_property_listing(listing: PropertyListing) -> RenderedPdf:
    """Return the listing as PDF. Errors as `sheet.lay_out`."""
    table = applicant_table(listing.applicant, scope=listing.scope, purpose=listing.purpose, as_of=listing.as_of)
    count = len(listing.records)
    statement = [
        *looked_up(listing, with_number=False),
        Span("有登记信息", Face.SERIF),
        Span(f"{count}条", Face.SERIF_BOLD, unbroken=True),
        Span("，列示如下。", Face.SERIF),
    ]
    story = [
        Part(table),
        Part(Paragraph.of(statement, BODY), _GAP_PT),
        Part(CountedTable.of(_records_table(listing)), 3.0 * mm),
    ]
    return lay_out(listing, story, Closing(basis(listing, "本结果"), "特此告知。", listing.issue))


def _records_table(listing: PropertyListing) -> Table:
    header = Row(tuple(Cell(_stacked(lines, LIST_HEAD, 0.0), share, tinted=True) for lines, share in _COLUMNS))
    rows = tuple(_record_row(number, record) for number, record in enumerate(listing.records, start=1))
    return Table((header,), rows, LIST_LOOK)


def _record_row(number: int, record: PropertyRecord) -> Row:
    day = record.registered_on.isoformat() if record.registered_on is not None else EMPTY
    cells: tuple[Block, ...] = (
        Paragraph.of(str(number), LIST_CENTRE),
        Paragraph.of(record.location, LIST_MAIN),
        _pair(grouped(record.unit_number), record.certificate_number),
        _pair(record.right_type, record.shared),
        Paragraph.of(record.area_m2 or EMPTY, LIST_RIGHT),
        Paragraph.of(day, LIST_CENTRE),
    )
    return Row(tuple(Cell(cell, share) for cell, (_, share) in zip(cells, _COLUMNS, strict=True)))


def grouped(unit_number: str) -> str:
    """Return a unit number of 28 characters in its groups: district, cadastral zone, parcel, thing on it.

    Source: GB/T 37346-2019 (不动产单元设定与代码编制规则): 6 + 6 + 7 + 9 characters.
    """
    if len(unit_number) != _UNIT_NUMBER_LENGTH or " " in unit_number:
        return unit_number
    return " ".join(unit_number[start:end] for start, end in _UNIT_NUMBER_CUTS)


def _pair(upper: str, lower: str) -> Block:
    """Two facts of one cell, one below the other."""
    return _stacked((upper or EMPTY, lower or EMPTY), LIST_MAIN, 2.0)


def _stacked(lines: tuple[str, ...], style: TextStyle, gap_pt: float) -> Block:
    return Stack(tuple(Paragraph.of(line, style) for line in lines), (0.0, *(gap_pt,) * (len(lines) - 1)))
